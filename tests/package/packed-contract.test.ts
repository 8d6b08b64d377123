import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runTool } from '../../scripts/checking/run-tool.ts';
import { makeWorld, platformUrl } from '../support/world.ts';
import { type Portal, installInPortal, run } from './packing.ts';
import { faultyLines, mistakes, portalCode } from './portal-code.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await installInPortal();
});
afterAll(() => portal.remove());

const filesOf = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
const read = (name: string) => readFileSync(join(portal.installed, name), 'utf8');

test('the package holds what it built and its README, and asks for zod only', () => {
  expect(readdirSync(portal.installed).toSorted()).toEqual(['README.md', 'dist', 'package.json', 'vectors']);
  const built = filesOf(join(portal.installed, 'dist')).filter((name) => /\.\w+$/.test(name));
  expect(built.filter((name) => !/\.(js|d\.ts)$/.test(name))).toEqual([]);
  expect(Object.keys((JSON.parse(read('package.json')) as { dependencies: object }).dependencies)).toEqual(['zod']);
});

test('every import of the package leads to a file of its own or to zod', () => {
  const lost = filesOf(join(portal.installed, 'dist'))
    .filter((name) => /\.(js|d\.ts)$/.test(name))
    .flatMap((name) => [...read(join('dist', name)).matchAll(/(?:from|import\()\s*["']([^"']+)["']/g)].map(([, to = '']) => ({ name, to })))
    .filter(({ to }) => !/^zod($|\/)/.test(to))
    .filter(({ name, to }) => !existsSync(join(portal.installed, 'dist', name, '..', asBuilt(to, name))));
  expect(lost).toEqual([]);
});

/** TypeScript itself looks for the declaration beside a script, and takes both names. */
const asBuilt = (target: string, importer: string) => (importer.endsWith('.d.ts') ? target.replace(/\.(ts|js)$/, '.d.ts') : target);

test('its scripts use no syntax that Node 20 lacks', async () => {
  const scripts = filesOf(join(portal.installed, 'dist')).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(20);
  const newer: string[] = [];
  for (const name of scripts) {
    const code = read(join('dist', name));
    const [asIs, forNode20] = await Promise.all([transform(code, { target: 'esnext' }), transform(code, { target: 'node20' })]);
    if (asIs.code !== forNode20.code) newer.push(name);
  }
  expect(newer).toEqual([]);
});

test('a portal signs in, renews its token, walks pages, repeats a creation safely and meets typed problems', async () => {
  const world = await makeWorld();
  const { operator } = inject('platform');
  const told = { url: platformUrl(), operator, officer: world.ST.credentials.officer, network: world.code };
  const script = join(portal.folder, 'portal.mjs');
  copyFileSync(join(import.meta.dirname, 'portal.mjs'), script);
  const saw = JSON.parse(await run(process.execPath, [script], portal.folder, { PORTAL: JSON.stringify(told) })) as Record<string, unknown>;
  const [first] = saw['created'] as string[];
  expect(saw).toEqual({
    afterExpiry: { client: told.officer.clientId, tokens: 2 },
    activities: ['One', 'Two', 'Three'],
    networks: [world.id],
    created: [first, first],
    unchanged: [304, null],
    renamed: 'Otra',
    stale: { typed: true, code: 'stale', title: 'The version has changed meanwhile', status: 412 },
    missing: { typed: true, code: 'not-found', title: 'Not found', status: 404 },
    refused: { typed: true, code: 'unauthenticated', title: expect.any(String), status: 401 },
  });
});

const receiver = `
import { readFileSync } from 'node:fs';
import { verifyWebhook } from '@enlace/contract';
const { cases } = JSON.parse(readFileSync('node_modules/@enlace/contract/vectors/webhooks.json', 'utf8'));
const verdictOf = ({ body, bodyBase64, headers, now, ...trust }) =>
  verifyWebhook(body ?? Buffer.from(bodyBase64, 'base64'), headers, { ...trust, now: new Date(now) }).then(() => 'valid', ({ code }) => code);
const verdicts = await Promise.all(cases.map(verdictOf));
console.log(JSON.stringify(cases.filter((one, at) => one.expect !== verdicts[at]).map(({ name }) => name)));
`;

test('a receiver verifies every published vector with what was packed', async () => {
  writeFileSync(join(portal.folder, 'receiver.mjs'), receiver);
  expect(JSON.parse(await run(process.execPath, ['receiver.mjs'], portal.folder))).toEqual([]);
});

const compilerOptions = { target: 'ES2022', lib: ['ES2022', 'DOM'], module: 'nodenext', types: [], strict: true, noEmit: true };

test('a portal compiles against the packed types; an unknown operation, a wrong query and every other misuse do not', async () => {
  const project = join(portal.folder, 'tsconfig.json');
  writeFileSync(project, JSON.stringify({ compilerOptions, files: ['portal.ts', 'misuse.ts'] }));
  writeFileSync(join(portal.folder, 'portal.ts'), portalCode);
  writeFileSync(join(portal.folder, 'misuse.ts'), mistakes);
  const { output } = await runTool('tsc', ['--pretty', 'false', '--checkers', '1', '-p', project]);
  const errors = output.split('\n').filter((line) => line.includes(': error TS'));
  const misused = errors.map((line) => Number(/misuse\.ts\((\d+),/.exec(line)?.[1]));
  expect([...new Set(misused)]).toEqual(faultyLines);
});
