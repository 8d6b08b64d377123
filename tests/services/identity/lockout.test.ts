import { eq } from 'drizzle-orm';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { setClientKeys } from '../../../services/identity/client-keys.ts';
import { tidyUp } from '../../../services/identity/housekeeping.ts';
import { refusals, usedAssertions } from '../../../shared/database/identity.ts';
import { audit } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { addressHeader } from '../../../shared/worker/address.ts';
import {
  type Credentials,
  askToken,
  assertionOf,
  goodClaims,
  newClient,
  newClientKey,
  seedOffice,
  testVault,
} from '../../support/credentials.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { makeClient, operator, platformUrl } from '../../support/world.ts';

const vault = testVault();
const start = new Date('2026-05-05T12:00:00.000Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const [here, elsewhere] = ['192.0.2.1', '198.51.100.7'];

let db: Database;
let office: Awaited<ReturnType<typeof seedOffice>>;
let right: Credentials;

beforeEach(async () => {
  db = await ownDatabase();
  office = await seedOffice(db);
  right = await newClient(office.administrator, vault);
});

type Try = { address?: string; now?: Date };

const ask = (basic: Credentials, { address = here, now = start }: Try = {}) => askToken(contextOn(db, { now }), vault, { basic, address });
const codeOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'token',
    (error: { code: string }) => error.code,
  );
const wrong = () => ({ client: right.client, secret: 'enl_wrong' });

async function fail(times: number, how: Try = {}, credentials = wrong()): Promise<string[]> {
  const codes = [];
  for (let count = 0; count < times; count += 1) codes.push(await codeOf(ask(credentials, how)));
  return codes;
}

const refusedRows = () => db.orm.select().from(audit).where(eq(audit.action, 'token:refuse'));

test('nine wrong secrets do no harm, and the right one makes them forgotten', async () => {
  await fail(9);
  await ask(right);
  expect(await db.orm.$count(refusals)).toBe(0);
  await fail(9);
  await ask(right);
});

test('after ten wrong secrets the right one has to wait as well', async () => {
  expect(new Set(await fail(10))).toEqual(new Set(['unauthenticated']));
  const refusal = { code: 'too-many-requests', status: 429, headers: { 'Retry-After': '900' } };
  await expect(ask(right)).rejects.toMatchObject(refusal);
  await expect(ask(wrong())).rejects.toMatchObject(refusal);
});

test('who is shut out at one address gets in from another', async () => {
  await fail(10);
  expect(await codeOf(ask(right, { address: elsewhere }))).toBe('token');
  expect(await codeOf(ask(right))).toBe('too-many-requests');
});

test('one client shut out leaves the others of its address alone', async () => {
  const other = await newClient(office.administrator, vault);
  await fail(10);
  expect(await codeOf(ask(other))).toBe('token');
});

test.each([
  ['a minute before fifteen have passed', 14, 'too-many-requests'],
  ['after fifteen minutes', 15, 'token'],
])('%s the right secret gets: %s', async (_, minutes, code) => {
  await fail(10);
  expect(await codeOf(ask(right, { now: later(minutes) }))).toBe(code);
});

test('trying on while shut out makes it no longer', async () => {
  await fail(10);
  await fail(20, { now: later(14) });
  expect(await codeOf(ask(right, { now: later(15) }))).toBe('token');
});

test('after the wait the count starts anew', async () => {
  await fail(10);
  await fail(9, { now: later(15) });
  expect(await codeOf(ask(right, { now: later(15) }))).toBe('token');
});

test('wrong secrets more than fifteen minutes apart never shut anyone out', async () => {
  for (let count = 0; count < 12; count += 1) await fail(1, { now: later(count * 16) });
  expect(await codeOf(ask(right, { now: later(12 * 16) }))).toBe('token');
});

test('a client that does not exist leaves no row, however often it tries', async () => {
  const nobody = { client: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', secret: 'enl_wrong' };
  expect(new Set(await fail(12, {}, nobody))).toEqual(new Set(['unauthenticated']));
  expect([await db.orm.$count(refusals), (await refusedRows()).length]).toEqual([0, 0]);
});

test('every wrong credential that counts is in the audit of the client’s organisation, without saying what was tried', async () => {
  await fail(12);
  const rows = await refusedRows();
  expect(rows).toHaveLength(10);
  expect(rows[0]).toMatchObject({ client: null, organisation: null, subject: right.client, source: office.organisation });
  expect(JSON.stringify([rows, await db.orm.select().from(refusals)])).not.toMatch(new RegExp(`enl_wrong|${here}`));
});

/** A database whose answers come back after those of everyone who asked in the meantime. */
function slowly(real: Database): Database {
  const batch: Database['client']['batch'] = (...asked) => real.client.batch(...asked).finally(() => setImmediate());
  return { ...real, client: Object.assign(Object.create(real.client) as Database['client'], { batch }) };
}

test('many at once are told ten times that they are wrong, and then to wait', async () => {
  db = slowly(db);
  const codes = await Promise.all(Array.from({ length: 60 }, () => codeOf(ask(wrong()))));
  expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10);
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(50);
  expect(await refusedRows()).toHaveLength(10);
});

test('once ten guesses have been refused no other is looked at, however many are still under way', async () => {
  db = slowly(db);
  const tenth = Promise.withResolvers<void>();
  let refused = 0;
  const guess = async () => {
    const code = await codeOf(ask(wrong()));
    refused += Number(code === 'unauthenticated');
    if (refused === 10) tenth.resolve();
  };
  const guesses = Array.from({ length: 60 }, guess);
  await tenth.promise;
  expect(await codeOf(ask(right))).toBe('too-many-requests');
  await Promise.all(guesses);
});

test('wrong assertions count like wrong secrets, and shut out both', async () => {
  const [key, stranger] = [await newClientKey(), await newClientKey()];
  await setClientKeys(office.administrator, right.client, 1, { jwks: { keys: [key.jwk] } });
  const { exp } = goodClaims(right.client, start);
  const by = async (signer: typeof key) =>
    codeOf(askToken(contextOn(db, { now: start }), vault, { assertion: await assertionOf(signer, right.client, { exp }), address: here }));
  const codes = [];
  for (let count = 0; count < 12; count += 1) codes.push(await by(stranger));
  expect(codes).toEqual([...Array<string>(10).fill('unauthenticated'), 'too-many-requests', 'too-many-requests']);
  expect([await by(key), await codeOf(ask(right))]).toEqual(['too-many-requests', 'too-many-requests']);
  expect(await db.orm.$count(usedAssertions)).toBe(0);
});

test('housekeeping forgets what no longer counts, and nothing else', async () => {
  const key = await newClientKey();
  await setClientKeys(office.administrator, right.client, 1, { jwks: { keys: [key.jwk] } });
  const exp = goodClaims(right.client, start).exp ?? 0;
  const asserted = async (seconds: number) => {
    const assertion = await assertionOf(key, right.client, { exp: exp + seconds });
    return codeOf(askToken(contextOn(db, { now: start }), vault, { assertion, address: elsewhere }));
  };
  expect([await asserted(0), await asserted(480)]).toEqual(['token', 'token']);
  await fail(3, { now: later(-20) });
  await fail(3, { address: elsewhere });
  await tidyUp(contextOn(db, { now: later(5) }));
  expect(await db.orm.select().from(usedAssertions)).toMatchObject([{ expiresAt: new Date((exp + 480) * 1000).toISOString() }]);
  expect(await db.orm.select().from(refusals)).toMatchObject([{ count: 3, lastAt: start.toISOString() }]);
});

test('an assertion is remembered through the second in which it ends', async () => {
  const key = await newClientKey();
  await setClientKeys(office.administrator, right.client, 1, { jwks: { keys: [key.jwk] } });
  const end = start.getTime() / 1000 + 60;
  const assertion = await assertionOf(key, right.client, { exp: end + 0.5 });
  const askAt = (seconds: number) => codeOf(askToken(contextOn(db, { now: new Date(seconds * 1000) }), vault, { assertion }));
  expect(await askAt(end)).toBe('token');
  await tidyUp(contextOn(db, { now: new Date((end + 0.7) * 1000) }));
  expect(await askAt(end + 0.8)).toBe('unauthenticated');
});

test('on the running platform nobody chooses the address that is counted', async () => {
  const by = operator();
  const { clientId, clientSecret } = await makeClient(by, (await by.getMe()).body.organisation, 'OP', 'operator');
  const send = async (secret: string, from: string) => {
    const headers = { Authorization: `Basic ${btoa(`${clientId}:${secret}`)}`, [addressHeader]: from, 'x-forwarded-for': from };
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const response = await fetch(`${platformUrl()}/oauth/token`, { method: 'POST', headers, body });
    return { status: response.status, wait: response.headers.get('retry-after'), body: (await response.json()) as { error: string } };
  };
  for (let count = 0; count < 10; count += 1) expect(await send('enl_wrong', `192.0.2.${count}`)).toMatchObject({ status: 401 });
  const refusal = { status: 429, wait: '900', body: { error: 'temporarily_unavailable' } };
  expect(await send(clientSecret, '203.0.113.9')).toMatchObject(refusal);
});
