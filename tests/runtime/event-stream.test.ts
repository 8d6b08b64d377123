import { onTestFinished, expect, test } from 'vitest';
import { type Party, makeWorld, platformUrl, tokenOf } from '../support/world.ts';

type Message = { id: string; event: string; data: { id: string; type: string; subject: string } };

/** The events of one network as they come, as an officer of that organisation hears them. */
async function listen({ credentials }: Party, network: string, headers: Record<string, string> = {}, after?: string) {
  const hangUp = new AbortController();
  onTestFinished(() => hangUp.abort());
  const url = new URL(`/v1/events?network=${network}&type=identity.group.*`, platformUrl());
  if (after) url.searchParams.set('after', after);
  const authorization = `Bearer ${await tokenOf(credentials.officer)}`;
  const response = await fetch(url, {
    headers: { Accept: 'text/event-stream', Authorization: authorization, ...headers },
    signal: hangUp.signal,
  });
  const messages = response.ok ? messagesOf(response) : undefined;
  return { response, next: async () => (await messages?.next())?.value };
}

async function* messagesOf({ body }: Response): AsyncGenerator<Message> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = `${text}${chunk}`.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const { id, event, data } = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/, 2))) as Record<string, string>;
      if (id && event && data) yield { id, event, data: JSON.parse(data) as Message['data'] };
    }
  }
}

async function newGroup({ clients }: Party, network: string): Promise<string> {
  return (await clients.officer.createGroup({ body: { network, name: { es: 'Grupo' }, purpose: { es: 'Compartir' } } })).body.id;
}

test('what is committed while the stream is open arrives, and Last-Event-ID goes on where it broke off, whatever `after` says', async () => {
  const { id: network, MEX } = await makeWorld();
  const first = await newGroup(MEX, network);
  const { response, next } = await listen(MEX, network);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const heard = await next();
  expect(heard).toMatchObject({ event: 'identity.group.changed', data: { subject: first } });
  const second = await newGroup(MEX, network);
  const arrived = await next();
  expect(arrived).toMatchObject({ id: arrived?.data.id, data: { subject: second } });
  const again = await listen(MEX, network, { 'Last-Event-ID': heard?.id ?? '' }, arrived?.id);
  expect(await again.next()).toEqual(arrived);
  const third = await newGroup(MEX, network);
  expect([await again.next(), await next()]).toMatchObject([{ data: { subject: third } }, { data: { subject: third } }]);
});

test('what an organisation may not see does not arrive, and what it may comes after it', async () => {
  const { id: network, MEX, SLV } = await makeWorld();
  const { next } = await listen(SLV, network);
  await newGroup(MEX, network);
  const own = await newGroup(SLV, network);
  expect(await next()).toMatchObject({ data: { subject: own } });
});

test('whoever is refused while it listens hears no more', async () => {
  const { id: network, MEX } = await makeWorld();
  await newGroup(MEX, network);
  const { next } = await listen(MEX, network);
  await next();
  const { body: me } = await MEX.clients.officer.getMe();
  await MEX.clients.administrator.revokeClient({ params: { id: me.client }, ifMatch: '"1"' });
  expect(await next()).toBeUndefined();
});

test('a refusal is a problem and no stream', async () => {
  const { id: network, MEX } = await makeWorld();
  const { response } = await listen(MEX, network, { 'Last-Event-ID': network });
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect(await response.text()).toContain('/problems/invalid-cursor');
});
