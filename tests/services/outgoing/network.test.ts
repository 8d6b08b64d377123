import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { Miniflare, Response as Answer, type WorkerOptions } from 'miniflare';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readWorkers } from '../../../scripts/platform/worker-config.ts';
import { callOutside, type OutsideCall, refusalOf } from '../../../shared/worker/outgoing.ts';
import { moduleOf } from '../../support/hostile-workers.ts';
import { describedWorkers } from '../../support/run-folder.ts';
import { type Outside, startOutside } from './outside.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

let named: Outside;
let other: Outside;
/** Named as well, and nobody there. */
let gone: Outside;
let workers: Miniflare;
let worker: (name: string) => Promise<Fetcher>;
let origin: string;

/** Fetches whatever it is asked to: with it, the network is all that stands between a name and this machine. */
const reckless = `export default {
  async fetch(request) {
    const to = new URL(request.url).searchParams.get('to');
    return fetch(to).then(async (answer) => new Response(await answer.text()), ({ message }) => new Response(message, { status: 502 }));
  }
}`;

/** The real worker as `npm start` runs it with one origin named; as a deployment would; and the reckless one in the place of either. */
async function variants(): Promise<WorkerOptions[]> {
  const real = (await readWorkers(ROOT, describedWorkers())).find(({ name }) => name === 'enlace-outgoing')!;
  const open = real.withValues({ ALLOWED_ORIGINS: `${origin},http://127.0.0.1:${gone.port}` });
  const closed = real.withValues({});
  return [
    { ...open, name: 'open' },
    { ...closed, name: 'closed' },
    { ...closed, name: 'deployed', bindings: { ALLOWED_ORIGINS: origin } },
    { ...closed, name: 'answered', outboundService: ({ url }: { url: string }) => new Answer(`public: ${url}`) },
    { ...open, name: 'reckless-open', modules: moduleOf(reckless) },
    { ...closed, name: 'reckless-closed', modules: moduleOf(reckless) },
  ];
}

beforeAll(async () => {
  [named, other, gone] = await Promise.all([startOutside(), startOutside(), startOutside()]);
  gone.close();
  origin = `http://127.0.0.1:${named.port}`;
  const quiet = { handleRuntimeStdio: () => undefined, cf: false as const, telemetry: { enabled: false } };
  workers = new Miniflare({ ...quiet, host: '127.0.0.1', port: 0, workers: await variants() });
  worker = async (name) => (await workers.getWorker(name)) as unknown as Fetcher;
});

afterAll(async () => {
  await workers.dispose();
  named.close();
  other.close();
});

beforeEach(() => {
  for (const { hits } of [named, other]) hits.length = 0;
});

const call = async (path: string, more: Partial<OutsideCall> = {}) => callOutside(await worker('open'), { url: origin + path, ...more });

/** The addresses of this machine, each as a URL would hold it. */
const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
  addresses.filter(({ scopeid }) => !scopeid).map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address)),
);
const inside = new Set([...own, 'localhost', hostname(), '127.0.0.1', '127.9.9.9', '0.0.0.0', '[::]', '[::1]', '[::ffff:127.0.0.1]']);

/** One address of every range that is not public. */
const special = `
  0.1.2.3 10.1.2.3 100.64.0.1 100.100.100.200 168.63.129.16 169.254.169.254 172.31.255.255 192.0.0.192 192.0.2.1 192.31.196.1 192.52.193.1
  192.88.99.1 192.168.1.1 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
  [::7f00:1] [::ffff:10.0.0.1] [::ffff:8.8.8.8] [::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::1] [100::1] [100:0:0:1::1] [2001::7f00:1]
  [2001:20::1] [2001:db8::1] [2002:7f00:1::] [2620:4f:8000::1] [3ffe::1] [3fff::1] [4000::1] [5f00::1] [fc00::1] [fd00:ec2::254] [fe80::1]
  [fec0::1] [ff02::1]
`
  .trim()
  .split(/\s+/);

async function ask(name: string, host: string): Promise<string> {
  const to = encodeURIComponent(`http://${host}:${other.port}/`);
  return (await (await worker(name)).fetch(`http://worker/?to=${to}`)).text();
}

test.each([...inside])('%s, which is this machine, is not reached, although no rule looked at it', async (host) => {
  for (const name of ['reckless-closed', 'reckless-open']) expect(await ask(name, host)).not.toBe('hit');
  expect(other.hits).toEqual([]);
});

test.each(special)('%s is not even tried', async (host) => {
  for (const name of ['reckless-closed', 'reckless-open']) expect(await ask(name, host)).toMatch(/^internal error/);
});

test('a named origin is reached', async () => {
  const outcome = await call('/');
  expect(outcome).toEqual({ kind: 'answered', status: 200, headers: {}, body: 'hit', truncated: false });
  expect(named.hits).toEqual(['/']);
});

test('a public address is called over the network that the worker is given', async () => {
  const outcome = await callOutside(await worker('answered'), { url: 'https://portal.example/keys' });
  expect(outcome).toMatchObject({ kind: 'answered', status: 200, body: 'public: https://portal.example/keys' });
});

test('another port or another name of the same machine is not', async () => {
  const urls = [`http://127.0.0.1:${other.port}/`, `http://localhost:${named.port}/`, `https://127.0.0.1:${named.port}/`];
  for (const url of urls) expect(await callOutside(await worker('open'), { url })).toMatchObject({ kind: 'refused' });
  expect([named.hits, other.hits]).toEqual([[], []]);
});

test('where none is named, and in a deployment whatever is named, it is refused with a reason', async () => {
  const refusal = { code: 'not-https', detail: { es: 'La dirección no es https', en: 'The address is not https' } };
  for (const name of ['closed', 'deployed']) {
    expect(await callOutside(await worker(name), { url: `${origin}/` })).toEqual({ kind: 'refused', refusal });
    expect(await refusalOf(await worker(name), `${origin}/`)).toEqual(refusal);
  }
  expect(named.hits).toEqual([]);
});

test('an address can be judged without being called', async () => {
  const judge = await worker('open');
  expect([await refusalOf(judge, `${origin}/`), await refusalOf(judge, 'https://portal.example/')]).toEqual([null, null]);
  expect(named.hits).toEqual([]);
});

test('a redirect is told and not followed', async () => {
  expect(await call('/elsewhere')).toEqual({ kind: 'redirected', status: 302 });
  expect(named.hits).toEqual(['/elsewhere']);
});

test('an answer of 16 KiB is whole, a longer one is cut there, packed or not, and never within a letter', async () => {
  expect(await call('/just')).toMatchObject({ body: 'é'.repeat(8_192), truncated: false });
  expect(await call('/more')).toMatchObject({ body: `x${'é'.repeat(8_191)}`, truncated: true });
  for (const path of ['/megabyte', '/packed']) expect(await call(path)).toMatchObject({ body: 'x'.repeat(16_384), truncated: true });
});

test('of an answer as much is read as the call asks for, up to a megabyte', async () => {
  expect(await call('/just', { mostBytes: 3 })).toMatchObject({ body: 'é', truncated: true });
  const most = { mostBytes: 1_000_000 };
  expect(await call('/megabyte', most)).toMatchObject({ body: 'x'.repeat(1_000_000), truncated: false });
  expect(await call('/packed', most)).toMatchObject({ body: 'x'.repeat(1_000_000), truncated: true });
});

test('that nothing has changed is an answer, and no redirect', async () => {
  const headers = { etag: 'W/"2"', 'last-modified': 'Tue, 10 Mar 2026 12:00:00 GMT' };
  expect(await call('/unchanged')).toEqual({ kind: 'answered', status: 200, headers, body: 'whole', truncated: false });
  const again = await call('/unchanged', { headers: { 'If-None-Match': headers.etag } });
  expect(again).toEqual({ kind: 'answered', status: 304, headers, body: '', truncated: false });
  expect(named.hits).toEqual(['/unchanged', '/unchanged']);
});

test.each(['/never', '/stalls'])('%s ends as a timeout', async (path) => {
  expect(await call(path, { within: 300 })).toEqual({ kind: 'timeout' });
});

test('nobody there, or a connection cut, is all the same', async () => {
  expect(await call('/hang-up')).toEqual({ kind: 'unreachable' });
  const url = `http://127.0.0.1:${gone.port}/`;
  expect(await callOutside(await worker('open'), { url })).toEqual({ kind: 'unreachable' });
});

test('an error of the other side is its answer', async () => {
  expect(await call('/wrong')).toMatchObject({ kind: 'answered', status: 500, body: 'wrong' });
});

test('the given headers and text are sent, none of the connection, and few come back', async () => {
  const headers = {
    Authorization: 'Bearer given',
    'Content-Type': 'text/plain',
    Host: 'elsewhere.example',
    'Proxy-Authorization': 'x',
    TE: 'gzip',
  };
  const outcome = await call('/echo', { method: 'POST', headers, body: 'text' });
  expect(outcome).toMatchObject({ kind: 'answered', headers: { 'content-type': 'application/json', 'retry-after': '9' } });
  if (outcome.kind !== 'answered') return;
  expect(Object.keys(outcome.headers).toSorted()).toEqual(['content-type', 'retry-after']);
  const seen = JSON.parse(outcome.body) as { method: string; headers: Record<string, string> };
  expect(seen).toMatchObject({
    method: 'POST',
    headers: { authorization: 'Bearer given', 'user-agent': 'Enlace', host: new URL(origin).host },
  });
  expect(Object.keys(seen.headers)).not.toContain('proxy-authorization');
  expect(Object.keys(seen.headers)).not.toContain('te');
});

test('what the caller itself was sent does not go out', async () => {
  const headers = { Authorization: 'Bearer own', Cookie: 'a=b', 'X-Client-Address': '192.0.2.1' };
  const body = JSON.stringify({ url: `${origin}/echo` });
  const outcome = await (await (await worker('open')).fetch('http://outgoing/call', { method: 'POST', headers, body })).text();
  expect(outcome).toContain('user-agent');
  expect(outcome).not.toMatch(/authorization|cookie|192\.0\.2\.1/i);
});

test('a malformed call is a fault of the caller', async () => {
  const wrong = [['within', 15_001], ['mostBytes', 1_000_001], ['mostBytes', 0], ['method', 'DELETE'], ['redirect', 'follow']] as const; // prettier-ignore
  for (const [name, value] of wrong) {
    await expect(call('/', { [name]: value })).rejects.toThrow(new RegExp(`^The outgoing worker answered 400: .*${name}`, 's'));
  }
  expect(named.hits).toEqual([]);
});

test('no wrangler.toml names an origin', () => {
  const text = readFileSync(join(ROOT, 'services/outgoing/wrangler.toml'), 'utf8');
  expect(text.match(/ALLOWED_ORIGINS = .*?\W(?=\s|$)/gm)).toEqual(Array(3).fill('ALLOWED_ORIGINS = ""'));
});
