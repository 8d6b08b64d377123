import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { Text } from '../../../shared/contract/text.ts';
import { bulkResponse, bulkType } from '../../../shared/worker/bulk.ts';
import { readCursor, signCursor } from '../../../shared/worker/cursor.ts';
import { alreadyHas, expectedVersion } from '../../../shared/worker/etag.ts';
import { localeOf } from '../../../shared/worker/locale.ts';
import { redact } from '../../../shared/worker/log.ts';

const asking = (headers: Record<string, string>) => new Request('https://enlace.example/', { headers });
const secret = 'a'.repeat(43);

test('a cursor brings its keyset back, whatever is in it', async () => {
  const keyset = fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 });
  const returns = fc.asyncProperty(keyset, fc.string(), async (values, scope) => {
    expect(await readCursor(await signCursor(values, scope, secret), scope, secret)).toEqual(values);
  });
  await expect(fc.assert(returns)).resolves.toBeUndefined();
});

test('a cursor with any one character changed is refused', async () => {
  const cursor = await signCursor(['a', 1], 'list', secret);
  // The last character of the signature holds two bits that mean nothing.
  const forged = Array.from(
    { length: cursor.length - 1 },
    (_, at) => cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1),
  );
  const outcomes = await Promise.allSettled(forged.map((text) => readCursor(text, 'list', secret)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
});

test.each([
  ['another list', (cursor: string) => readCursor(cursor, 'other', secret)],
  ['another key', (cursor: string) => readCursor(cursor, 'list', 'b'.repeat(43))],
])('a cursor of %s is refused', async (_, use) => {
  await expect(use(await signCursor(['a'], 'list', secret))).rejects.toMatchObject({ code: 'invalid-cursor' });
});

test.each([
  ['', 'es'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr, en;q=0.5, es;q=0.4', 'en'],
  ['pt-BR', 'es'],
  ['es-419;q=0.3, en;q=0', 'es'],
])('Accept-Language %j speaks %s', (header, locale) => {
  expect(localeOf(new Headers({ 'accept-language': header }))).toBe(locale);
});

test.each([
  ['"3"', true],
  ['W/"3"', true],
  ['"1", "3"', true],
  ['*', true],
  ['"4"', false],
])('If-None-Match %s against "3"', (header, same) => {
  expect(alreadyHas(asking({ 'if-none-match': header }), '"3"')).toBe(same);
});

test.each([
  ['"7"', 7],
  ['W/"7"', 'stale'],
  ['*', 'stale'],
  ['7', 'stale'],
])('If-Match %s expects %s', (header, expected) => {
  const read = () => expectedVersion(asking({ 'if-match': header }));
  if (typeof expected === 'number') expect(read()).toBe(expected);
  else expect(read).toThrow(expect.objectContaining({ code: expected }));
});

test('a write without If-Match is asked for it', () => {
  expect(() => expectedVersion(asking({}))).toThrow(expect.objectContaining({ code: 'precondition-required' }));
});

test.each([
  'Authorization: Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2ln',
  'Basic Y2xpZW50OnNlY3JldA==',
  'fetch https://user:hunter2secret@db.example/ failed',
  'GET /x?token=hunter2secret&a=1',
])('the log does not repeat the secret in %s', (text) => {
  expect(redact(text)).not.toMatch(/hunter2secret|eyJhbGci|Y2xpZW50/);
});

const Item = z.strictObject({
  id: z.string(),
  title: Text,
  inner: z.strictObject({ n: z.number().nullable() }).nullable(),
  tags: z.array(z.string()),
});

async function csvOf(...items: unknown[]) {
  const pages = (async function* one() {
    yield items;
  })();
  return bulkResponse('text/csv', Item, pages).text();
}

test('a list as CSV names nested fields and languages', async () => {
  const text = await csvOf(
    { id: 'a', title: { es: 'uno' }, inner: { n: 1 }, tags: ['x'] },
    { id: 'b', title: { en: 'two' }, inner: null, tags: [] },
  );
  expect(text).toBe('id,title.es,title.en,title.pt,title.fr,inner.n,tags\r\na,uno,,,,1,"[""x""]"\r\nb,,two,,,,[]\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('a spreadsheet does not run %j', async (id) => {
  const [, row = ''] = (await csvOf({ id, title: {}, inner: null, tags: [] })).split('\r\n');
  expect(row.replace(/^"/, '').startsWith("'")).toBe(true);
});

test.each([
  ['text/csv', 'text/csv'],
  ['application/x-ndjson; q=1', 'application/x-ndjson'],
  ['application/json, text/csv', null],
  ['*/*', null],
])('Accept %s gives %s', (accept, type) => {
  expect(bulkType(asking({ accept }))).toBe(type);
});
