import { asc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { tidyUp } from '../../../services/identity/housekeeping.ts';
import { makeKey, publicKeys } from '../../../services/identity/signing-keys.ts';
import { signingKeys } from '../../../shared/database/identity.ts';
import { idempotency } from '../../../shared/database/journal.ts';
import { testVault } from '../../support/credentials.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';

const at = (day: string) => new Date(`2026-03-${day}T12:00:00Z`);

test('a key that signs no more is forgotten a day after its last token, and one of the audit never', async () => {
  const db = await ownDatabase();
  for (const day of ['01', '10', '20']) await makeKey(contextOn(db, { now: at(day) }), testVault());
  await makeKey(contextOn(db, { now: at('01') }), testVault(), { purpose: 'audit' });
  const kept = async () => {
    const rows = await db.orm.select().from(signingKeys).orderBy(asc(signingKeys.purpose), asc(signingKeys.createdAt));
    return rows.map(({ purpose, createdAt }) => `${purpose} ${createdAt.slice(8, 10)}`);
  };
  await tidyUp(contextOn(db, { now: at('20') }));
  expect(await kept()).toEqual(['audit 01', 'token 10', 'token 20']);
  await tidyUp(contextOn(db, { now: at('22') }));
  expect(await kept()).toEqual(['audit 01', 'token 20']);
  expect((await publicKeys({ db, now: at('22') })).keys).toHaveLength(1);
});

test('the answer to a caller’s key is kept for seven days, that of a commit for one', async () => {
  const db = await ownDatabase();
  const row = (key: string, day: string) => ({ key, hash: 'h', commit: key, answer: null, createdAt: at(day).toISOString() });
  await db.orm.insert(idempotency).values([row('caller 02', '02'), row('caller 05', '05'), row('commit:05', '05'), row('commit:10', '10')]);
  await tidyUp(contextOn(db, { now: at('10') }));
  const keys = (await db.orm.select().from(idempotency)).map(({ key }) => key).filter((key) => /\d\d$/.test(key) && key.length < 12);
  expect(keys.toSorted()).toEqual(['caller 05', 'commit:10']);
});
