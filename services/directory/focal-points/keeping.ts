import { type SQL, and, eq, ne, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { ofOrganisationIn } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import type { FocalPointPatch, NewFocalPoint } from '../../../shared/contract/directory/focal-points.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Guard, type Refusals, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { rowsOf } from '../../../shared/database/rows.ts';
import { assertReachable } from './checks.ts';
import { selectFocalPoints, toFocalPoint, versionOf } from './focal-points.ts';
import { type Row, focalPointChanged, keptIn, ofFocalPoint, ofOne } from './places.ts';
import { labelFor, mayName, purposesAreKnown } from './purposes.ts';

const endsFirst = { es: 'Termina antes de empezar.', en: 'It ends before it begins.' };
const wasErased = new Problem('conflict', { es: 'Sus datos personales se borraron.', en: 'Its personal data were erased.' });

/** What the table refuses: a second main focal point on any day where a country has one; an end before the beginning. */
export const refusals: Refusals = {
  unique: new Problem('conflict', {
    es: 'El país ya tiene ese punto focal titular en parte de ese período. Para relevarlo: /handover.',
    en: 'The country has that main focal point already for part of that period. To hand over: /handover.',
  }),
  check: new Problem('unprocessable', endsFirst, { errors: [{ pointer: '/body/to', detail: endsFirst }] }),
};

/**
 * Enters a focal point of the caller's own organisation, confirmed today. Throws not-found, forbidden, unprocessable when a telephone, the
 * country or a purpose is none or another organisation names for it, conflict when the country has its one main focal point already.
 */
export async function createFocalPoint(context: Context, { rank, ...input }: NewFocalPoint) {
  assertReachable(input);
  const organisation = context.principal?.organisation ?? '';
  const { network, country, purposes } = input;
  const label = labelFor(network, purposes);
  const row = { ...newRow(context, organisation), ...input, main: rank === 'main', ...label };
  const made = { version: 1, location: `/v1/focal-points/${row.id}` };
  const told = { tlp: 'AMBER', audience: 'governments' } as const;
  const [stored] = await commit(context, {
    guards: [
      ...may(context, 'focal:edit', ofOrganisationIn(network, organisation), 'network:read'),
      ...purposesAreKnown(network, purposes),
      ...mayName(context, { network, country, organisation, purposes: JSON.stringify(purposes) }),
    ],
    steps: [
      { query: context.db.orm.insert(focalPoints).values(row), refused: refusals },
      ...derivedAnswer(context, { 'body.tlp': ofOne(row.id, 'tlp'), 'body.audience': ofOne(row.id, 'audience') }),
    ],
    audit: { action: 'focal:edit', subject: row.id, network, source: organisation },
    events: [focalPointChanged(row.id, { network, organisation, ...label })],
    answer: { status: 201, ...made, body: toFocalPoint({ ...row, ...told }) },
    result: selectFocalPoints(context, eq(focalPoints.id, row.id)),
  });
  return { ...made, body: versionOf(stored).body };
}

/**
 * Changes a focal point at the given version; its label, and that of what was told of it, follow its purposes. Throws not-found, forbidden,
 * stale, and as `createFocalPoint`; conflict also when it was erased.
 */
export async function updateFocalPoint(context: Context, id: string, version: number, { rank, ...patch }: FocalPointPatch) {
  assertReachable(patch);
  const { purposes } = patch;
  const network = ofOne(id, 'network');
  const main = rank === undefined ? {} : { main: rank === 'main' };
  const label = purposes ? labelFor(network, purposes) : {};
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'focal:edit', ofFocalPoint(id), 'focal:read'),
      onlyWhere(id, sql`${focalPoints.erasedAt} is null`, wasErased),
      ...(purposes ? purposesFit(context, id, purposes) : []),
    ],
    steps: [versionStep(context, id, version, { ...patch, ...main, ...label }), ...(purposes ? [eventsFollow(context, id)] : [])],
    audit: { action: 'focal:edit', subject: id, ...keptIn(id) },
    events: [focalPointChanged(id)],
    result: selectFocalPoints(context, eq(focalPoints.id, id)),
  });
  return versionOf(row);
}

/** What every new focal point of an organisation has. */
export const newRow = ({ now }: Context, organisation: string) => ({
  id: uuid(),
  organisation,
  group: null,
  lastConfirmedOn: now.toISOString().slice(0, 10),
  reminded: 0,
  erasedAt: null,
  createdAt: now.toISOString(),
  version: 1,
});

/** The statement that takes a focal point from one version to the next, with these values. */
export const versionStep = (context: Context, id: string, version: number, values: Values): Step =>
  rowsOf(focalPoints).versionStep(context, id, version, values, refusals);

type Values = { [K in keyof Row]?: Row[K] | SQL | undefined };

/** A guard on the state of one focal point. */
export const onlyWhere = (id: string, holds: SQL, problem: Problem): Guard => ({
  holds: sql`exists (select 1 from ${focalPoints} where ${focalPoints.id} = ${id} and ${holds})`,
  problem,
});

function purposesFit(context: Context, id: string, purposes: string[]): Guard[] {
  const network = ofOne(id, 'network');
  const post = { network, country: ofOne(id, 'country'), organisation: ofOne(id, 'organisation'), purposes: JSON.stringify(purposes) };
  return [...purposesAreKnown(network, purposes), ...mayName(context, post)];
}

/** What was told of a focal point goes as far as it does itself; what was for its organisation alone stays so. */
const eventsFollow = ({ db }: Context, id: string): Step => ({
  query: db.orm
    .update(outbox)
    .set({ tlp: ofOne(id, 'tlp'), audience: ofOne(id, 'audience') })
    .where(and(eq(outbox.subject, id), ne(outbox.audience, 'organisation'))),
});
