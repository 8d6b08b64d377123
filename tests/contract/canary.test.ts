import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOperator } from '../../scripts/operator.ts';
import { startPlatform } from '../support/start-platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { startAnsweringReceiver } from '../support/answering-receiver.ts';
import { platformUrl, usePlatform } from '../support/world.ts';
import { canary, plant, storedRows } from './canaries.ts';
import { type OperationId, isList, operation, operations } from './operations.ts';
import { type Call, ask } from './request.ts';
import { sampleCall } from './samples.ts';
import { type Stage, endSome, makeStage } from './stage.ts';

/** Somebody of each kind of organisation; null is anyone at all. */
const callers = ['ST officer', 'MEX administrator', 'IOM validator', 'RROCM administrator', 'PPT', 'removed', null] as const;
type Caller = (typeof callers)[number];
type Calls = Map<OperationId, Call[]>;

/** What changes by itself from one moment to the next: asked, but not compared. */
const restless: readonly OperationId[] = ['getReadiness', 'getAuditKeys', 'listAuditCheckpoints', 'listAudit'];
/** What these tell of another network is for everyone, or for whoever has its code or address; of what lies behind it they tell nothing. */
const forEveryone = operations
  .filter(({ route }) => ['/hsds/', '/v1/training/verification/', '/v1/training/calendars/'].some((path) => route.path.startsWith(path)))
  .map(({ id }) => id);
/** Those that make something new of the caller's own, whatever else there is; and one whose sample makes something public. */
const skipped: readonly OperationId[] = ['issueToken', 'rotateKey', 'createEndpoint', 'createCalendarLink', 'readPublicDocument'];
const ids = operations.map(({ id }) => id).filter((id) => !skipped.includes(id));
const pages = ['/', '/docs', '/openapi.json', '/problems', '/problems/not-found', '/v1/nothing', '/.well-known/api-catalog', '/style.css'];

let here: Stage;
let planted = 0;
let insider: Map<string, string>;
const alone = new Map<Caller, Map<string, string>>();
const before = new Map<Caller, Map<string, string>>();
const after = new Map<Caller, Map<string, string>>();
let stop: () => Promise<void>;

/** A platform of its own, so that nothing changes but what this test plants. */
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'enlace-canary-'));
  const receiver = await startAnsweringReceiver();
  const platform = await startPlatform({ dataDir, port: 0, overrides: { ALLOWED_ORIGINS: receiver.origin } });
  stop = async () => {
    await platform.stop();
    receiver.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  await waitUntilReady(platform.url);
  const operator = await createOperator({ url: platform.databaseUrl }, platform.secrets['PEPPER'] ?? '');
  await platform.fire('enlace-webhooks', '* * * * *');
  usePlatform({ url: platform.url, databaseUrl: platform.databaseUrl, operator, receiver: receiver.origin });
  here = await makeStage();
  await endSome(here);
  const spared = await storedRows();
  await crawlAs(alone, openCalls);
  const elsewhere = await makeStage();
  const calls = await callsAbout(elsewhere);
  await crawlAs(before, calls);
  planted = await plant(spared);
  await crawlAs(after, calls);
  insider = await crawl(elsewhere.authorizations['ST officer'], calls);
}, 180_000);
afterAll(() => stop());

/** Everybody asks at once: what they may not see is also not theirs to change. */
const crawlAs = (told: Map<Caller, Map<string, string>>, calls: Calls) =>
  Promise.all(callers.map(async (caller) => told.set(caller, await crawl(caller && here.authorizations[caller], calls))));

/** What is public of another network is for everyone: these events are not. */
const everything: Partial<Record<OperationId, Call>> = { listEvents: { query: { type: 'plans.*' } } };

/** Each list about everything, and in search of a word that both networks' plans hold. */
const openCalls: Calls = new Map(
  ids
    .filter((id) => isList(operation(id)))
    .map((id) => {
      const searches = 'q' in (operation(id).route.query?.shape ?? {}) ? [{ query: { q: 'campaigns' } }] : [];
      return [id, [everything[id] ?? {}, ...searches]];
    }),
);

/** Each operation about a thing of the other network, after the lists about everything. */
async function callsAbout(stage: Stage): Promise<Calls> {
  const found: Calls = new Map();
  for (const id of ids) found.set(id, [...(openCalls.get(id) ?? []), await sampleCall(id, stage, stage.IOM)]);
  return found;
}

/** Everything a caller is told, in every representation, but for the clock and the number of the request. */
async function crawl(authorization: string | null, calls: Calls): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  for (const [id, list] of calls) {
    const accepts = isList(operation(id)) ? ['application/json', 'text/csv', 'application/x-ndjson'] : ['application/json'];
    for (const [at, call] of list.entries()) {
      for (const Accept of accepts) {
        const { status, headers, text } = await ask(id, call, authorization, { Accept });
        told.set(`${id} ${at} ${Accept}`, `${status} ${headersOf(headers)} ${quiet(text)}`);
      }
    }
  }
  for (const page of authorization ? [] : pages) {
    const response = await fetch(new URL(page, platformUrl()));
    told.set(page, `${response.status} ${headersOf(response.headers)} ${quiet(await response.text())}`);
  }
  return told;
}

const headersOf = (headers: Headers) => JSON.stringify([...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)));
const quiet = (text: string) => text.replace(/"requestId":"[^"]+"/, '');
const isRestless = (key: string) => [...restless, ...forEveryone].some((id) => key.startsWith(`${id} `));

test('marks were planted in every kind of thing that a network has, and its own people meet them', () => {
  const told = [...insider.values()].join('');
  const met = ['networks', 'organisations', 'memberships', 'groups', 'consents', 'plan_versions', 'plan_imports', 'activities', 'mandates'];
  expect(met.filter((table) => !told.includes(canary(table)))).toEqual([]);
  console.log(`canaries in ${planted} columns; ${[...after.values()].reduce((sum, { size }) => sum + size, 0)} answers read by outsiders`);
});

test.each(callers)('%s meets nothing of what another network holds, in no answer and no error', (caller) => {
  const leaks = [...(after.get(caller) ?? [])].filter(([, told]) => told.includes('canary')).map(([key]) => key);
  expect(leaks).toEqual([]);
});

const etagOf = (told: string) => /\["etag","[^\]]+/.exec(told)?.[0] ?? '';
const whole = (told: string) => told;

/** What others paid for: the thing was hidden, but something else about it was not. */
describe.each<[lesson: string, isMeant: (key: string) => boolean, part: (told: string) => string]>([
  ['count and search leaking', (key) => key.endsWith(' application/json'), whole],
  ['export leaking', (key) => /text\/csv|ndjson/.test(key), whole],
  ['ETag leaking', () => true, etagOf],
  ['pages leaking', (key) => key.startsWith('/'), whole],
])('%s', (_, isMeant, part) => {
  test.each(callers)('for %s nothing changes when what it may not see comes, and when it changes', (caller) => {
    const last = after.get(caller);
    const earlier = [...(alone.get(caller) ?? []), ...(before.get(caller) ?? [])].filter(([key]) => isMeant(key) && !isRestless(key));
    const changed = earlier
      .map(([key, was]) => ({ key, was: part(was), is: part(last?.get(key) ?? '') }))
      .filter(({ was, is }) => was !== is);
    expect(changed).toEqual([]);
  });
});

test('something was compared for each of them: lists, exports and validators', () => {
  const keys = [...(after.get('MEX administrator') ?? [])];
  expect(keys.filter(([, told]) => etagOf(told) !== '').length).toBeGreaterThan(20);
  expect(keys.filter(([key]) => key.endsWith('text/csv')).length).toBeGreaterThan(20);
});
