import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperator } from '../../scripts/operator.ts';
import type { Platform } from '../../scripts/platform/platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { selectSubscriptions } from '../../services/training/subscriptions/places.ts';
import { readSubscription } from '../../services/training/subscriptions/reading.ts';
import { daysAfter } from '../../shared/contract/dates.ts';
import { type Database, openDatabase } from '../../shared/database/open.ts';
import { subscriptions } from '../../shared/database/training-calendars.ts';
import { type CalendarServer, hostileWays, startCalendarServer } from '../support/calendar-server.ts';
import { type Canary, ownAddresses, startCanary } from '../support/canary.ts';
import { contextOn } from '../support/database.ts';
import { rebinding } from '../support/hostile-urls.ts';
import { type OwnHosts, useOwnHosts } from '../support/own-hosts.ts';
import { startPlatform } from '../support/start-platform.ts';
import { ownVault } from '../support/webhooks.ts';
import { type World, makeWorld, usePlatform } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'enlace-calendars-'));
const end: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
const day = daysAfter(new Date().toISOString().slice(0, 10), 30);

let canary: Canary;
let server: CalendarServer;
let hosts: OwnHosts | undefined;
let platform: Platform;
let db: Database;
let world: World;
/** Name of what it turns into → id of the subscription. */
const ids = new Map<string, string>();

beforeAll(async () => {
  [canary, server] = await Promise.all([startCanary(), startCalendarServer(day)]);
  hosts = useOwnHosts(folder);
  end.push(canary.stop, server.stop, () => hosts?.stop());
  platform = await startPlatform({ dataDir: join(folder, 'data'), port: 0, overrides: { ALLOWED_ORIGINS: server.origin } });
  end.unshift(platform.stop);
  await waitUntilReady(platform.url);
  const operator = await createOperator({ url: platform.databaseUrl }, platform.secrets['PEPPER'] ?? '');
  usePlatform({ url: platform.url, databaseUrl: platform.databaseUrl, operator });
  db = openDatabase({ url: platform.databaseUrl });
  world = await makeWorld();
  for (const way of [...hostileWays, 'good']) ids.set(way, await follow(`${server.origin}/${way}`));
});

afterAll(async () => {
  for (const act of end) await act();
});

async function follow(url: string): Promise<string> {
  const body = { network: world.id, name: { es: 'Foro de muestra' }, url, countries: ['MEX'], audiences: [] };
  return (await world.ST.clients.officer.createSubscription({ body })).body.id;
}

const sweep = () => platform.fire('enlace-training', '23 * * * *');
const stored = async (id: string) => (await db.orm.select().from(subscriptions).where(eq(subscriptions.id, id)))[0]!;
const shown = async (id: string) => (await world.MEX.clients.reader.getSubscription({ params: { id } })).body;

/** As if hours had gone by since it was last read. */
const letTimePass = (id: string) => db.orm.update(subscriptions).set({ dueAt: '2026-01-01T00:00:00.000Z' }).where(eq(subscriptions.id, id));

test('good calendars are read by the cron, and collide with the trainings of their days', async () => {
  await world.MEX.clients.officer.createEdition({
    body: { network: world.id, kind: 'workshop', title: { es: 'Taller' }, country: 'MEX', dates: day, label: { tlp: 'GREEN', audience: 'network', group: null } },
  });
  expect(await sweep()).toMatchObject({ outcome: 'ok' });
  for (const id of ids.values()) expect(await shown(id)).toMatchObject({ events: 1, leftOut: 0, fault: null });
  const { body } = await world.SLV.clients.reader.getTrainingClashes({ query: { from: day, to: day } });
  expect(new Set(body.clashes.map(({ other }) => other.subscription))).toEqual(new Set(ids.values()));
}); // prettier-ignore

test('one that has not changed is only asked whether it has', async () => {
  const id = ids.get('good') ?? '';
  const before = await stored(id);
  await letTimePass(id);
  server.asked.length = 0;
  await sweep();
  expect(server.asked).toEqual([{ path: '/good', ifNoneMatch: '"1"', status: 304 }]);
  const { events, etag, fault, readAt } = await stored(id);
  expect({ events, etag, fault }).toEqual({ events: before.events, etag: '"1"', fault: null });
  expect(readAt! > before.readAt!).toBe(true);
});

const expected: Record<string, string> = {
  endless: 'too-large',
  'two-megabytes': 'too-large',
  million: 'malformed',
  garbage: 'malformed',
  redirect: 'redirected',
  login: 'malformed',
  bomb: 'too-large',
  'hang-up': 'unreachable',
};

test('what turns hostile changes nothing but its fault, and holds up nobody', async () => {
  server.turn();
  const turned = Object.keys(expected).map((way) => ids.get(way) ?? '');
  const before = await Promise.all(turned.map(stored));
  for (const id of turned) await letTimePass(id);
  expect(await sweep()).toMatchObject({ outcome: 'ok' });
  const after = await Promise.all(turned.map(stored));
  expect(after.map(({ url, fault }) => [new URL(url).pathname.slice(1), fault])).toEqual(Object.entries(expected));
  const told = after.map(({ fault, dueAt }) => ({ fault, dueAt, faults: 1 }));
  expect(after).toEqual(before.map((row, index) => ({ ...row, ...told[index], version: row.version + 1 })));
  const { body } = await world.MEX.clients.reader.getTrainingClashes({ query: { from: day, to: day } });
  expect(body.clashes).toHaveLength(ids.size);
  expect(canary.reached).toEqual([]);
});

test('one that drips is left when its time is over', async () => {
  const id = ids.get('drip') ?? '';
  const before = await stored(id);
  const context = contextOn(db);
  const [row] = await selectSubscriptions(context, eq(subscriptions.id, id));
  await readSubscription(context, (await ownVault(server.origin)).outgoing, row!, 300);
  const after = await stored(id);
  expect(after).toEqual({ ...before, fault: 'timeout', faults: 1, dueAt: after.dueAt, version: before.version + 1 });
});

test('names that lead to this machine are followed, and not reached', async () => {
  const names = Object.keys(rebinding([]));
  hosts?.name(rebinding(ownAddresses()));
  for (const name of names) {
    const id = await follow(`https://${name}/foro.ics`);
    const { body } = await world.ST.clients.officer.refreshSubscription({ params: { id }, ifMatch: '"1"' });
    expect([name, body.fault]).toEqual([name, expect.toBeOneOf(['unreachable', 'timeout'])]);
  }
  expect(canary.reached).toEqual([]);
});

test('asked for twice at once it says so, and addresses that may not be called are refused', async () => {
  const { officer } = world.ST.clients;
  const id = await follow(`${server.origin}/other`);
  const { body, etag } = await officer.refreshSubscription({ params: { id }, ifMatch: '"1"' });
  expect(body).toMatchObject({ events: 1, fault: null });
  await expect(officer.refreshSubscription({ params: { id }, ifMatch: etag ?? '' })).rejects.toMatchObject({ status: 409 });
  for (const url of ['https://169.254.169.254/', `http://127.0.0.1:${canary.port}/`, 'https://localhost/']) {
    await expect(follow(url)).rejects.toMatchObject({ status: 422 });
  }
  expect(canary.reached).toEqual([]);
});
