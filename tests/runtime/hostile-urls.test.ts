import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperator } from '../../scripts/operator.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { type Canary, knock, ownAddresses, startCanary } from '../support/canary.ts';
import { assertionOf, newClientKey } from '../support/credentials.ts';
import { type HostileUrl, hostileUrls, rebinding } from '../support/hostile-urls.ts';
import { type HostileWorkers, startHostileWorkers } from '../support/hostile-workers.ts';
import { type OwnHosts, useOwnHosts } from '../support/own-hosts.ts';
import { type Redirector, startRedirector } from '../support/redirector.ts';
import { startPlatform } from '../support/start-platform.ts';
import { type World, makeClient, makeWorld, platformUrl, tokenOf, usePlatform } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'enlace-hostile-'));
const end: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];

let canary: Canary;
let redirector: Redirector;
let hosts: OwnHosts | undefined;
let workers: HostileWorkers;
let world: World;
let all: HostileUrl[];
const ways: string[] = [];

async function startOwnPlatform(): Promise<void> {
  const platform = await startPlatform({ dataDir: join(folder, 'data'), port: 0, overrides: { ALLOWED_ORIGINS: redirector.origin } });
  end.unshift(platform.stop);
  await waitUntilReady(platform.url);
  const operator = await createOperator({ url: platform.databaseUrl }, platform.secrets['PEPPER'] ?? '');
  usePlatform({ url: platform.url, databaseUrl: platform.databaseUrl, operator });
  world = await makeWorld();
}

beforeAll(async () => {
  [canary, redirector] = await Promise.all([startCanary(), startRedirector()]);
  end.push(canary.stop, redirector.stop);
  hosts = useOwnHosts(folder);
  end.push(() => hosts?.stop());
  all = hostileUrls({ port: canary.port, allowed: redirector.origin });
  workers = await startHostileWorkers(redirector.origin);
  end.unshift(workers.stop);
  await startOwnPlatform();
});

afterAll(async () => {
  if (ways.length > 0) {
    const names = hosts ? '' : '; names that lead to this machine could not be made here';
    console.log(`hostile addresses: ${all.length} offered in ${ways.length} ways, ${canary.reached.length} reached the canary${names}`);
  }
  for (const act of end) await act();
});

/** Nobody came, by whatever way something was offered; the ways are told in the end. */
function nobodyCame(...by: string[]): void {
  expect(canary.reached).toEqual([]);
  ways.push(...by);
}

/** Until they are called, the names lead to somebody else's network; then they are named anew. */
const lead = (where: 'elsewhere' | 'here') => hosts?.name(rebinding(ownAddresses(), where === 'here' ? undefined : ['203.0.113.9']));

/** Does something with each, sixteen at once. */
async function each<T>(items: readonly T[], act: (item: T, index: number) => Promise<unknown>): Promise<void> {
  const left = [...items.entries()];
  const next = async () => {
    for (let one = left.shift(); one; one = left.shift()) await act(one[1], one[0]);
  };
  await Promise.all(Array.from({ length: 16 }, next));
}

/** What the address would be with the canary's port, whatever scheme and port it has; itself where it cannot be read. */
function atCanary(url: string): string {
  const hostname = URL.parse(url)?.hostname;
  return hostname ? `http://${hostname}:${canary.port}/` : url;
}

test('there are more than 400 of them', () => {
  expect(all.length).toBeGreaterThan(400);
});

const inward = ['loopback', 'far', 'six', 'both', 'mapped', 'nothing', 'nothing-six', 'own'].map((name) => `${name}.rebinding.example`);
const song = '{"keys":[]}';

test('the canary hears whoever reaches it, by a number or by a name', async () => {
  const own = ownAddresses();
  for (const host of own) await knock(host, canary.port);
  for (const port of canary.ports) await knock('127.0.0.1', port);
  expect(canary.reached.splice(0)).toHaveLength(own.length + canary.ports.length);
  lead('here');
  for (const name of ['localhost', ...(hosts && own.includes('::1') ? inward : [])]) {
    expect([name, await workers.freely(`http://${name}:${canary.port}/`)]).toEqual([name, song]);
  }
  expect(canary.reached.splice(0).length).toBeGreaterThan(0);
});

test('the outgoing worker refuses them by how they are written, or does not get there', async () => {
  lead('here');
  const wrong: unknown[] = [];
  await each(all, async ({ url, kind, passes }) => {
    const outcome = await workers.call(url);
    const right = passes ? (kind === 'redirects' ? ['redirected', 'answered'] : ['unreachable', 'timeout']) : ['refused'];
    if (!right.includes(outcome.kind)) wrong.push([url, outcome]);
  });
  expect(wrong).toEqual([]);
  nobodyCame('call');
});

test('nor does its network let anything of this machine be reached when nobody looks at the address', async () => {
  lead('here');
  const wrong: string[] = [];
  const own = ownAddresses().map((address) => `http://${address.includes(':') ? `[${address}]` : address}:${canary.port}/`);
  // Without a hosts file of its own it would ask the machine's DNS for each name.
  const tried = all.filter(({ kind }) => kind !== 'redirects' && (hosts || /^(IP|localhost)/.test(kind)));
  await each([...own, ...tried.map(({ url }) => atCanary(url))], async (url) => {
    if ((await workers.recklessly(url)) === song) wrong.push(url);
  });
  expect(wrong).toEqual([]);
  nobodyCame('network');
});

type Refused = { status: number; errors?: { pointer: string; detail: string }[] };

/** The sentences in which addresses are refused, by language. */
const sentences = { es: new Set<string>(), en: new Set<string>() };

/** Calls the platform as JSON. */
async function send(method: string, path: string, token: string, body: unknown, more: Record<string, string> = {}) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...more };
  const response = await fetch(platformUrl() + path, { method, headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Offers what must be refused, every other time in Spanish; gives what was not refused as it should be. */
async function notRefused(pointer: string, offer: (url: string, language: Record<string, string>) => ReturnType<typeof send>) {
  const wrong: unknown[] = [];
  await each(
    all.filter(({ passes }) => !passes),
    async ({ url }, index) => {
      const language = index % 2 === 0 ? 'es' : 'en';
      const { status, body } = await offer(url, { 'Accept-Language': language });
      const error = (body as Refused).errors?.[0];
      if (![400, 422].includes(status) || error?.pointer !== pointer || !error.detail) wrong.push({ url, status, body });
      else if (status === 422) sentences[language].add(error.detail);
    },
  );
  return wrong;
}

/** That each reason was told in both languages. */
const toldInBoth = () => {
  expect([...sentences.es].filter((sentence) => sentences.en.has(sentence))).toEqual([]);
  expect(sentences.es.size).toBe(sentences.en.size);
};

test('none is taken as the address of a client’s keys, or nothing of this machine is asked for them', async () => {
  lead('elsewhere');
  const token = await tokenOf(world.MEX.credentials.administrator);
  const put = (id: string, jwksUri: string, more = {}) =>
    send('PUT', `/v1/clients/${id}/keys`, token, { jwksUri }, { 'If-Match': '"1"', ...more });
  expect(await notRefused('/body/jwksUri', (url, language) => put(world.MEX.credentials.reader.clientId, url, language))).toEqual([]);
  toldInBoth();
  const clients = await Promise.all(passing().map(({ url }) => keysAt(url, put)));
  lead('here');
  redirector.asked.length = 0;
  const key = await newClientKey();
  await each(clients, async ({ url, id }) => expect([url, await signInWith(key, id)]).toEqual([url, expect.toBeOneOf([401, 503])]));
  expect(asked('GET')).toBe(redirects().length);
  nobodyCame('keys');
});

const passing = () => all.filter(({ passes }) => passes);
const redirects = () => all.filter(({ kind }) => kind === 'redirects');

/** How many addresses of the allowed origin were asked for, and forgets them. */
function asked(method: string): number {
  const urls = new Set(redirector.asked.splice(0).filter((line) => line.startsWith(`${method} `)));
  return urls.size;
}

/** A client of its own whose keys are at an address. */
async function keysAt(url: string, put: (id: string, url: string) => ReturnType<typeof send>) {
  const { clientId: id } = await makeClient(world.MEX.clients.administrator, world.MEX.id, 'MEX', 'reader');
  expect([url, (await put(id, url)).status]).toEqual([url, 200]);
  return { url, id };
}

/** Asks for a token with an assertion, whose header names the canary too. */
async function signInWith(key: Awaited<ReturnType<typeof newClientKey>>, id: string): Promise<number> {
  const at = `http://127.0.0.1:${canary.port}/`;
  const assertion = await assertionOf(key, id, { aud: platformUrl() }, { jku: at, x5u: at });
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
  return (await fetch(`${platformUrl()}/oauth/token`, { method: 'POST', body })).status;
}

test('none is taken as the address of an endpoint, or nothing of this machine is asked to prove itself', async () => {
  lead('elsewhere');
  const tokens = await Promise.all([world.ST, world.MEX, world.SLV].map(({ credentials }) => tokenOf(credentials.administrator)));
  const post = (token: string, url: string, more = {}) => send('POST', '/v1/webhook-endpoints', token, { url, types: ['*'] }, more);
  expect(await notRefused('/body/url', (url, language) => post(tokens[0]!, url, language))).toEqual([]);
  toldInBoth();
  const ids: { id: string; token: string }[] = [];
  await each(passing(), async ({ url }, index) => {
    const token = tokens[index % tokens.length]!;
    const { status, body } = await post(token, url);
    expect([url, status]).toEqual([url, 201]);
    ids.push({ id: (body['endpoint'] as { id: string }).id, token });
  });
  lead('here');
  redirector.asked.length = 0;
  for (const by of ['challenge', 'handshake']) {
    await each(ids, async ({ id, token }) => {
      const { status, body } = await send('POST', `/v1/webhook-endpoints/${id}/verification`, token, { by });
      expect([status, body['type']]).toEqual([422, '/problems/endpoint-unproved']);
    });
    expect(asked(by === 'challenge' ? 'POST' : 'OPTIONS')).toBe(redirects().length);
    nobodyCame(by);
  }
});
