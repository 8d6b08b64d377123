import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { ofOrganisationIn } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { NewFigure } from '../../../shared/contract/specimens/figures.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { figures } from '../../../shared/database/figures.ts';
import { derivedCounts } from './derivation.ts';
import { selectFigures, toFigure, versionOf } from './figures.ts';
import { isOver } from './half-years.ts';
import { type Row, forOwn, isCountryOf, ofOne } from './places.ts';

const tooEarly = { es: 'Ese semestre aún no termina.', en: 'That half year is not over yet.' };
const drawnUp = new Problem('conflict', {
  es: 'Ya hay una cifra de ese semestre: corríjala.',
  en: 'There is a figure for that half year already: correct it.',
});

/**
 * Draws up the figure of the caller's country for a half year from its alerts and sightings, for its own organisation alone until it is
 * confirmed. Each half year once, and not before it is over: what comes in later is added by hand. Throws not-found, forbidden for who is
 * no member of the network today, conflict, unprocessable (register SP-05).
 */
export async function draftFigure(context: Context, { network, period }: NewFigure) {
  if (!isOver(period, context.now))
    throw new Problem('unprocessable', tooEarly, { errors: [{ pointer: '/body/period', detail: tooEarly }] });
  const row = newRow(context, network, period);
  const { id, organisation } = row;
  const made = { version: 1, location: `/v1/false-passport-figures/${id}` };
  const [stored] = await commit(context, {
    guards: [...may(context, 'figure:write', ofOrganisationIn(network, organisation), 'network:read'), isCountryOf(context, network)],
    steps: [...drawn(context, row), ...derivedAnswer(context, keptFor(id))],
    audit: { action: 'figure:write', subject: id, network, source: organisation },
    answer: { status: 201, ...made, body: toFigure(row) },
    result: selectFigures(context, eq(figures.id, id)),
  });
  return { ...made, body: versionOf(stored).body };
}

const newRow = ({ principal, now }: Context, network: string, period: string): Row => ({
  id: uuid(),
  network,
  organisation: principal?.organisation ?? '',
  ...forOwn,
  period,
  state: 'draft',
  derived: [],
  counts: [],
  note: null,
  report: null,
  confirmedAt: null,
  createdAt: now.toISOString(),
  version: 1,
});

/** The draft says what was counted, to begin with. */
const drawn = (context: Context, row: Row): Step[] => [
  { query: context.db.orm.insert(figures).values({ ...row, derived: derivedCounts(context, row) }), refused: { unique: drawnUp } },
  {
    query: context.db.orm
      .update(figures)
      .set({ counts: sql`${figures.derived}` })
      .where(eq(figures.id, row.id)),
  },
];

/** What the kept answer says of what was counted. */
function keptFor(id: string) {
  const counts = ofOne(id, 'counts');
  const total = sql`(select coalesce(sum(c.value ->> '$.persons'), 0) from json_each(${counts}) c)`;
  return { 'body.derived': sql`json(${counts})`, 'body.counts': sql`json(${counts})`, 'body.total': total };
}
