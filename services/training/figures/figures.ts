import { and, between, eq, inArray, sql } from 'drizzle-orm';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import type { FiguresQuery, TrainingFigures } from '../../../shared/contract/training/figures.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { enrolments, trainings } from '../../../shared/database/training.ts';
import { visibleTraining } from '../trainings/places.ts';
import { type Count, tallied } from './counting.ts';
import { shown, shownParts } from './suppression.ts';

/**
 * How many persons were trained in the trainings of a network that ended in a year and that the caller sees, by country, audience and sex. No
 * number below 5 is told, nor can one be reckoned from the others: there is no other filter, so that no two answers tell a difference.
 */
export async function getTrainingFigures(context: Context, { network, year }: FiguresQuery): Promise<TrainingFigures> {
  const { orm } = context.db;
  const wanted = and(
    eq(trainings.kind, 'edition'),
    inArray(trainings.state, ['held', 'closed']),
    between(trainings.lastDay, `${year}-01-01`, `${year}-12-31`),
    networkIs(trainings.network, network),
    predicate(context, 'training:follow', inNetwork(trainings.network)),
    visibleTraining(context),
  );
  const [held, present] = await read(context, [
    orm.select({ id: trainings.id, content: trainings.content }).from(trainings).where(wanted),
    orm
      .select({ training: enrolments.training, country: enrolments.country, sex: enrolments.sex, people: sql<number>`count(*)` })
      .from(enrolments)
      .where(
        and(
          sql`${enrolments.attended} <> '[]'`,
          inArray(enrolments.training, orm.select({ id: trainings.id }).from(trainings).where(wanted)),
        ),
      )
      .groupBy(enrolments.training, enrolments.country, enrolments.sex),
  ]);
  const presentAt = Map.groupBy(present, ({ training }) => training);
  const counts = held.flatMap(({ id, content }) => countsOf(content as EditionContent, presentAt.get(id) ?? []));
  return {
    year,
    trainings: held.length,
    people: shown(counts.reduce((sum, { people }) => sum + people, 0)),
    about: counts.some(({ about }) => about),
    countries: shownParts(tallied(counts, ({ country }) => [country])).map(([country, people]) => ({ country, people })),
    audiences: shownParts(tallied(counts, ({ audiences }) => audiences)).map(([audience, people]) => ({ audience, people })),
    sexes: shownParts(tallied(counts, ({ sex }) => [sex])).map(([sex, people]) => ({ sex, people })),
  };
}

type Present = Pick<Count, 'country' | 'sex' | 'people'>;

/** What the organiser counts; where it counts nothing, who was there by the enrolments. */
function countsOf({ reached = [], audiences = [] }: EditionContent, present: Present[]): Count[] {
  if (reached.length === 0) return present.map(({ country, sex, people }) => ({ country, sex, people, audiences, about: false }));
  return reached.map(({ country = null, audience, people, qualifier = 'exactly' }) => ({
    country,
    sex: null,
    people,
    audiences: audience === undefined ? audiences : [audience],
    about: qualifier !== 'exactly',
  }));
}
