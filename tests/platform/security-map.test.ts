import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Chapter → how many requirements of level 1 and of level 2 it has in ASVS 5.0.0: 70 and 183 in all. */
const published: Record<string, [one: number, two: number]> = {
  1: [8, 19],
  2: [4, 7],
  3: [8, 11],
  4: [2, 8],
  5: [4, 5],
  6: [13, 22],
  7: [6, 12],
  8: [4, 3],
  9: [4, 3],
  10: [5, 24],
  11: [3, 11],
  12: [3, 6],
  13: [1, 12],
  14: [2, 7],
  15: [3, 10],
  16: [0, 16],
  17: [0, 7],
};

const map = read('docs/asvs.md');
const security = read('docs/security.md');

/** What stands under a heading of docs/security.md. */
function section(heading: string): string {
  const [, text = ''] = security.split(`\n## ${heading}\n`);
  return text.split('\n## ')[0] ?? '';
}
const risks = section('OWASP API Security Top 10 (2023)');
const summary = section('ASVS 5.0');

const rows = [...map.matchAll(/^\| (\d+\.\d+\.\d+.*) \|$/gm)].map(([, text = '']) => {
  const [ids = '', level = '', what = '', how = '', ...rest] = text.split(' | ');
  return { ids: ids.split(', '), level, what, how, rest };
});
const requirements = rows.flatMap(({ ids, level, how }) => ids.map((id) => ({ id, level, how })));

const twice = (names: string[]) => names.filter((name, at) => names.indexOf(name) !== at);

/** The files that an answer begins with: `test: one.ts, two.ts — what they show`. */
const filesOf = (how: string) => /^(?:test|code|setting): (.+?) — /.exec(how)?.[1]?.split(', ') ?? [];
const quoted = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, path = '']) => path);

test('every file that the map names is there', () => {
  const named = new Set([...rows.flatMap(({ how }) => filesOf(how)), ...quoted(map), ...quoted(risks), ...quoted(summary)]);
  expect([...named].filter((path) => !existsSync(join(ROOT, path))).toSorted()).toEqual([]);
});

test.each(rows)('$ids.0 has an answer of one of the five kinds', ({ level, what, how, rest }) => {
  expect(level).toMatch(/^[12]$/);
  expect(what).not.toBe('');
  expect(how).toMatch(/^((test|code|setting): [\w.][^ ]*(, [^ ]+)* — |not here: |open: )./);
  expect(rest).toEqual([]);
});

test('what is said to be a test is one, or beside the one that uses it', () => {
  const files = rows.filter(({ how }) => how.startsWith('test: ')).map(({ how }) => filesOf(how));
  const isTest = (path: string) => /^tests\/.+\.test\.ts$/.test(path);
  expect(files.filter(([first = '']) => !isTest(first))).toEqual([]);
});

test('every requirement of levels 1 and 2 stands there once', () => {
  expect(twice(requirements.map(({ id }) => id))).toEqual([]);
  const found = (chapter: string, level: string) =>
    requirements.filter((one) => one.id.startsWith(`${chapter}.`) && one.level === level).length;
  const counts = Object.keys(published).map((chapter) => [chapter, [found(chapter, '1'), found(chapter, '2')]]);
  expect(Object.fromEntries(counts)).toEqual(published);
});

test('the security page counts as the map does', () => {
  const kinds: [label: string, kind: RegExp][] = [
    ['all', /^/],
    ['by test', /^test:/],
    ['by code or setting', /^(code|setting):/],
    ['not here', /^not here:/],
    ['open', /^open:/],
  ];
  const count = (kind: RegExp, levels: RegExp) => requirements.filter(({ how, level }) => kind.test(how) && levels.test(level)).length;
  const lines = kinds.map(([label, kind]) => `| ${label} | ${count(kind, /1/)} | ${count(kind, /2/)} | ${count(kind, /[12]/)} |`);
  expect(summary.split('\n').filter((line) => /\| \d+ \|$/.test(line))).toEqual(lines);
});

test('each of the ten risks is answered once, in order', () => {
  const answered = [...risks.matchAll(/^\| (API\d+) \|/gm)].map(([, risk]) => risk);
  expect(answered).toEqual(Array.from({ length: 10 }, (_, at) => `API${at + 1}`));
});
