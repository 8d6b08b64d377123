import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { columnsOf } from '../../shared/worker/columns.ts';
import { type OperationId, idsOf, isList, isOnce, isRead, operation, operations } from './operations.ts';
import { type Answer, type Call, ask } from './request.ts';
import { authorizationFor, sampleCall } from './samples.ts';
import { type Stage, makeStage } from './stage.ts';

type Page = { items: unknown[]; next: string | null };
const lists = idsOf(isList);
const filtered = lists.filter((id) => Object.keys(filtersOf(id)).length > 0);
let stage: Stage;

/** Each list has more than one thing to show. */
beforeAll(async () => {
  stage = await makeStage();
  for (const id of lists) await sampleCall(id, stage);
  await sampleCall('listPresidencies', stage);
});

/**
 * Asks as who may; a list of what belongs to a thing is always that of the sample's thing, and events are those of the stage's network: others
 * publish theirs meanwhile.
 */
async function asking(id: OperationId, call: Call, headers: Record<string, string> = {}) {
  const { params } = call.params || !operation(id).route.params ? call : await sampleCall(id, stage);
  const query = id === 'listEvents' ? { network: stage.id, ...call.query } : call.query;
  return ask(id, { ...call, ...(params && { params }), ...(query && { query }) }, authorizationFor(id, stage), headers);
}

const pageOf = ({ text }: Answer) => JSON.parse(text) as Page;

function filtersOf(id: OperationId): Record<string, unknown> {
  const { cursor: _cursor, limit: _limit, ...filters } = operation(id).route.query?.shape ?? {};
  return filters;
}

/** Every item of a list, page after page, each page found by the Link of the one before. */
async function walk(id: OperationId, limit: number): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await asking(id, { query: { limit, ...(cursor ? { cursor } : {}) } });
    const page = pageOf(answer);
    items.push(...page.items);
    expect(cursorOf(answer.headers.get('link'))).toBe(page.next);
    cursor = page.next;
  }
  return items;
}

function cursorOf(link: string | null): string | null {
  const target = /^<(.+)>; rel="next"$/.exec(link ?? '')?.[1];
  return target ? new URL(target, 'http://here').searchParams.get('cursor') : null;
}

test.each(operations.map(({ id }) => id))('%s answers what it declares and nothing else', async (id) => {
  const answer = await asking(id, await sampleCall(id, stage));
  const declared = operation(id).route.answers[answer.status as 200];
  expect(declared, `${id} declares ${answer.status}`).toBeDefined();
  const type = answer.headers.get('content-type') ?? '';
  if (declared?.files?.includes(type) && (type !== 'application/json' || answer.headers.has('content-disposition')))
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w. -]+"/);
  else if (declared?.schema) declared.schema.parse(JSON.parse(answer.text));
  else expect(answer.text).toBe('');
});

test.each(lists)('%s gives the same items one by one and all at once', async (id) => {
  const all = await walk(id, 200);
  expect(all.length).toBeGreaterThan(1);
  expect(await walk(id, 1)).toEqual(all);
});

async function cursorFor(id: OperationId): Promise<string> {
  return pageOf(await asking(id, { query: { limit: 1 } })).next ?? '';
}

const swapped = (text: string, at: number) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

describe.each<[name: string, spoil: (cursor: string) => string]>([
  ['another beginning', (cursor) => swapped(cursor, 0)],
  ['another signature', (cursor) => swapped(cursor, cursor.indexOf('.') + 1)],
  ['no signature', (cursor) => cursor.split('.')[0] ?? ''],
  ['nothing in it', () => ''],
])('a cursor with %s', (_name, spoil) => {
  test.each(lists)('is refused by %s', async (id) => {
    const answer = await asking(id, { query: { cursor: spoil(await cursorFor(id)) } });
    expect(answer.text).toContain('/problems/invalid-cursor');
  });
});

test.each(lists)('%s refuses the cursor of another list', async (id) => {
  const other = lists[(lists.indexOf(id) + 1) % lists.length] ?? id;
  expect((await asking(id, { query: { cursor: await cursorFor(other) } })).text).toContain('/problems/invalid-cursor');
});

test.each(filtered)('%s refuses its cursor with other filters', async (id) => {
  const { query = otherFilter(id) } = await sampleCall(id, stage);
  expect((await asking(id, { query: { ...query, cursor: await cursorFor(id) } })).text).toContain('/problems/invalid-cursor');
});

const otherFilters = { network: 'another', subject: 'another', type: '*', state: 'active', kind: 'expired' };
const otherFilter = (id: OperationId) =>
  Object.fromEntries(
    Object.entries(otherFilters)
      .filter(([name]) => name in filtersOf(id))
      .slice(0, 1),
  );

test.each(lists)('%s gives the same items as lines of JSON', async (id) => {
  const { text, headers } = await asking(id, {}, { Accept: 'application/x-ndjson' });
  expect(headers.get('content-type')).toMatch(/^application\/x-ndjson/);
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(await walk(id, 200));
});

/** A cell as a spreadsheet may have it: what it would run is preceded by an apostrophe. */
const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

test.each(lists)('%s gives the same items as CSV that no spreadsheet runs', async (id) => {
  const { text, headers } = await asking(id, {}, { Accept: 'text/csv' });
  expect(headers.get('content-type')).toMatch(/^text\/csv/);
  expect(text.endsWith('\r\n')).toBe(true);
  const { data, errors } = Papa.parse<string[]>(text.slice(0, -2), { newline: '\r\n', delimiter: ',' });
  const [header, ...rows] = data;
  expect(errors).toEqual([]);
  const item = operation(id).route.answers[200]?.list;
  const columns = item ? columnsOf(item) : [];
  expect(header).toEqual(columns.map((column) => column.header));
  expect(rows).toEqual((await walk(id, 200)).map((one) => columns.map(({ cell }) => harmless(cell(one)))));
});

test('the sample data holds what a spreadsheet would run', async () => {
  const { text } = await asking('listNetworks', {}, { Accept: 'text/csv' });
  expect(text).toContain("'=Otra red");
});

/** Another test may change the one set of keys of the platform between two questions. */
test.each(idsOf((one) => isRead(one) && !isOnce(one)))('%s answers nothing new with 304 and no content', { retry: 3 }, async (id) => {
  const call = await sampleCall(id, stage);
  const etag = (await asking(id, call)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]+"$/);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const answer = await asking(id, call, { 'If-None-Match': known });
    expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([304, '', etag]);
  }
  expect((await asking(id, call, { 'If-None-Match': '"other"' })).status).toBe(200);
});
