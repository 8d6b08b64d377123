import { expect, onTestFinished, test } from 'vitest';
import { type Arrived, answerTo } from '../../scripts/listen/answer.ts';
import { closeEndpoint, keysOf, openEndpoint, proveEndpoint } from '../../scripts/listen/endpoint.ts';
import { startServer } from '../../scripts/listen/server.ts';
import { signWebhook } from '../../shared/contract/index.ts';
import { say, startStub } from '../package/stub.ts';

const id = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c31';
const secret = `whsec_${btoa('a secret of this test, of no use')}`;
const url = 'http://127.0.0.1:9000/';
const now = new Date('2026-03-01T12:00:00.000Z');

const event = {
  specversion: '1.0',
  id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c41',
  source: 'https://enlace.example.org',
  type: 'plans.report.published',
  time: '2026-03-01T11:59:59.000Z',
  subject: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c42',
  datacontenttype: 'application/json',
  tlp: 'GREEN',
  sequence: '1',
  data: { links: { report: 'https://enlace.example.org/v1/reports/0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c42' } },
};

async function arrival(told: object, at = now): Promise<Arrived> {
  const text = JSON.stringify(told);
  const timestamp = Math.floor(at.getTime() / 1000);
  const signature = await signWebhook({ id: event.id, timestamp, body: text, secrets: [secret] });
  const headers = { 'webhook-id': event.id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
  return { method: 'POST', headers, body: new TextEncoder().encode(text) };
}

test('an event is taken, and told in one line with its links and the kinds of its signatures', async () => {
  const { status, body, line } = await answerTo(await arrival(event), { secrets: [secret] }, now);
  expect([status, body]).toEqual([204, undefined]);
  expect(line).toBe(`✓  ${event.time}  ${event.type}  ${event.subject}  v1  ${event.data.links.report}`);
});

test('a challenge is answered', async () => {
  const challenge = { ...event, type: 'webhooks.endpoint.challenged', data: { endpoint: id, challenge: 'mJtyX0mvI4aHqJ3b6yJ0yQ' } };
  expect(await answerTo(await arrival(challenge), { secrets: [secret] }, now)).toMatchObject({
    status: 200,
    body: { challenge: 'mJtyX0mvI4aHqJ3b6yJ0yQ' },
  });
});

test.each([
  ['of another secret', { secrets: [`whsec_${btoa('another secret, just as useless')}`] }, now, 'no-match'],
  ['of yesterday', { secrets: [secret] }, new Date(now.getTime() + 86_400_000), 'stale'],
])('a message %s is refused, and the line says why', async (_, trust, then, code) => {
  const { status, line } = await answerTo(await arrival(event), trust, then);
  expect(status).toBe(400);
  expect(line).toMatch(new RegExp(`^✗ refused / rechazado {2}${code}: `));
});

test('nothing but a POST is taken', async () => {
  expect((await answerTo({ ...(await arrival(event)), method: 'GET' }, { secrets: [secret] }, now)).status).toBe(405);
});

test('an event cannot give orders to a terminal', async () => {
  const nasty = { ...event, type: 'plans\u001b[2J\nforged\u202e' };
  const { line } = await answerTo(await arrival(nasty), { secrets: [secret] }, now);
  expect(line).toContain('plans?[2J?forged?');
});

test('what comes over the network is verified byte by byte', async () => {
  const lines: string[] = [];
  const server = await startServer(
    0,
    (arrived) => answerTo(arrived, { secrets: [secret] }),
    (line) => lines.push(line),
  );
  onTestFinished(server.stop);
  const { headers, body } = await arrival({ ...event, data: { name: 'Niñez' } }, new Date());
  const post = (bytes: Uint8Array) => fetch(server.url, { method: 'POST', headers: headers as Record<string, string>, body: bytes });
  expect((await post(body)).status).toBe(204);
  expect((await post(new Uint8Array([...body, 10]))).status).toBe(400);
  expect((await post(new Uint8Array(1_000_001))).status).toBe(413);
  expect(lines.map((line) => line[0])).toEqual(['✓', '✗', '✗']);
});

test('a port that is taken is told as such', async () => {
  const silent = async () => ({ status: 204, line: '' });
  const server = await startServer(0, silent, () => undefined);
  onTestFinished(server.stop);
  await expect(startServer(Number(new URL(server.url).port), silent, () => undefined)).rejects.toThrow(/is taken/);
});

async function stub(...answers: Parameters<typeof startStub>[0]) {
  const started = await startStub(answers);
  onTestFinished(started.stop);
  return started;
}

const list = (...items: object[]) => say(200, { items, next: null });

test('an endpoint left over from an earlier run makes room, another stays', async () => {
  const left = list({ id, url }, { id: 'other', url: 'https://portal.example.org/' });
  const { client, calls } = await stub(
    left,
    say(200, {}, { ETag: '"3"' }),
    say(204),
    list({ id: 'n', code: 'crm' }),
    say(201, { endpoint: { id }, secret }),
  );
  expect(await openEndpoint(client, { url, types: ['plans.*'], network: 'crm' })).toEqual({ id, secret });
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/webhook-endpoints',
    `GET /v1/webhook-endpoints/${id}`,
    `DELETE /v1/webhook-endpoints/${id}`,
    'GET /v1/networks',
    'POST /v1/webhook-endpoints',
  ]);
  expect(calls[2]?.headers['if-match']).toBe('"3"');
  expect(JSON.parse(calls[4]?.body ?? '')).toMatchObject({ url, types: ['plans.*'], network: 'n' });
});

test('a network that is not there is told as such', async () => {
  const { client } = await stub(list());
  await expect(openEndpoint(client, { url, types: ['*'], network: 'none' })).rejects.toThrow('There is no network none.');
});

test('an address that the platform refuses is explained, when it is named and when it is proved', async () => {
  const errors = [{ pointer: '/body/url', detail: 'The address is not https' }];
  const refused = { type: '/problems/unprocessable', title: 'No', status: 422, requestId: id, errors };
  const { client } = await stub(list(), say(422, refused));
  const way = 'ENLACE_WEBHOOK_ALLOW=http://127.0.0.1:9000 npm start';
  await expect(openEndpoint(client, { url, types: ['*'] })).rejects.toThrow(way);
  await expect(proveEndpoint(client, id, url)).rejects.toThrow(way);
});

test('a field at fault is told as the platform tells it', async () => {
  const problem = { type: '/problems/invalid-request', title: 'Not valid', status: 400, requestId: '' };
  const errors = [{ pointer: '/types/0', detail: 'No type of event is like this' }];
  const { client } = await stub(list(), say(400, { ...problem, errors }));
  await expect(openEndpoint(client, { url, types: ['none'] })).rejects.toThrow('Not valid\n/types/0: No type of event is like this');
});

test('any other problem is left as it is', async () => {
  const { client } = await stub(say(403));
  await expect(proveEndpoint(client, id, url)).rejects.toMatchObject({ code: 'forbidden' });
});

test('the published keys are asked for once, however many messages come', async () => {
  const { client, calls } = await stub(say(200, { keys: [] }));
  const keys = keysOf(client);
  expect(await Promise.all([keys(), keys()])).toEqual([{ keys: [] }, { keys: [] }]);
  expect(calls).toHaveLength(1);
});

test('it takes its address back at the version it has', async () => {
  const { client, calls } = await stub(say(200, {}, { ETag: '"1"' }), say(204));
  await closeEndpoint(client, id);
  expect(calls.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
});
