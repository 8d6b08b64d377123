import fc from 'fast-check';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { makeKey, publicKeys } from '../../services/identity/signing-keys.ts';
import type { Token } from '../../shared/contract/identity/tokens.ts';
import { signingKeys } from '../../shared/database/identity.ts';
import type { Database } from '../../shared/database/open.ts';
import { authenticate } from '../../shared/worker/authenticate.ts';
import { type Credentials, askToken, newClient, seedOffice, testVault } from '../support/credentials.ts';
import { contextOn, ownDatabase } from '../support/database.ts';
import { makeWorld, platformUrl } from '../support/world.ts';

type Credential = { clientId: string; clientSecret: string };
type Tally = Record<number, number>;

/** One call as it is: nothing is repeated, nothing is hidden. */
async function call(path: string, init: RequestInit, tally: Tally): Promise<unknown> {
  const response = await fetch(`${platformUrl()}${path}`, init);
  tally[response.status] = (tally[response.status] ?? 0) + 1;
  return response.json();
}

async function signIn({ clientId, clientSecret }: Credential, tally: Tally): Promise<RequestInit> {
  const headers = { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const { access_token } = (await call('/oauth/token', { method: 'POST', headers, body }, tally)) as Token;
  return { headers: { Authorization: `Bearer ${access_token}` } };
}

/** Reads in a loop, and signs in anew every tenth time; `meanwhile` happens in between. */
async function keepReading(credential: Credential, tally: Tally, meanwhile: (count: number) => Promise<unknown>): Promise<void> {
  let signedIn = await signIn(credential, tally);
  for (let count = 0; count < 150; count += 1) {
    if (count % 10 === 9) signedIn = await signIn(credential, tally);
    await call(count % 2 === 0 ? '/v1/me' : '/v1/plans', signedIn, tally);
    await meanwhile(count);
  }
}

test('eight clients read and sign in while the operator rotates the key five times, and every call succeeds', async () => {
  const { MEX, SLV } = await makeWorld();
  const credentials = [MEX, SLV].flatMap((party) => Object.values(party.credentials));
  const tally: Tally = {};
  const byOperator = await signIn(inject('platform').operator, tally);
  const made: string[] = [];
  const rotate = async (count: number) => {
    if (count % 30 !== 15) return;
    const { kid } = (await call('/v1/signing-keys', { ...byOperator, method: 'POST' }, tally)) as { kid: string };
    made.push(kid);
  };
  await Promise.all(credentials.map((credential, index) => keepReading(credential, tally, index === 0 ? rotate : async () => undefined)));
  expect(tally).toEqual({ 200: 1 + 8 * (1 + 150 + 15), 201: 5 });
  const { keys } = (await call('/.well-known/jwks.json', {}, tally)) as { keys: { kid: string }[] };
  expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(made));
});

const vault = testVault();
const second = 1000;

let db: Database;
let credentials: Credentials;
let start: number;

beforeEach(async () => {
  db = await ownDatabase();
  const { administrator } = await seedOffice(db);
  credentials = await newClient(administrator, vault, 'reader');
  start = Date.now();
});
afterEach(() => {
  vi.useRealTimers();
});

const at = (seconds: number) => new Date(start + seconds * second);
const tokenAt = async (seconds: number) =>
  (await askToken(contextOn(db, { now: at(seconds) }), vault, { basic: credentials })).access_token;

/** Rotations may come at any time, also many in a row. The first key is as old as the deployment. */
const rotations = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 4000 })), { maxLength: 6 })
  .map((waits) => waits.reduce((moments, wait) => [...moments, (moments.at(-1) ?? 0) + wait], [0]));

/** A moment near one of the rotations, where it matters, or long after it. */
const near = (least: number) =>
  fc.record({ which: fc.nat({ max: 6 }), after: fc.oneof(fc.integer({ min: least, max: 180 }), fc.integer({ min: least, max: 1200 })) });
const momentOf = (moments: number[], { which, after }: { which: number; after: number }) =>
  Math.max((moments[which % moments.length] ?? 0) + after, 0);

test('whichever key signs, every worker that asked for the keys up to a minute before or ten minutes after has it', async () => {
  for (let count = 0; count < 7; count += 1) await makeKey(contextOn(db), vault);
  const pool = await db.orm.select().from(signingKeys);
  const rotatedBy = async (moments: number[], until: number) => {
    const rows = pool.slice(0, moments.length).map((row, index) => ({ ...row, createdAt: at(moments[index] ?? 0).toISOString() }));
    await db.orm.delete(signingKeys);
    await db.orm.insert(signingKeys).values(rows.filter(({ createdAt }) => createdAt <= at(until).toISOString()));
  };
  const signing = new Set<string>();
  const apart = fc.oneof(fc.integer({ min: -60, max: 0 }), fc.integer({ min: -60, max: 600 }));
  const holds = fc.asyncProperty(rotations, near(0), apart, async (moments, when, later) => {
    const signed = momentOf(moments, when);
    await rotatedBy(moments, signed);
    const token = await tokenAt(signed);
    // Before there is a first key nobody can have it.
    const fetched = Math.max(signed + later, 0);
    await rotatedBy(moments, fetched);
    const keys = createLocalJWKSet(await publicKeys({ db, now: at(fetched) }));
    await jwtVerify(token, keys, { currentDate: at(signed) });
    signing.add(decodeProtectedHeader(token).kid ?? '');
  });
  await expect(fc.assert(holds, { numRuns: 150 })).resolves.toBeUndefined();
  expect(signing.size).toBeGreaterThan(2);
});

/** What happens at a moment, in seconds: a rotation, a sign-in or a call. */
type Moment = { at: number; happens: () => Promise<unknown> };

test('a worker that keeps the keys for a minute takes every token that lives, through any rotations', async () => {
  const age = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 598 }));
  const close = fc.record({ which: fc.nat({ max: 6 }), after: fc.integer({ min: -2, max: 2 }) });
  const calls = fc.array(fc.record({ when: fc.oneof(close, near(-2)), age }), { minLength: 20, maxLength: 40 });
  const holds = fc.asyncProperty(rotations, calls, async (moments, asked) => {
    await db.orm.delete(signingKeys);
    start += 40_000 * second;
    const tokens = new Map<number, string>();
    const arrivals = asked.map(({ when, age: old }) => ({ at: momentOf(moments, when), from: Math.max(momentOf(moments, when) - old, 0) }));
    const events: Moment[] = [
      ...moments.map((seconds) => ({ at: seconds, happens: () => makeKey(contextOn(db, { now: at(seconds) }), vault) })),
      ...arrivals.map(({ from }, index) => ({ at: from, happens: async () => tokens.set(index, await tokenAt(from)) })),
      ...arrivals.map((arrival, index) => ({ at: arrival.at, happens: async () => taken(tokens.get(index) ?? '', arrival.at) })),
    ];
    for (const { happens } of events.toSorted((a, b) => a.at - b.at)) await happens();
  });
  // It asked for the keys a second before the rotation.
  const worst = [
    { when: { which: 1, after: -1 }, age: 2 },
    { when: { which: 1, after: 0 }, age: 0 },
  ];
  await expect(fc.assert(holds, { numRuns: 15, examples: [[[0, 700], worst]] })).resolves.toBeUndefined();
});

/** A worker gets a call at that moment. */
async function taken(token: string, seconds: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: at(seconds) });
  const request = new Request(vault.origin, { headers: { Authorization: `Bearer ${token}` } });
  const principal = await authenticate(request as never, vault.origin, () => publicKeys({ db, now: new Date() }));
  if (principal?.client !== credentials.client) throw new Error('Another client');
}
