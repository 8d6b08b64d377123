import { eq } from 'drizzle-orm';
import { recordAttendance } from '../../../services/training/enrolments/attendance.ts';
import { decideEnrolment } from '../../../services/training/enrolments/deciding.ts';
import { getEnrolment } from '../../../services/training/enrolments/enrolments.ts';
import { evaluateEnrolment } from '../../../services/training/enrolments/evaluation.ts';
import { nominate } from '../../../services/training/enrolments/nominating.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import type { EditionContent, EditionState } from '../../../shared/contract/training/editions.ts';
import type { Enrolment } from '../../../shared/contract/training/enrolments.ts';
import { organisations } from '../../../shared/database/identity.ts';
import { type Code, type TrainingWorld, forNetwork, planned, readBack, trainingWorld } from './training-world.ts';

/** The same network, whose two members have a country. */
export async function peopledWorld(): Promise<TrainingWorld> {
  const world = await trainingWorld();
  for (const code of ['GTM', 'MEX'] as const)
    await world.db.orm.update(organisations).set({ country: code }).where(eq(organisations.id, world.organisations[code]));
  return world;
}

/** Takes a training of Guatemala's to a state, whatever its version. */
export async function taken(world: TrainingWorld, id: string, state: EditionState): Promise<void> {
  const { version } = await readBack(world, id);
  await stepEdition(world.by('GTM officer'), id, version, { state, reason: { es: 'Elecciones' } });
}

/** A training of Guatemala's of 9 and 10 March, open to nominations. */
export async function openTraining(world: TrainingWorld, different: Partial<EditionContent> = {}, label = forNetwork): Promise<string> {
  const id = await planned(world, { dates: '2026-03-09/2026-03-10', ...different }, label);
  await taken(world, id, 'open');
  return id;
}

type Came = Partial<Pick<Enrolment, 'name' | 'sex'>> & { passed?: boolean };

/** A person who was nominated, accepted and there on 9 March, and evaluated where that is said; gives the enrolment's id. */
export async function came(world: TrainingWorld, edition: string, code: Code = 'MEX', { name, sex, passed }: Came = {}): Promise<string> {
  const { by } = world;
  const person = { edition, name: name ?? 'Ana Ejemplo', post: null, sex: sex ?? null };
  const { id } = (await nominate(by(`${code} officer`), person)).body;
  await decideEnrolment(by('GTM officer'), id, 1, { state: 'accepted' });
  await recordAttendance(by('GTM officer'), id, 2, { attended: [{ session: null, on: '2026-03-09' }] });
  if (passed !== undefined) await evaluateEnrolment(by('GTM officer'), id, 3, { evaluation: { passed, score: null, on: '2026-03-10' } });
  return id;
}

/** The version at which an enrolment stands. */
export const versionOf = async ({ by }: TrainingWorld, id: string): Promise<number> => (await getEnrolment(by('GTM reader'), id)).version;
