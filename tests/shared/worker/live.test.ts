import { expect, test } from 'vitest';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset, Route } from '../../../shared/contract/route.ts';
import { type LiveItem, type LivePage, asksToFollow, follow, liveResponse } from '../../../shared/worker/live.ts';

const item = (id: string): LiveItem => ({ id, type: 'plans.report.published' });
const page = (...ids: string[]): LivePage => ({ items: ids.map(item), next: null, end: ['end', ...ids] });
const endless = (id: string): LivePage => ({ items: [item(id)], next: ['more', id], end: ['end'] });
const message = (id: string) => `id: ${id}\nevent: plans.report.published\ndata: ${JSON.stringify(item(id))}\n\n`;

/** A clock that only waiting moves, and a list that has what a test says at each second. */
function ownTime(pages: (second: number) => LivePage = () => page()) {
  const over = new AbortController();
  const asked: Keyset[] = [];
  let time = 1_000_000;
  const second = () => (time - 1_000_000) / 1000;
  const beat = { now: () => time, pause: async (milliseconds: number) => void (time += milliseconds), over: over.signal };
  const look = async (after: Keyset) => {
    asked.push(after);
    return pages(second());
  };
  return { asked, beat, look, over, second };
}

test('it says when to come back, then what there is, then what comes, each with its id, its type and itself', async () => {
  const { beat, look, asked } = ownTime((second) => (second === 2 ? page('c') : page()));
  const messages = follow(page('a', 'b'), look, beat);
  const heard = [];
  for (let count = 0; count < 3; count += 1) heard.push((await messages.next()).value);
  expect(heard).toEqual(['retry: 3000\n\n', message('a') + message('b'), message('c')]);
  await messages.next();
  const [first, second, third, ...others] = asked.map(String);
  expect([first, second, third]).toEqual(['end,a,b', 'end', 'end,c']);
  expect(new Set(others)).toEqual(new Set(['end']));
});

test('it looks each second, and at once where the page was not the last', async () => {
  const { beat, look, second, asked } = ownTime(() => endless('b'));
  const seconds = [];
  const messages = follow(endless('a'), look, beat);
  await messages.next();
  for (let count = 0; count < 3; count += 1) {
    await messages.next();
    seconds.push(second());
  }
  expect(seconds).toEqual([0, 0, 0]);
  expect(asked.map(String)).toEqual(['more,a', 'more,b']);
  const calm = ownTime(() => page('b'));
  const others = follow(page('a'), calm.look, calm.beat);
  for (let count = 0; count < 4; count += 1) await others.next();
  expect(calm.second()).toBe(2);
});

test('with nothing to say it says so each fifteen seconds, and ends after five minutes', async () => {
  const { beat, look, asked, second } = ownTime();
  const heard = await Array.fromAsync(follow(page(), look, beat));
  expect(heard).toEqual(['retry: 3000\n\n', ...Array.from({ length: 19 }, () => ':\n\n')]);
  expect(second()).toBe(300);
  expect(new Set(asked.map(String))).toEqual(new Set(['end']));
});

test('it ends after five minutes although there is always more', async () => {
  const { beat, look, second } = ownTime(() => page('b'));
  await Array.fromAsync(follow(page('a'), look, beat));
  expect(second()).toBe(300);
});

test('it ends when the caller is refused, and breaks when something is wrong', async () => {
  const failing = (error: Error) =>
    ownTime((second) => {
      if (second < 3) return page();
      throw error;
    });
  const refused = failing(new Problem('unauthenticated'));
  expect(await Array.fromAsync(follow(page('a'), refused.look, refused.beat))).toEqual(['retry: 3000\n\n', message('a')]);
  const broken = failing(new Error('A fault'));
  await expect(Array.fromAsync(follow(page(), broken.look, broken.beat))).rejects.toThrow('A fault');
});

test('it does not look again once the caller has hung up', async () => {
  const { beat, look, asked, over } = ownTime();
  const messages = follow(page('a'), look, beat);
  await messages.next();
  await messages.next();
  over.abort();
  expect(await messages.next()).toEqual({ done: true, value: undefined });
  expect(asked).toEqual([]);
});

test('as an answer it is never kept, and begins with the first page', async () => {
  const response = liveResponse(page('a'), () => Promise.reject(new Problem('unauthenticated')), 'a client');
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect([(await reader?.read())?.value, (await reader?.read())?.value]).toEqual(['retry: 3000\n\n', message('a')]);
  await reader?.cancel();
});

test.each([
  [true, 'text/event-stream', true],
  [true, 'Text/Event-Stream; charset=utf-8', true],
  [true, 'text/event-stream, application/json', true],
  [true, 'application/json, text/event-stream', false],
  [true, '', false],
  [undefined, 'text/event-stream', false],
] as const)('live %s, Accept %j: %s', (live, accept, asks) => {
  const request = new Request('https://enlace.example.org/', { headers: { accept } });
  expect(asksToFollow({ ...(live && { live }) } as Route, request)).toBe(asks);
});
