import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { idsOf, isChange, isCreation, isGuarded } from './operations.ts';
import type { OperationId } from './operations.ts';
import { type Answer, type Draft, ask, draft, send } from './request.ts';
import { tracesOf } from './rows.ts';
import { authorizationFor, keptCall, sampleCall, samples } from './samples.ts';
import { type Stage, makeStage } from './stage.ts';

const changes = idsOf(isChange);
const creations = idsOf(isCreation);
/** What asks for something to be done and makes nothing. */
const asked = idsOf((one) => isGuarded(one) && one.route.method === 'post' && !isCreation(one));
let stage: Stage;
beforeAll(async () => (stage = await makeStage()));

test.each(changes)('%s asks for If-Match', async (id) => {
  const { ifMatch: _, ...call } = await keptCall(id, stage);
  expect((await ask(id, call, authorizationFor(id, stage))).status).toBe(428);
});

describe.each(['"999"', '*', 'W/"1"', '"1", "2"', '1', '"0190f3c2"'])('If-Match: %s', (ifMatch) => {
  let before: Awaited<ReturnType<typeof tracesOf>>;
  beforeAll(async () => {
    for (const id of changes) await keptCall(id, stage);
    before = await tracesOf(stage);
  });

  test.concurrent.each(changes)('is stale for %s', async (id) => {
    const call = { ...(await keptCall(id, stage)), ifMatch };
    expect((await ask(id, call, authorizationFor(id, stage))).status).toBe(412);
  });

  test('and nothing changes', async () => expect(await tracesOf(stage)).toEqual(before));
});

test.each(changes)('%s takes the version that was read, once', async (id) => {
  const call = await sampleCall(id, stage);
  const answer = await ask(id, call, authorizationFor(id, stage));
  expect(answer.status).toBeLessThan(300);
  if (answer.status === 200) expect(answer.headers.get('etag')).toMatch(/^"\d+(-[\w-]{16})?"$/);
  expect(answer.headers.get('etag')).not.toBe(call.ifMatch);
  expect([404, 412]).toContain((await ask(id, call, authorizationFor(id, stage))).status);
});

/** A sample call under a key of its own, or one given. */
async function keyed(id: OperationId, key = randomUUID() as string, authorization = authorizationFor(id, stage)): Promise<Draft> {
  const request = draft(id, await sampleCall(id, stage), authorization);
  request.headers.set('Idempotency-Key', key);
  return request;
}

/** What a repeated call must say again: everything but a secret or a secret address, which is shown once. */
const said = ({ status, headers, text }: Answer) => ({
  status,
  location: headers.get('location'),
  etag: headers.get('etag'),
  text: text.replace(/"secret":"[^"]+"/, '"secret":null').replace(/"url":"[^"]+\/calendars\/[^"]+"/, '"url":null'),
});

test.each(creations)('%s repeated under its key answers the same and acts once', async (id) => {
  const request = await keyed(id);
  const first = await send(request);
  expect(first.status).toBe(201);
  const after = await tracesOf(stage);
  const second = await send(request);
  expect(second.text).toBe(said(first).text);
  expect(said(second)).toEqual(said(first));
  expect(await tracesOf(stage)).toEqual(after);
});

test.each(asked)('%s repeated under a key is asked again', async (id) => {
  const request = await keyed(id);
  expect([(await send(request)).status, (await send(request)).status]).toEqual([200, 200]);
});

test.each(creations)('%s refuses its key for another content', async (id) => {
  const request = await keyed(id);
  expect((await send(request)).status).toBe(201);
  const other = await send({ ...request, body: `${typeof request.body === 'string' ? request.body : ''} ` });
  expect(other.status).toBe(422);
  expect(other.text).toContain('/problems/key-reused');
});

test.each(creations)('%s of two callers with the same key are two', async (id) => {
  const { also } = samples[id];
  const first = await keyed(id);
  const answers = [await send(first)];
  const second = await keyed(id, first.headers.get('idempotency-key') ?? '', also ? stage.authorizations[also] : null);
  answers.push(await send(second));
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0]?.text).not.toBe(answers[1]?.text);
});

test.each(['', ' ', 'a b', 'ñ', 'x'.repeat(256)])('the key "%s" is refused', async (key) => {
  const request = await keyed('createNetwork', key);
  expect((await send(request)).status).toBe(400);
});

/** What one act adds to the database. */
async function traceOf(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await tracesOf(stage);
  await act();
  const after = await tracesOf(stage);
  return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
}

test.each(creations)('%s twenty times at once under one key happens once, and all hear the same', async (id) => {
  const alone = await keyed(id);
  const once = await traceOf(() => send(alone));
  const request = await keyed(id);
  const answers: Answer[] = [];
  const together = await traceOf(async () => answers.push(...(await Promise.all(Array.from({ length: 20 }, () => send(request))))));
  expect(together).toEqual(once);
  expect(new Set(answers.map((answer) => JSON.stringify(said(answer)))).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
});
