import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { loseConnection, say, startStub } from './stub.ts';

const id = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
const network = { code: 'crm', name: { es: 'Red' } };
const { pause } = await vi.importActual<typeof import('../../shared/contract/client/pause.ts')>('../../shared/contract/client/pause.ts');
const waits: number[] = [];

/** The client's waits are written down and end at once. */
vi.mock('../../shared/contract/client/pause.ts', () => ({
  pause: (milliseconds: number, signal?: AbortSignal) => {
    waits.push(milliseconds);
    return pause(0, signal);
  },
}));
beforeEach(() => {
  waits.length = 0;
});

async function stub(...[answers, tokens]: Parameters<typeof startStub>) {
  const started = await startStub(answers, tokens);
  onTestFinished(started.stop);
  return started;
}

test.each([
  ['seconds', () => '7'],
  ['a date', () => new Date(Date.now() + 8000).toUTCString()],
])('503 is repeated after the wait that it asks for in %s', async (_, retryAfter) => {
  const { client, calls } = await stub([say(503, {}, { 'Retry-After': retryAfter() }), say(200, { id })]);
  expect((await client.getNetwork({ params: { id } })).status).toBe(200);
  expect(calls).toHaveLength(2);
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThan(6000);
});

test('a POST whose connection was lost is sent again, the same under the same key', async () => {
  const { client, calls } = await stub([loseConnection, loseConnection, say(201, { id })]);
  expect((await client.createNetwork({ body: network })).body.id).toBe(id);
  const keys = calls.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), keys[0], keys[0]]);
  expect(calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([network, network, network]);
});

test('a document is sent whole each time', async () => {
  const { client, calls } = await stub([say(503), loseConnection, say(201, {})]);
  const body = new TextEncoder().encode('plan');
  await client.createPlanImport({ query: { network: 'crm', language: 'es' }, body, mediaType: 'text/csv', idempotencyKey: 'k' });
  expect(calls.map((call) => [call.body, call.headers['content-type'], call.headers['idempotency-key']])).toEqual(
    calls.map(() => ['plan', 'text/csv', 'k']),
  );
  expect(calls).toHaveLength(3);
});

test.each([
  ['a lost connection', loseConnection, 'fetch failed'],
  ['503', say(503), 'Service Unavailable'],
])('a PATCH is not repeated after %s', async (_, answer, message) => {
  const { client, calls } = await stub([answer]);
  await expect(client.updateNetwork({ params: { id }, ifMatch: '"1"', body: {} })).rejects.toThrow(message);
  expect(calls).toHaveLength(1);
});

test('429 was not acted upon: even a PATCH waits as asked and goes again', async () => {
  const { client, calls } = await stub([say(429, {}, { 'Retry-After': '60' }), say(200, { id })]);
  await client.updateNetwork({ params: { id }, ifMatch: '"1"', body: {} });
  expect(calls).toHaveLength(2);
  expect(waits[0]).toBeGreaterThanOrEqual(60_000);
});

test('it gives up after five attempts and tells the problem', async () => {
  const { client, calls } = await stub([say(503)]);
  await expect(client.getMe()).rejects.toMatchObject({ code: 'unavailable', status: 503 });
  expect(calls).toHaveLength(5);
});

test('it does not sit out a wait of an hour', async () => {
  const { client, calls } = await stub([say(429, {}, { 'Retry-After': '3600' })]);
  await expect(client.getMe()).rejects.toMatchObject({ code: 'too-many-requests' });
  expect(calls).toHaveLength(1);
});

test.each([404, 409, 412, 500])('%i is an answer and not repeated', async (status) => {
  const { client, calls } = await stub([say(status)]);
  await expect(client.createNetwork({ body: network })).rejects.toMatchObject({ status });
  expect(calls).toHaveLength(1);
});

test('a caller that gives up is not kept waiting, whatever its reason', async () => {
  const stopped = new AbortController();
  const reason = new RangeError('enough');
  const { client, calls } = await stub([
    (seen, response) => {
      stopped.abort(reason);
      say(503)(seen, response);
    },
  ]);
  await expect(client.getMe({ signal: stopped.signal })).rejects.toBe(reason);
  await expect(pause(3_600_000, stopped.signal)).rejects.toBe(reason);
  expect(calls).toHaveLength(1);
});

test('a redirect is not followed: no credential goes elsewhere', async () => {
  const { client, calls } = await stub([say(307, {}, { Location: '/elsewhere' })]);
  await expect(client.getMe()).rejects.toMatchObject({ status: 307 });
  expect(calls).toHaveLength(1);
});
