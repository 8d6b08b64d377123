import { createTraining } from '../../../services/training/trainings/keeping.ts';
import { getTraining } from '../../../services/training/trainings/trainings.ts';
import type { Kind, Role } from '../../../shared/contract/access.ts';
import type { TrainingLabel } from '../../../shared/contract/training/common.ts';
import type { CourseContent } from '../../../shared/contract/training/courses.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { type OwnNetwork, ownNetwork } from '../../support/own-network.ts';

const seats = { GTM: 'member', MEX: 'member', ST: 'secretariat', IOM: 'partner', RROCM: 'civil_society' } as const satisfies Record<
  string,
  Kind
>;
export type Code = keyof typeof seats;
export type TrainingWorld = OwnNetwork<Code>;

/** A network with two countries, a secretariat, a partner and civil society, at noon of 10 March 2026. */
export const trainingWorld = (): Promise<TrainingWorld> => ownNetwork(seats, new Date('2026-03-10T12:00:00Z'));

export const forNetwork: TrainingLabel = { tlp: 'GREEN', audience: 'network', group: null };
export const forAnyone: TrainingLabel = { tlp: 'CLEAR', audience: 'public', group: null };

type Who = `${Code} ${Role}`;

/** Plans a training as Guatemala's officer (what is for anyone as its validator), or as whom is given, with what a test wants different; gives its id. */
export async function planned(
  { by, network }: TrainingWorld,
  different: Partial<EditionContent> = {},
  label = forNetwork,
  who: Who = label.audience === 'public' ? 'GTM validator' : 'GTM officer',
): Promise<string> {
  const content = { kind: 'workshop' as const, title: { es: 'Taller de muestra', en: 'Sample workshop' }, ...different };
  return (await createTraining(by(who), 'edition', { network, label, ...content })).body.id;
}

/** Offers a course as Guatemala's officer, or its validator; gives its id. */
export async function offered({ by, network }: TrainingWorld, different: Partial<CourseContent> = {}, label = forNetwork): Promise<string> {
  const content = { kind: 'course' as const, title: { es: 'Curso de muestra', en: 'Sample course' }, ...different };
  const who = label.audience === 'public' ? 'GTM validator' : 'GTM officer';
  return (await createTraining(by(who), 'course', { network, label, ...content })).body.id;
}

/** A training as its organiser reads it. */
export const readBack = async ({ by }: TrainingWorld, id: string) => getTraining(by('GTM reader'), 'edition', id);
