import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { periodEnd } from '../../../services/plans/ledger/period-end.ts';
import { daysOf } from '../../../services/plans/ledger/periods.ts';
import type { Database } from '../../../shared/database/open.ts';
import { ownDatabase } from '../../support/database.ts';

const year = fc.integer({ min: 1000, max: 9998 }).map(String);
const month = fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([one, other]) => `${one}-${String(other).padStart(2, '0')}`);
const day = fc.tuple(month, fc.integer({ min: 1, max: 28 })).map(([one, other]) => `${one}-${String(other).padStart(2, '0')}`);
const half = fc.tuple(year, fc.constantFrom('S1', 'S2')).map(([one, other]) => `${one}-${other}`);
const period = fc.oneof(
  year,
  month,
  day,
  half,
  fc.tuple(day, day).map((pair) => pair.toSorted().join('/')),
);

let db: Database;
beforeAll(async () => {
  db = await ownDatabase();
});

const endsOf = async (periods: readonly string[]) =>
  (
    await db.orm.all<{ ends: string | null }>(sql`select ${periodEnd(sql.raw('value'))} ends from json_each(${JSON.stringify(periods)})`)
  ).map(({ ends }) => ends);

test('the database ends every period on the day that the ledger does', async () => {
  const periods = fc.sample(period, 2_000);
  expect(await endsOf(periods)).toEqual(periods.map((one) => daysOf(one).to));
});

test('a period that names no meeting has no end', async () => {
  expect(await endsOf(['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11'])).toEqual([null]);
});
