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
import { type ForeignHeld, type ForeignRow, foreignHeld, selectForeign } from './foreign.ts';
import { meetingsOf } from './meetings.ts';

/** So many trainings are compared with each other and with so many events of others, and so many collisions told. */
const most = 1000;

const tooLong = {
  es: 'Pregunte por un año a lo más, y por un final no anterior al inicio.',
  en: 'Ask for a year at most, and an end not before the start.',
};
const wrongStretch = new Problem('unprocessable', tooLong, { errors: [{ pointer: '/query/to', detail: tooLong }] });

/**
 * Which trainings that the caller sees collide in a stretch of days for a country, a trainer or an audience, across networks, with each other
 * and with events of the calendars that its networks follow. Throws unprocessable when it is longer than a year or ends before it begins.
 */
export async function getTrainingClashes(context: Context, query: ClashQuery): Promise<Clashes> {
  const { from, to, network, country } = query;
  if (to < from || to > daysAfter(from, longestStretch)) throw wrongStretch;
  const wanted = wantedBy(context, query);
  const order = [asc(trainings.firstDay), asc(trainings.id)];
  const [rows, foreign] = await read(
    context,
    [
      context.db.orm
        .select()
        .from(trainings)
        .where(wanted)
        .orderBy(...order)
        .limit(most + 1),
      selectForeign(context, query, network).limit(most + 1),
    ],
    opening(context, wanted, most),
  );
  const { found, sides } = collisionsOf(rows.slice(0, most), foreign.slice(0, most), query);
  const told = found.filter(({ shared }) => country === undefined || shared.countries.includes(country)).slice(0, most);
  const clashes = told.map(({ a, b, shared, ...rest }) => ({ one: sideOf(sides, a), other: sideOf(sides, b), ...rest, ...shared }));
  return { clashes, complete: Math.max(rows.length, foreign.length, found.length) <= most };
}

const wantedBy = (context: Context, { from, to, network }: ClashQuery) =>
  and(
    eq(trainings.kind, 'edition'),
    visibleTraining(context),
    inArray(trainings.state, ['planned', 'open', 'confirmed', 'held']),
    gte(trainings.lastDay, from),
    lte(trainings.firstDay, to),
    networkIs(trainings.network, network),
  );

/** Those of editions with each other and with events of others, the earliest first, and what is told of each side. */
function collisionsOf(rows: TrainingRow[], foreign: ForeignRow[], { from, to }: ClashQuery) {
  const editions = rows.map((row) => heldBy(row, { from, to: daysAfter(to, 1) }));
  const events = foreign.map((row) => ({ row, held: foreignHeld(row, { from, to }) }));
  const heldEvents = events.map(({ held }) => held);
  const all = [...clashesOf(editions, most + 1), ...meetingsOf(editions, heldEvents, most + 1)];
  const found = all.toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
  return { found, sides: new Map([...rows.map(editionSide), ...events.map(eventSide)]) };
}

type Sides = ReadonlyMap<string, Clash['one']>;

function sideOf(sides: Sides, id: string): Clash['one'] {
  const side = sides.get(id);
  if (!side) throw new Error('A collision of what was not compared');
  return side;
}

const editionSide = ({ id, network, content }: TrainingRow): [string, Clash['one']] => [
  id,
  { edition: id, subscription: null, event: null, network, title: content.title },
];

/** In which language an event of others has its title nobody says. */
const eventSide = ({ row, held }: { row: ForeignRow; held: ForeignHeld }): [string, Clash['one']] => [
  held.id,
  { edition: null, subscription: row.id, event: held.event, network: row.network, title: { es: held.title } },
];

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
