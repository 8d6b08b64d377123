import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../shared/contract/index.ts';
import { say, startStub } from './stub.ts';

const id = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';

async function stub(...[answers, tokens]: Parameters<typeof startStub>) {
  const started = await startStub(answers, tokens);
  onTestFinished(started.stop);
  return started;
}

test('one token request however many calls at once', async () => {
  const { client, calls, tokenCalls } = await stub([say(200, {})]);
  await Promise.all(Array.from({ length: 20 }, () => client.getMe()));
  expect(calls.map(({ headers }) => headers.authorization)).toEqual(Array(20).fill('Bearer t1'));
  expect(tokenCalls).toHaveLength(1);
  expect(tokenCalls[0]?.headers.authorization).toBe(`Basic ${btoa('a%20b:c%3Ad')}`);
  expect(tokenCalls[0]?.body).toBe('grant_type=client_credentials');
});

test('one new token however many calls were refused at once', async () => {
  const { client, tokenCalls } = await stub([
    ({ headers }, response) => say(headers.authorization === 'Bearer t1' ? 401 : 200, {})({} as never, response),
  ]);
  const answers = await Promise.all(Array.from({ length: 20 }, () => client.getMe()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(tokenCalls).toHaveLength(2);
});

test('a second refusal is the answer', async () => {
  const { client, calls } = await stub([say(401)]);
  await expect(client.getMe()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(calls).toHaveLength(2);
});

test('a token that is about to expire is not used again', async () => {
  const brief = say(200, { access_token: 'brief', token_type: 'Bearer', expires_in: 20 });
  const { client, calls } = await stub([say(200, {})], [brief]);
  await client.getMe();
  await client.getMe();
  expect(calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer brief', 'Bearer t2']);
});

test('a refused credential is a problem that says why, and the next call asks anew', async () => {
  const { client, tokenCalls } = await stub([say(200, {})], [say(401, { error: 'invalid_client', error_description: 'Not valid' })]);
  await expect(client.getMe()).rejects.toMatchObject({ code: 'unauthenticated', message: 'Not valid' });
  expect((await client.getMe()).status).toBe(200);
  expect(tokenCalls).toHaveLength(2);
});

test('a client with a key of its own signs anew for each try, and sends no secret', async () => {
  const { url, tokenCalls } = await stub([say(200, {})], [say(503, {}, { 'Retry-After': '0' })]);
  let signed = 0;
  const assertion = (audience: string) => `${audience === url ? 'good' : 'bad'}.${(signed += 1)}`;
  await createClient({ baseUrl: url, clientId: 'a', assertion })
    .getMe()
    .catch(() => undefined);
  const bodies = tokenCalls.map(({ body }) => new URLSearchParams(body).get('client_assertion'));
  expect(bodies.length).toBeGreaterThan(1);
  expect(bodies).toEqual(bodies.map((_, at) => `good.${at + 1}`));
  expect(tokenCalls.map(({ headers }) => headers.authorization)).not.toContain(expect.anything());
});

test.each(['http://enlace.example', 'ftp://enlace.example', 'http://127.0.0.1.example'])('a secret does not go to %s', (baseUrl) => {
  expect(() => createClient({ baseUrl, clientId: 'a', clientSecret: 'b' })).toThrow(TypeError);
});

test('a list walks every page with the filters of the first', async () => {
  const { client, calls } = await stub([say(200, { items: [{ id: 1 }], next: 'a&b' }), say(200, { items: [{ id: 2 }], next: null })]);
  const found: unknown[] = [];
  for await (const item of client.listActivities({ query: { limit: 1, q: 'niñez y familia' } })) found.push(item);
  expect(found).toEqual([{ id: 1 }, { id: 2 }]);
  expect(calls.map(({ path }) => path)).toEqual([
    '/v1/activities?limit=1&q=ni%C3%B1ez+y+familia',
    '/v1/activities?limit=1&q=ni%C3%B1ez+y+familia&cursor=a%26b',
  ]);
});

test('a list that its reader leaves asks for no further page', async () => {
  const { client, calls } = await stub([say(200, { items: [{ id: 1 }], next: 'more' })]);
  for await (const _ of client.listNetworks()) break;
  expect(calls).toHaveLength(1);
});

test('what has not changed comes back without a body', async () => {
  const { client, calls } = await stub([say(304, null, { ETag: '"7"' })]);
  expect(await client.getNetwork({ params: { id }, ifNoneMatch: '"7"' })).toMatchObject({ status: 304, body: null, etag: '"7"' });
  expect(calls[0]?.headers['if-none-match']).toBe('"7"');
});

test.each(['', '.', '..'])('"%s" is refused as an id before anything is sent', async (wrong) => {
  const { client, calls } = await stub([say(200, {})]);
  await expect(client.getNetwork({ params: { id: wrong } })).rejects.toThrow(TypeError);
  await expect(client.getNetwork({ params: { id: 'a/../b?c' } })).resolves.toBeDefined();
  expect(calls.map(({ path }) => path)).toEqual(['/v1/networks/a%2F..%2Fb%3Fc']);
});

test('an error that is no problem document still has the code of its status', async () => {
  const { client } = await stub([(_, response) => response.writeHead(413).end('<html>')]);
  await expect(client.getMe()).rejects.toMatchObject({ code: 'too-large', status: 413 });
});

test('a list under a thing asks for that thing, on every page', async () => {
  const { client, calls } = await stub([say(200, { items: [{}], next: 'more' }), say(200, { items: [], next: null })]);
  const found = [];
  for await (const point of client.listPoints({ params: { id }, query: { limit: 1 } })) found.push(point);
  expect(found).toHaveLength(1);
  expect(calls.map(({ path }) => path)).toEqual([`/v1/meetings/${id}/points?limit=1`, `/v1/meetings/${id}/points?limit=1&cursor=more`]);
});
