import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWorkers } from '../../scripts/platform/worker-config.ts';
import { type Outcome, type OutsideCall, callOutside } from '../../shared/worker/outgoing.ts';
import { describedWorkers } from '../support/run-folder.ts';
import { ways } from './receiver-ways.ts';
import { type Receivers, startReceivers } from './receivers.ts';

let receivers: Receivers;
let workers: Miniflare;
let outgoing: Fetcher;

/** The real outgoing worker in a workerd of its own, which may call the receivers. */
beforeAll(async () => {
  receivers = await startReceivers(({ signature }) => signature === 'v1,right');
  const real = (await readWorkers(resolve(import.meta.dirname, '../..'), describedWorkers())).find(
    ({ name }) => name === 'enlace-outgoing',
  )!;
  workers = new Miniflare({
    handleRuntimeStdio: (...streams: Readable[]) => streams.forEach((stream) => stream.resume()),
    cf: false,
    telemetry: { enabled: false },
    host: '127.0.0.1',
    port: 0,
    workers: [real.withValues({ ALLOWED_ORIGINS: receivers.allow })],
  });
  outgoing = (await workers.getWorker('enlace-outgoing')) as unknown as Fetcher;
});
afterAll(async () => {
  await workers.dispose();
  await receivers.stop();
});

/** Posts an event to a path, which the test marks as its own. */
const post = (path: string, more: Partial<OutsideCall> = {}) =>
  callOutside(outgoing, { url: receivers.origin + path, method: 'POST', body: '{"type":"plans.report.received"}', ...more });

const received = (path: string) => receivers.receipts.filter((receipt) => receipt.path === path);

test.each<[path: string, within: number, outcome: Partial<Outcome> & Record<string, unknown>]>([
  ['/ok', 15_000, { kind: 'answered', status: 200, body: 'text of the receiver', truncated: false }],
  ['/created', 15_000, { kind: 'answered', status: 204, body: '' }],
  ['/500', 15_000, { kind: 'answered', status: 500 }],
  ['/301', 15_000, { kind: 'redirected', status: 301 }],
  ['/410', 15_000, { kind: 'answered', status: 410 }],
  ['/429?after=60', 15_000, { kind: 'answered', status: 429, headers: { 'retry-after': '60' } }],
  ['/503-date?after=60', 15_000, { kind: 'answered', status: 503, headers: { 'retry-after': expect.stringMatching(/^\w{3}, .* GMT$/) } }],
  ['/slow?ms=50', 15_000, { kind: 'answered', status: 200, body: 'late' }],
  ['/slow?ms=5000', 1_000, { kind: 'timeout' }],
  ['/hang', 1_000, { kind: 'timeout' }],
  ['/reset', 15_000, { kind: 'unreachable' }],
  ['/reset-before', 15_000, { kind: 'unreachable' }],
  ['/wrong-length', 15_000, { kind: 'unreachable' }],
  ['/huge', 15_000, { kind: 'answered', status: 200, body: 'x'.repeat(16_384), truncated: true }],
  ['/unknown', 15_000, { kind: 'answered', status: 404 }],
])('%s is received once and ends within %i ms as %o', async (path, within, outcome) => {
  const mine = `${path}${path.includes('?') ? '&' : '?'}case`;
  expect(await post(mine, { within })).toMatchObject(outcome);
  expect(received(mine)).toHaveLength(1);
});

test('a redirect is not followed, a gigabyte not taken', async () => {
  await post('/301?not-followed');
  expect(received('/ok')).toEqual([]);
  await post('/huge?not-taken');
  expect(await received('/huge?not-taken')[0]!.taken).toBeLessThan(100_000_000);
});

test('a certificate of its own making, nobody there and a name that does not resolve are all unreachable', async () => {
  for (const url of [receivers.tls, receivers.closed, receivers.nowhere]) {
    expect(await callOutside(outgoing, { url: `${url}/ok?unreached`, method: 'POST' })).toEqual({ kind: 'unreachable' });
  }
  expect(received('/ok?unreached')).toEqual([]);
});

const statusOf = (outcome: Outcome) => ('status' in outcome ? outcome.status : outcome.kind);

test('it flaps, and whoever comes back after Retry-After is let in', async () => {
  const statuses = async (path: string, times: number) => {
    const seen = [];
    for (let count = 0; count < times; count += 1) seen.push(statusOf(await post(path)));
    return seen;
  };
  expect(await statuses('/flapping?every=3', 6)).toEqual([500, 500, 200, 500, 500, 200]);
  expect(await statuses('/429?after=0', 3)).toEqual([429, 200, 200]);
  expect(await statuses('/503-date?after=0', 2)).toEqual([503, 200]);
  expect(await statuses('/429?after=3600', 2)).toEqual([429, 429]);
});

test.each(Object.keys(ways))('%s proves itself first', async (path) => {
  const body = JSON.stringify({ type: 'webhooks.endpoint.challenged', data: { challenge: 'words' } });
  expect(await post(`${path}?proof`, { body })).toMatchObject({ status: 200, body: '{"challenge":"words"}' });
  expect(await post(`${path}?proof`, { method: 'OPTIONS', body: null })).toMatchObject({ status: 200 });
  expect(received(`${path}?proof`).map(({ proof }) => proof)).toEqual([true, true]);
});

test('a receipt says what came, and whether it is well signed', async () => {
  const headers = { 'webhook-id': 'one', 'webhook-timestamp': '1767225600', 'webhook-signature': 'v1,right' };
  await post('/ok?signed', { headers, body: '{"a":"ñ"}' });
  await post('/ok?signed', { headers: { ...headers, 'webhook-signature': 'v1,wrong' } });
  const [first, second] = received('/ok?signed');
  expect(first).toMatchObject({
    method: 'POST',
    id: 'one',
    timestamp: '1767225600',
    signature: 'v1,right',
    body: '{"a":"ñ"}',
    proof: false,
  });
  expect([first?.verified, second?.verified]).toEqual([true, false]);
});

test('a hook is done before the answer goes out, and called again after it', async () => {
  const seen: unknown[] = [];
  receivers.hook = async (at, { path, taken }) => {
    await Promise.resolve();
    seen.push(`${at} ${path}`);
    if (at === 'after') seen.push((await taken) > 0);
  };
  const outcome = await post('/500?hook');
  expect(seen[0]).toBe('before /500?hook');
  expect(statusOf(outcome)).toBe(500);
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['before /500?hook', 'after /500?hook', true]);
  receivers.hook = async () => {};
});
