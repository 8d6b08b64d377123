import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { daysAfter } from '../../../shared/contract/dates.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Clash, type ClashQuery, type Clashes, longestStretch } from '../../../shared/contract/training/clashes.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { trainings } from '../../../shared/database/training.ts';
import { type Held, clashesOf } from '../occurrences/clashes.ts';
import { occurrencesOf } from '../occurrences/recurrence.ts';
import { hasDays, timesOf } from '../trainings/checks.ts';
import { type TrainingRow, visibleTraining } from '../trainings/places.ts';
import { opening } from '../trainings/trainings.ts';

/** So many trainings are compared, and so many collisions told. */
const most = 1000;

const tooLong = {
  es: 'Pregunte por un año a lo más, y por un final no anterior al inicio.',
  en: 'Ask for a year at most, and an end not before the start.',
};
const wrongStretch = new Problem('unprocessable', tooLong, { errors: [{ pointer: '/query/to', detail: tooLong }] });

/**
 * Which trainings that the caller sees collide in a stretch of days for a country, a trainer or an audience, across networks. Throws
 * unprocessable when it is longer than a year or ends before it begins.
 */
export async function getTrainingClashes(context: Context, { from, to, network, country }: ClashQuery): Promise<Clashes> {
  if (to < from || to > daysAfter(from, longestStretch)) throw wrongStretch;
  const wanted = and(
    eq(trainings.kind, 'edition'),
    visibleTraining(context),
    inArray(trainings.state, ['planned', 'open', 'confirmed', 'held']),
    gte(trainings.lastDay, from),
    lte(trainings.firstDay, to),
    networkIs(trainings.network, network),
  );
  const [rows] = await read(
    context,
    [
      context.db.orm
        .select()
        .from(trainings)
        .where(wanted)
        .orderBy(asc(trainings.firstDay), asc(trainings.id))
        .limit(most + 1),
    ],
    opening(context, wanted, most),
  );
  const shown = rows.slice(0, most);
  const byId = new Map(shown.map((row) => [row.id, row]));
  const found = clashesOf(shown.map((row) => heldBy(row, { from, to: daysAfter(to, 1) })), most + 1); // prettier-ignore
  const told = found.filter(({ shared }) => country === undefined || shared.countries.includes(country));
  const clashes = told
    .slice(0, most)
    .map(({ a, b, shared, ...rest }) => ({ one: sideOf(byId.get(a)), other: sideOf(byId.get(b)), ...rest, ...shared }));
  return { clashes, complete: rows.length <= most && found.length <= most };
}

function sideOf(row: TrainingRow | undefined): Clash['one'] {
  if (!row) throw new Error('A collision of what was not compared');
  return { edition: row.id, network: row.network, title: row.content.title };
}

/** When a training is held in a stretch and whom it takes: its sessions where it has any, else its days where they are known. */
function heldBy({ id, network, content, firstDay, lastDay }: TrainingRow, window: { from: string; to: string }): Held {
  const { sessions = [], country, seats = [], trainers = [], audiences = [] } = content as EditionContent;
  return {
    id,
    title: '',
    network,
    occurrences:
      sessions.length > 0
        ? sessions.flatMap((one) => occurrencesOf(timesOf(one), window))
        : hasDays(content)
          ? [{ from: firstDay, to: lastDay }]
          : [],
    countries: [...new Set([...(country ? [country] : []), ...seats.map((one) => one.country)])],
    trainers: trainers.flatMap(({ organisation, name }) => [
      ...(organisation ? [organisation] : []),
      ...(name ? [name.toLowerCase()] : []),
    ]),
    audiences,
    zone: sessions[0]?.zone ?? null,
  };
}
