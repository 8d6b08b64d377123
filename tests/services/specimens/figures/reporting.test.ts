import { beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { listActivities } from '../../../../services/plans/activities.ts';
import { getLedger } from '../../../../services/plans/ledger/ledger.ts';
import { getReport } from '../../../../services/plans/reports/reports.ts';
import { getFigure } from '../../../../services/specimens/figures/figures.ts';
import { correctFigure } from '../../../../services/specimens/figures/keeping.ts';
import type { PlansApi } from '../../../../shared/worker/plans-api.ts';
import { reportFigure, reportOf } from '../../../../services/specimens/figures/reporting.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { reports } from '../../../../shared/database/work.ts';
import { draftOf } from '../../plans/reports-world.ts';
import { problem } from '../exchange-world.ts';
import { type FigureLedger, confirmedIn, figureLedger, ledgerFor, period } from './ledger.ts';

let world: FigureLedger;
beforeEach(async () => (world = await figureLedger()));

const tell = (id: string, { by = world.officer, version = 3, activity = world.activity, plans = ledgerFor(by) }: Partial<Telling> = {}) =>
  reportFigure(by, { id, version, activity }, plans);
type Telling = { by: Context; version: number; activity: string; plans: PlansApi };

const kept = () => world.db.orm.select().from(reports);
const cut = () => Promise.reject(new Problem('unavailable'));

describe('a confirmed figure', () => {
  test('is told in the ledger as a report that is handed in, for another person to validate', async () => {
    const id = await confirmedIn(world);
    const { body, version } = await tell(id);
    expect(version).toBe(4);
    const { body: report } = await getReport(world.officer, body.report ?? '');
    expect(report).toMatchObject({ activity: world.activity, period, state: 'submitted', organisation: body.organisation });
    expect(report.indicators.map(({ name, value }) => [name.en, value])).toEqual([
      ['Persons in all', 7],
      ['Passports of GTM', 5],
      ['Passports of HND', 2],
    ]);
    const { activities } = await getLedger(world.officer, world.plan, { period });
    const { cells = [] } = activities.find(({ id: one }) => one === world.activity) ?? {};
    expect(cells.filter(({ state }) => state === 'reported').map(({ organisation }) => organisation)).toEqual(['MEX']);
  });

  test('is told once: a second call answers the same report', async () => {
    const id = await confirmedIn(world);
    const first = await tell(id);
    expect(await tell(id, { version: 4 })).toEqual(first);
    await expect(tell(id)).rejects.toEqual(problem('stale'));
    expect(await kept()).toHaveLength(1);
  });

  describe.each<[string, (plans: PlansApi) => Partial<PlansApi>]>([
    ['the report was made', ({ createReport }) => ({ createReport: (...call) => createReport(...call).then(cut) })],
    ['it was read', () => ({ submitReport: cut })],
    ['it was handed in', ({ submitReport }) => ({ submitReport: (...call) => submitReport(...call).then(cut) })],
  ])('goes on where a call was cut off after %s', (_, broken) => {
    test.each(['officer', 'validator'] as const)('when the %s repeats it', async (role) => {
      const id = await confirmedIn(world);
      const plans = ledgerFor(world.officer);
      await expect(tell(id, { plans: { ...plans, ...broken(plans) } })).rejects.toEqual(problem('unavailable'));
      expect((await getFigure(world.officer, id)).body.report).toBeNull();
      const { body } = await tell(id, { by: world[role] });
      expect(await kept()).toMatchObject([{ id: body.report, state: 'submitted' }]);
    });
  });

  test('keeps the report that told it when it is corrected and confirmed anew', async () => {
    const id = await confirmedIn(world);
    const { body } = await tell(id);
    expect((await correctFigure(world.officer, id, 4, { counts: [] })).body).toMatchObject({ report: body.report, state: 'draft' });
    await expect(tell(id, { version: 5 })).rejects.toEqual(problem('conflict'));
  });
});

describe('is not told', () => {
  const activityOf = async (number: string) =>
    (await listActivities(world.by('MEX'), { limit: 1, plan: world.plan, number, part: 'active' }, null)).items[0]?.id ?? '';

  test.each<[string, () => Partial<Telling> | Promise<Partial<Telling>>, string]>([
    ['at another version', () => ({ version: 2 }), 'stale'],
    ['by a reader', async () => ({ by: await world.another('MEX', 'reader') }), 'forbidden'],
    ['by another country', () => ({ by: world.by('GTM') }), 'forbidden'],
    ['to a partner', () => ({ by: world.by('IOM') }), 'not-found'],
    ['on an activity that the plan has not', () => ({ activity: uuid() }), 'unprocessable'],
    ['on an activity that owes no half year', async () => ({ activity: await activityOf('4.1') }), 'not-your-obligation'],
  ])('%s', async (_, different, code) => {
    const id = await confirmedIn(world);
    await expect(tell(id, await different())).rejects.toEqual(problem(code));
    expect(await kept()).toEqual([]);
  });

  test('before it is confirmed', async () => {
    await expect(tell(world.draft, { version: 2 })).rejects.toEqual(problem('conflict'));
    expect(await kept()).toEqual([]);
  });

  test('where the cell tells something else', async () => {
    const id = await confirmedIn(world);
    await draftOf(world);
    await expect(tell(id)).rejects.toEqual(problem('conflict'));
    expect(await kept()).toMatchObject([{ state: 'draft' }]);
  });
});

test('a report has room for the total and the ninety-nine largest nationalities', () => {
  const counts = Array.from({ length: 120 }, (_, index) => ({ nationality: `N${String(index).padStart(2, '0')}`, persons: index }));
  const { indicators } = reportOf({ period, counts }, world.activity);
  expect(indicators).toHaveLength(100);
  expect(indicators.slice(0, 2).map(({ value }) => value)).toEqual([7140, 119]);
});
