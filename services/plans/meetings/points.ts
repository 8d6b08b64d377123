import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may, read } from '../../../shared/access/read.ts';
import type { NewPoint, Point, PointPatch } from '../../../shared/contract/plans/points.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import { type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { agreements, meetings, points, proposals } from '../../../shared/database/meetings.ts';
import { mandates } from '../../../shared/database/plans.ts';
import { linkMandates } from './mandate-links.ts';
import { keptIn, ofMeeting, ofOne, visibleMeeting, visibleMeetings } from './places.ts';

type Row = typeof points.$inferSelect;

const labelIsTaken = new Problem('conflict', {
  es: 'El informe de la reunión ya tiene un punto con esa letra o número.',
  en: 'The report of the meeting has a point with that letter or number already.',
});
const isCited = new Problem('conflict', {
  es: 'Un mandato, una propuesta o un acuerdo descansa en ese punto.',
  en: 'A mandate, a proposal or an agreement rests on that point.',
});

/** The points of the report of a meeting in the order of the report; none where the caller does not see the meeting (register ME-02). */
export async function listPoints(context: Context, meeting: string, { limit }: { limit: number }, after: Keyset | null) {
  const { orm } = context.db;
  const wanted = and(
    eq(points.meeting, meeting),
    sql`${points.meeting} in ${visibleMeetings(context)}`,
    afterKeyset([points.ordinal], after),
  );
  const query = orm.select().from(points).where(wanted).orderBy(asc(points.ordinal)).limit(oneMore(limit));
  const records = orm
    .select()
    .from(meetings)
    .where(and(eq(meetings.id, meeting), visibleMeeting(context)));
  const [rows] = await read(context, [query], { action: 'meeting:read', records, most: 1 });
  return pageOf(rows, limit, toPoint, ({ ordinal }) => [ordinal]);
}

/**
 * Adds a point to the report of a meeting, last or at an ordinal, where it takes the others one further; mandates that cite it find it.
 * Throws not-found, forbidden, conflict when its letter or number is taken.
 */
export async function addPoint(context: Context, meeting: string, { ordinal, ...input }: NewPoint) {
  const { orm } = context.db;
  const plain: Row = { id: uuid(), meeting, ...input, ordinal: 0, createdAt: context.now.toISOString(), version: 1 };
  const made = { version: 1, location: `/v1/meetings/${meeting}/points/${plain.id}` };
  const last = sql`(select coalesce(max(p.ordinal), 0) + 1 from ${points} p where p.meeting_id = ${meeting})`;
  const place = sql<number>`min(coalesce(${ordinal ?? null}, ${last}), ${last})`;
  const [row] = await commit(context, {
    guards: may(context, 'meeting:edit', ofMeeting(meeting), 'meeting:read'),
    steps: [
      ...(ordinal === undefined ? [] : makeRoom(context, meeting, ordinal)),
      { query: orm.insert(points).values({ ...plain, ordinal: place }), refused: { unique: labelIsTaken } },
      ...linkMandates(context, ofOne(meeting, 'network')),
      ...derivedAnswer(context, { 'body.ordinal': sql`(select ${points.ordinal} from ${points} where ${points.id} = ${plain.id})` }),
    ],
    audit: { action: 'meeting:edit', subject: plain.id, ...keptIn(meeting) },
    answer: { status: 201, ...made, body: toPoint(plain) },
    result: orm.select().from(points).where(eq(points.id, plain.id)),
  });
  return { ...made, body: versionOf(row).body };
}

/** Corrects a point at the given version. Throws not-found, forbidden, stale, conflict when its letter or number is taken. */
export async function updatePoint(context: Context, meeting: string, id: string, version: number, patch: PointPatch) {
  const { orm } = context.db;
  const change = orm
    .update(points)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(points.id, id), eq(points.version, version)));
  const [row] = await commit(context, {
    guards: mayEdit(context, meeting, id),
    steps: [
      { query: change, one: new Problem('stale'), refused: { unique: labelIsTaken } },
      ...linkMandates(context, ofOne(meeting, 'network')),
    ],
    audit: { action: 'meeting:edit', subject: id, ...keptIn(meeting) },
    result: orm.select().from(points).where(eq(points.id, id)),
  });
  return versionOf(row);
}

/** Takes a point out of a report at the given version. Throws not-found, forbidden, stale, conflict when something rests on it. */
export async function removePoint(context: Context, meeting: string, id: string, version: number): Promise<void> {
  const removal = context.db.orm.delete(points).where(and(eq(points.id, id), eq(points.version, version)));
  const free = sql.join(
    [mandates.pointId, proposals.point, agreements.point].map(
      (column) => sql`not exists (select 1 from ${column.table} where ${column} = ${id})`,
    ),
    sql` and `,
  );
  await commit(context, {
    guards: [...mayEdit(context, meeting, id), { holds: free, problem: isCited }],
    steps: [{ query: removal, one: new Problem('stale') }, ...linkMandates(context, ofOne(meeting, 'network'))],
    audit: { action: 'meeting:edit', subject: id, ...keptIn(meeting) },
  });
}

/** Every ordinal from this one on goes one further: by way of the negative ones, so that no two are ever the same. */
function makeRoom({ db: { orm } }: Context, meeting: string, ordinal: number): Step[] {
  const ofReport = eq(points.meeting, meeting);
  const shifted = orm
    .update(points)
    .set({ ordinal: sql`-(${points.ordinal} + 1)` })
    .where(and(ofReport, sql`${points.ordinal} >= ${ordinal}`));
  const back = orm
    .update(points)
    .set({ ordinal: sql`-${points.ordinal}` })
    .where(and(ofReport, sql`${points.ordinal} < 0`));
  return [{ query: shifted }, { query: back }];
}

const mayEdit = (context: Context, meeting: string, id: string): Guard[] => [
  ...may(context, 'meeting:edit', ofMeeting(meeting), 'meeting:read'),
  {
    holds: sql`exists (select 1 from ${points} where ${points.id} = ${id} and ${points.meeting} = ${meeting})`,
    problem: new Problem('not-found'),
  },
];

function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toPoint(row), version: row.version };
}

function toPoint({ id, meeting, label, kind, text, ordinal, createdAt }: Row): Point {
  return { id, meeting, label, kind, text, ordinal, createdAt };
}
