import { beforeEach, describe, expect, test } from 'vitest';
import { recordAttendance } from '../../../services/training/enrolments/attendance.ts';
import { correctEnrolment, eraseEnrolment } from '../../../services/training/enrolments/correcting.ts';
import { decideEnrolment, withdrawEnrolment } from '../../../services/training/enrolments/deciding.ts';
import { getEnrolment, listEnrolments } from '../../../services/training/enrolments/enrolments.ts';
import { nominate } from '../../../services/training/enrolments/nominating.ts';
import { reofferSeats } from '../../../services/training/enrolments/reoffer.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import type { Attended } from '../../../shared/contract/training/enrolments.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { platformContext } from '../../../shared/database/platform-context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { organisations } from '../../../shared/database/identity.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { eq } from 'drizzle-orm';
import { type Code, type TrainingWorld, forAnyone, planned, readBack, trainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => {
  world = await trainingWorld();
  for (const code of ['GTM', 'MEX'] as const)
    await world.db.orm.update(organisations).set({ country: code }).where(eq(organisations.id, world.organisations[code]));
});

/** A training of Guatemala's, open to whoever sees it. */
async function open(different: Partial<EditionContent> = {}): Promise<string> {
  const id = await planned(world, { dates: '2026-03-09/2026-03-20', ...different }, forAnyone);
  await stepEdition(world.by('GTM officer'), id, 1, { state: 'open' });
  return id;
}

const person = async (edition: string, code: Code = 'MEX') =>
  (await nominate(world.by(`${code} officer`), { edition, name: 'Ana Ejemplo', post: 'Cónsul', sex: 'female' })).body.id;
const stateOf = async (id: string) => (await world.db.orm.select().from(enrolments).where(eq(enrolments.id, id)))[0]?.state;

async function decide(id: string, state: 'accepted' | 'waiting' | 'declined') {
  const { version } = await getEnrolment(world.by('GTM reader'), id);
  return decideEnrolment(world.by('GTM officer'), id, version, { state });
}

async function accepted(edition: string, code: Code = 'MEX'): Promise<string> {
  const id = await person(edition, code);
  await decide(id, 'accepted');
  return id;
}

describe('a nomination', () => {
  test('is seen by who nominates and by the organiser, and by nobody else', async () => {
    const id = await person(await open());
    const seeing = [];
    for (const code of ['GTM', 'MEX', 'ST', 'IOM', 'RROCM'] as const) {
      const { items } = await listEnrolments(world.by(`${code} reader`), { limit: 50 }, null);
      const alone = await getEnrolment(world.by(`${code} reader`), id).then(({ body }) => body.id, () => null); // prettier-ignore
      expect([items.map((one) => one.id), alone]).toEqual(items.length > 0 ? [[id], id] : [[], null]);
      if (alone) seeing.push(code);
    }
    expect(seeing).toEqual(['GTM', 'MEX']);
  });

  test('tells events that carry no name', async () => {
    await accepted(await open());
    const told = (await world.db.orm.select().from(outbox)).filter(({ type }) => type === 'training.enrolment.moved');
    const { GTM, MEX } = world.organisations;
    expect(told.map(({ organisation, audience }) => [organisation, audience])).toEqual([
      [GTM, 'organisation'],
      [MEX, 'organisation'],
    ]);
    expect(JSON.stringify(told)).not.toContain('Ejemplo');
  });

  test.each(['planned', 'postponed'] as const)('is not taken while the training is %s', async (state) => {
    const id = await planned(world, { dates: '2026-05-04' });
    if (state !== 'planned') await stepEdition(world.by('GTM officer'), id, 1, { state, reason: { es: 'Elecciones' } });
    await expect(person(id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.db.orm.select().from(enrolments)).toEqual([]);
  });

  test('is not for whom the training is hidden from', async () => {
    const id = await planned(world);
    await stepEdition(world.by('GTM officer'), id, 1, { state: 'open' });
    await expect(person(id, 'RROCM')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('keeps its country, and the first answer when it is repeated', async () => {
    const edition = await open();
    const ask = () =>
      nominate({ ...world.by('MEX officer'), idempotencyKey: 'key' }, { edition, name: 'Ana Ejemplo', post: null, sex: null });
    const first = await ask();
    expect(first.body).toMatchObject({ country: 'MEX', state: 'nominated', attended: [] });
    await expect(ask()).rejects.toMatchObject({ answer: { status: 201, body: first.body } });
  });
});

describe('seats', () => {
  const three = { seats: [{ country: 'MEX', seats: 1 }, { country: 'GTM', seats: 2 }], reofferDays: 3 }; // prettier-ignore

  test('without a list are for as many as come', async () => {
    const edition = await open();
    for (let count = 0; count < 5; count += 1) await accepted(edition);
    expect((await listEnrolments(world.by('GTM reader'), { limit: 50, edition, state: 'accepted' }, null)).items).toHaveLength(5);
  });

  test('are taken by country; who finds none may wait, and gets the one that is given back', async () => {
    const edition = await open({ ...three, dates: '2026-05-04' });
    const first = await accepted(edition);
    const second = await person(edition);
    await expect(decide(second, 'accepted')).rejects.toMatchObject({ code: 'conflict' });
    expect(await stateOf(second)).toBe('nominated');
    await decide(second, 'waiting');
    await withdrawEnrolment(world.by('MEX officer'), first, 2);
    await decide(second, 'accepted');
    expect([await stateOf(first), await stateOf(second)]).toEqual(['withdrawn', 'accepted']);
  });

  test('are none for an organisation without a country until they are offered again', async () => {
    const edition = await open({ ...three, dates: '2026-03-14' });
    await expect(accepted(edition, 'IOM')).rejects.toMatchObject({ code: 'conflict' });
    const near = await open({ ...three, dates: '2026-03-13' });
    expect(await stateOf(await accepted(near, 'IOM'))).toBe('accepted');
  });

  test('left over go to those who wait longest, when the day comes and no sooner', async () => {
    const edition = await open({ ...three, dates: '2026-05-04' });
    await accepted(edition);
    const waiting = [];
    for (let count = 0; count < 3; count += 1) waiting.push(await person(edition));
    for (const id of waiting) await decide(id, 'waiting');
    const on = (day: string) => reofferSeats({ ...platformContext(world.db), now: new Date(`${day}T00:30:00Z`) });
    expect(await on('2026-04-30')).toBe(0);
    expect(await on('2026-05-01')).toBe(2);
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['accepted', 'accepted', 'waiting']);
    expect(await on('2026-05-02')).toBe(0);
    const told = (await world.db.orm.select().from(outbox)).filter(({ type }) => type === 'training.enrolment.moved');
    expect(told.filter(({ data }) => (data as { state: string }).state === 'accepted')).toHaveLength(3);
  });

  test('are never given twice, however many are accepted at once', async () => {
    const edition = await open(three);
    const persons = await Promise.all(Array.from({ length: 6 }, () => person(edition, 'GTM')));
    const settled = await Promise.allSettled(persons.map((id) => decide(id, 'accepted')));
    expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(3);
    const { items } = await listEnrolments(world.by('GTM reader'), { limit: 50, edition, state: 'accepted' }, null);
    expect(items.length).toBe(settled.filter(({ status }) => status === 'fulfilled').length);
  });
});

describe('attendance', () => {
  const session = { start: '2026-03-09T09:00:00', end: '2026-03-09T12:00:00', zone: 'America/Guatemala' };
  const record = (id: string, version: number, attended: Attended[]) =>
    recordAttendance(world.by('GTM officer'), id, version, { attended });

  test('is kept by day and session, and keeps the person from being declined or withdrawn', async () => {
    const edition = await open({ sessions: [session] });
    const { body } = await readBack(world, edition);
    const opening = body.sessions?.[0]?.id ?? '';
    const id = await accepted(edition);
    const shown = await record(id, 2, [{ session: null, on: '2026-03-10' }, { session: opening, on: '2026-03-09' }]); // prettier-ignore
    expect(shown.body.attended).toEqual([{ session: opening, on: '2026-03-09' }, { session: null, on: '2026-03-10' }]); // prettier-ignore
    await expect(decide(id, 'declined')).rejects.toMatchObject({ code: 'conflict' });
    await expect(withdrawEnrolment(world.by('MEX officer'), id, 3)).rejects.toMatchObject({ code: 'conflict' });
  });

  test.each([
    ['before the training', [{ session: null, on: '2026-03-08' }]],
    ['after it', [{ session: null, on: '2026-03-21' }]],
    ['to come', [{ session: null, on: '2026-03-11' }]],
    ['of no session', [{ session: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', on: '2026-03-09' }]],
    ['said twice', [{ session: null, on: '2026-03-09' }, { session: null, on: '2026-03-09' }]], // prettier-ignore
  ])('is not of a day %s', async (_, attended) => {
    const id = await accepted(await open());
    const pointer = `/body/attended/${attended.length - 1}`;
    await expect(record(id, 2, attended)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer }] });
    expect((await getEnrolment(world.by('GTM reader'), id)).body.attended).toEqual([]);
  });

  test('is only of who was accepted, and for the organiser to say', async () => {
    const id = await person(await open());
    await expect(record(id, 1, [{ session: null, on: '2026-03-09' }])).rejects.toMatchObject({ code: 'conflict' });
    const own = recordAttendance(world.by('MEX officer'), id, 1, { attended: [] });
    await expect(own).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('erased, a person leaves a count and nothing else', async () => {
  const id = await accepted(await open());
  await recordAttendance(world.by('GTM officer'), id, 2, { attended: [{ session: null, on: '2026-03-09' }] });
  const { body } = await eraseEnrolment(world.by('MEX officer'), id, 3);
  expect(body).toMatchObject({ name: null, post: null, sex: null, state: 'accepted', attended: [{ on: '2026-03-09' }] });
  const { rows } = await world.db.client.execute("select group_concat(coalesce(answer, '')) as kept from idempotency");
  expect(String(rows[0]?.['kept'])).not.toContain('Ejemplo');
  await expect(eraseEnrolment(world.by('ST officer'), id, 4)).rejects.toMatchObject({ code: 'not-found' });
});

test('corrected, a person is called what it is called; erased, it is not corrected any more', async () => {
  const id = await person(await open());
  const { body } = await correctEnrolment(world.by('MEX officer'), id, 1, { name: 'Ana María Ejemplo', post: null });
  expect(body).toMatchObject({ name: 'Ana María Ejemplo', post: null, sex: 'female', state: 'nominated' });
  await expect(correctEnrolment(world.by('MEX officer'), id, 1, { post: 'Cónsul' })).rejects.toMatchObject({ code: 'stale' });
  await eraseEnrolment(world.by('MEX officer'), id, 2);
  await expect(correctEnrolment(world.by('MEX officer'), id, 3, { name: 'Otra' })).rejects.toMatchObject({ code: 'conflict' });
});
