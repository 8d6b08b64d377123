import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { isHealthy } from '../../scripts/platform/sqld-http.ts';
import type { SqldSupervisor } from '../../scripts/platform/supervisor.ts';
import { type StreamResult, askOnStream } from '../../shared/database/kept-streams.ts';
import { openDatabase } from '../../shared/database/open.ts';
import { type Query, send } from '../../shared/database/send.ts';
import { startServer } from './support.ts';

let server: SqldSupervisor;

beforeEach(async () => {
  const started = await startServer();
  server = started.server;
  return started.end;
});

const one = { type: 'execute', stmt: { sql: 'select 1 as one' } } as const;

const isOne = (result: StreamResult) =>
  expect(result).toMatchObject({ type: 'ok', response: { result: { rows: [[{ type: 'integer', value: '1' }]] } } });

/** What goes to the server and what comes back, as texts; `change` may falsify an answer. */
function overheard(change = (answer: string) => answer) {
  const heard: { body: string; status: number }[] = [];
  const post = async (body: string) => {
    const response = await fetch(`${server.url}/v2/pipeline`, { method: 'POST', body });
    heard.push({ body, status: response.status });
    return new Response(change(await response.text()), { status: response.status });
  };
  const opened = () => heard.filter(({ body }) => body.includes('"baton":null')).length;
  return { heard, opened, call: () => askOnStream(server.url, one, post) };
}

test('calls one after the other share a stream', async () => {
  const { heard, opened, call } = overheard();
  for (let count = 0; count < 5; count += 1) isOne(await call());
  expect([heard.length, opened()]).toEqual([6, 1]);
});

test('eight streams are kept at most, however many call at once', async () => {
  const { heard, opened, call } = overheard();
  for (const result of await Promise.all(Array.from({ length: 40 }, call))) isOne(result);
  expect(opened()).toBe(40);
  heard.length = 0;
  await Promise.all(Array.from({ length: 8 }, call));
  expect(opened()).toBe(0);
});

test('a stream that ended with the server costs its call nothing but a second try', async () => {
  const { heard, call } = overheard();
  isOne(await call());
  const { pid } = server;
  server.kill('SIGKILL');
  await expect.poll(() => server.pid !== undefined && server.pid !== pid, { timeout: 20_000 }).toBe(true);
  await expect.poll(() => isHealthy(server.url), { timeout: 20_000 }).toBe(true);
  heard.length = 0;
  isOne(await call());
  expect(heard.map(({ status }) => status)).toEqual([400, 200]);
});

test('a connection that does not force its commits to disk is not kept', async () => {
  const { opened, call } = overheard((answer) =>
    answer.replace('"rows":[[{"type":"integer","value":"2"}]]', '"rows":[[{"type":"integer","value":"1"}]]'),
  );
  for (let count = 0; count < 3; count += 1) isOne(await call());
  expect(opened()).toBe(6);
});

test('an answer of which a part alone came is lost, and no stream is kept for it', async () => {
  const { opened, call } = overheard((answer) => (answer.includes('"one"') ? answer.slice(0, -3) : answer));
  await expect(call()).rejects.toMatchObject({ code: 'HRANA_PROTO_ERROR' });
  await expect(call()).rejects.toMatchObject({ code: 'HRANA_PROTO_ERROR' });
  expect(opened()).toBe(2);
});

test('what a call stores, binds and refuses leaves nothing for the next one', async () => {
  const db = openDatabase({ url: server.url });
  await db.orm.run(sql`create table things (id text primary key, size integer)`);
  const insert = (id: string) => db.orm.run(sql`insert into things (id, size) values (${id}, ${id.length})`) as unknown as Query;
  for (let count = 0; count < 10; count += 1) await send(db, 'write', [insert(`a${count}`), insert(`b${count}`)]);
  await expect(send(db, 'write', [insert('c'), insert('a1')])).rejects.toThrow(/UNIQUE/);
  await send(db, 'write', [insert('d')]);
  expect(await db.orm.all(sql`select id from things where id in ('c', 'd')`)).toEqual([{ id: 'd' }]);
});
