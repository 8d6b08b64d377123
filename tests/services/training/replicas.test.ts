import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { decideEnrolment } from '../../../services/training/enrolments/deciding.ts';
import { nominate } from '../../../services/training/enrolments/nominating.ts';
import { getReplicaBoard } from '../../../services/training/replicas/board.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import { organisations } from '../../../shared/database/identity.ts';
import type { TrainingLabel } from '../../../shared/contract/training/common.ts';
import { type Code, type TrainingWorld, forNetwork, planned, trainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => {
  world = await trainingWorld();
  for (const code of ['GTM', 'MEX'] as const)
    await world.db.orm.update(organisations).set({ country: code }).where(eq(organisations.id, world.organisations[code]));
});

const course = (different = {}) =>
  planned(
    world,
    { dates: '2010', reached: [{ country: 'CRI', people: 12 }], replicaDue: '2010-12-31', ...different },
    forNetwork,
    'IOM officer',
  );

async function held(replicaOf: string, code: Code, different = {}, label: TrainingLabel = forNetwork): Promise<string> {
  const id = await planned(world, { replicaOf, country: code, dates: '2010-06', ...different }, label, `${code} officer`);
  await stepEdition(world.by(`${code} officer`), id, 1, { state: 'held' });
  return id;
}

const board = async (id: string, who: Parameters<TrainingWorld['by']>[0] = 'GTM reader') => getReplicaBoard(world.by(who), id);

describe('the board of replicas', () => {
  test('has each country that took part, by enrolment or by count, with what it holds and what it owes', async () => {
    const id = await course();
    await stepEdition(world.by('IOM officer'), id, 1, { state: 'open' });
    for (const code of ['MEX', 'GTM'] as const) {
      const { body } = await nominate(world.by(`${code} officer`), { edition: id, name: 'Ana Ejemplo', post: null, sex: null });
      if (code === 'MEX') await decideEnrolment(world.by('IOM officer'), body.id, 1, { state: 'accepted' });
    }
    const replica = await held(id, 'MEX', { reached: [{ people: 30, qualifier: 'about' }, { people: 4 }] });
    expect(await board(id)).toEqual({
      edition: id,
      due: '2010-12-31',
      countries: [
        { country: 'CRI', state: 'overdue', replica: null, dates: null, people: null },
        { country: 'MEX', state: 'held', replica, dates: '2010-06', people: 34 },
      ],
      people: 34,
    });
  });

  test.each([
    ['a day to come', '2027-01-01', 'due'],
    ['the very day', '2026-03-10', 'due'],
    ['no day', undefined, 'due'],
    ['a day that is over', '2026-03-09', 'overdue'],
  ])('with %s', async (_, replicaDue, state) => {
    expect((await board(await course({ replicaDue }))).countries).toMatchObject([{ country: 'CRI', state }]);
  });

  test('counts a replica that is planned, or that the reader does not see, as none', async () => {
    const id = await course({ reached: [{ country: 'MEX', people: 3 }] });
    await planned(world, { replicaOf: id, country: 'MEX', dates: '2010-05' }, forNetwork, 'MEX officer');
    await held(id, 'MEX', {}, { tlp: 'GREEN', audience: 'organisation', group: null });
    expect((await board(id)).countries).toMatchObject([{ country: 'MEX', state: 'overdue' }]);
    expect((await board(id, 'MEX reader')).countries).toMatchObject([{ country: 'MEX', state: 'held' }]);
  });

  test('is not there for who does not see the training', async () => {
    await expect(board(await course(), 'RROCM reader')).rejects.toMatchObject({ code: 'not-found' });
    await expect(board('0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11')).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('a replica of what is not in the network is refused', async () => {
  const other = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
  await expect(held(other, 'MEX')).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/replicaOf' }] });
});
