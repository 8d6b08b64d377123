import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { listActivities } from '../../../services/plans/activities.ts';
import { createExemption } from '../../../services/plans/ledger/exemptions.ts';
import { remindAll } from '../../../services/plans/ledger/reminders.ts';
import { stepOn } from '../../../services/plans/ledger/reminder-steps.ts';
import { daysAfter } from '../../../shared/contract/dates.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../../support/planned-network.ts';

async function worked() {
  const planned = await ownNetwork();
  const network: PlannedNetwork = { ...planned, by: (code) => ({ ...planned.by(code), now: new Date('2009-11-26T12:00:00Z') }) };
  return { ...network, plan: (await publishText(network, planText('es'))).plan };
}
type Worked = Awaited<ReturnType<typeof worked>>;

const remind = ({ by }: Worked, day: string) => remindAll({ ...by('ST'), principal: null, now: new Date(`${day}T06:23:00Z`) });

/** The reminders of one period, as `code days`. */
async function said({ db, by }: Worked, period: string, code = 'GTM') {
  const rows = await db.orm
    .select()
    .from(outbox)
    .where(eq(outbox.organisation, by(code).principal?.organisation ?? ''));
  return rows.flatMap(({ type, data }) => (data['period'] === period ? [`${type.split('.').at(-1) ?? ''} ${String(data['days'])}`] : []));
}

test('a half year is called to mind 21, 14 and 7 days before, on the day and once after', async () => {
  const network = await worked();
  const days = [
    '2009-12-09',
    '2009-12-10',
    '2009-12-11',
    '2009-12-17',
    '2009-12-20',
    '2009-12-24',
    '2009-12-31',
    '2010-01-01',
    '2010-01-09',
  ];
  for (const day of [...days, ...days]) await remind(network, day);
  expect(await said(network, '2009-S2')).toEqual(['due 21', 'due 14', 'due 7', 'due 0', 'overdue -1']);
});

test('each organisation hears of its own cells alone', async () => {
  const network = await worked();
  expect(await remind(network, '2009-12-31')).toBe(11);
  const rows = await network.db.orm.select().from(outbox).where(eq(outbox.type, 'plans.obligation.due'));
  expect(rows.every(({ organisation, data, audience }) => audience === 'organisation' && data['organisation'] === organisation)).toBe(true);
  expect(await said(network, '2009-S2', 'IOM')).toEqual([]);
});

test('who has declined is left in peace', async () => {
  const network = await worked();
  const { items } = await listActivities(network.by('ST'), { limit: 1, plan: network.plan, number: '13.1' }, null);
  const organisation = network.by('CAN').principal?.organisation ?? '';
  const cell = { activity: items[0]?.id ?? '', organisation, period: '2009-S2' };
  await createExemption(network.by('ST'), { ...cell, kind: 'declined', reason: { es: 'Sin cifras' } });
  expect(await remind(network, '2009-12-31')).toBe(10);
});

test('reminders follow a meeting that moves', async () => {
  const network = await worked();
  const { id, db, by } = network;
  const label = { organisation: by('ST').principal?.organisation ?? '', tlp: 'GREEN', audience: 'network' } as const;
  const meeting = { id: uuid(), network: id, ...label, body: 'GRCM', state: 'confirmed' as const, participants: [], documents: [] };
  const on = (day: string) => ({ date: day, startsOn: day, endsOn: day });
  await db.orm.insert(meetings).values({ ...meeting, ...on('2010-03-10'), createdAt: '2009-12-01T00:00:00.000Z' });
  await remind(network, '2010-02-20');
  await db.orm.update(meetings).set(on('2010-03-17')).where(eq(meetings.id, meeting.id));
  for (const day of ['2010-02-21', '2010-02-24', '2010-03-10', '2010-03-17']) await remind(network, day);
  expect(new Set(await said(network, meeting.id))).toEqual(new Set(['due 21', 'due 7', 'due 0']));
  const dues = await db.orm
    .select()
    .from(outbox)
    .where(eq(outbox.organisation, by('GTM').principal?.organisation ?? ''));
  expect(new Set(dues.filter(({ data }) => data['days'] === 21).map(({ data }) => data['due']))).toEqual(
    new Set(['2010-03-10', '2010-03-17']),
  );
});

test('a silence is told once, and old silences not at all', async () => {
  const network = await worked();
  expect(await remind(network, '2010-01-31')).toBe(0);
  expect(await remind(network, '2010-01-30')).toBe(11);
  expect(await remind(network, '2010-01-30')).toBe(0);
});

test('a reminder never comes before its day, and the steps follow one another', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), (left) => {
      const step = stepOn(daysAfter('2010-06-30', left), '2010-06-30');
      if (left < 0) expect(step).toBe(-1);
      else if (left > 21) expect(step).toBeNull();
      else expect([step !== null && step >= left, [0, 7, 14, 21].some((one) => one >= left && one < (step ?? 0))]).toEqual([true, false]);
    }),
  );
});
