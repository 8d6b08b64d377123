import { type SQL, and, eq, gte, lte, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { type TrainingKind, trainings } from '../../../shared/database/training.ts';
import { theTraining, visibleTraining } from './places.ts';
import { selectViews, toView, versionOf } from './views.ts';

type Terms = { theme?: string | undefined; audience?: string | undefined; module?: string | undefined };
type Filter = {
  limit: number;
  network?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  kind?: string | undefined;
} & Terms & {
    [K in keyof typeof columns]?: string | undefined;
  };

/** Filters that ask for one value of a column. */
const columns = {
  organisation: trainings.organisation,
  course: trainings.course,
  activity: trainings.activity,
  country: trainings.country,
  state: trainings.state,
} satisfies Record<string, SQLiteColumn>;

/**
 * The courses or the editions that the caller may see, by their first day; those whose date is to be defined come last. Opening one above
 * GREEN is audited (register TR-05, TR-15).
 */
export async function listTrainings<K extends TrainingKind>(context: Context, kind: K, filter: Filter, after: Keyset | null) {
  const { limit } = filter;
  const wanted = and(wantedBy(context, kind, filter), afterKeyset([trainings.firstDay, trainings.id], after));
  const [rows] = await read(context, [selectViews(context, wanted).limit(oneMore(limit))], opening(context, wanted, limit));
  return pageOf(
    rows,
    limit,
    (row) => toView(kind, row),
    ({ training }) => [training.firstDay, training.id],
  );
}

/** A course or an edition with its version. Throws not-found. */
export async function getTraining<K extends TrainingKind>(context: Context, kind: K, id: string) {
  const wanted = theTraining(context, kind, id);
  const [[row]] = await read(context, [selectViews(context, wanted)], opening(context, wanted, 1));
  return versionOf(kind, row);
}

/** Those that a call shows, for the audit of whoever opens one above GREEN. */
export const opening = ({ db }: Context, wanted: SQL | undefined, most: number) =>
  ({
    action: 'training:read',
    records: db.orm.select().from(trainings).where(wanted).orderBy(trainings.firstDay, trainings.id).limit(most),
    most,
  }) as const;

function wantedBy(context: Context, kind: TrainingKind, filter: Filter): SQL | undefined {
  const { network, from, to, kind: form, theme, audience, module } = filter;
  const named = (Object.keys(columns) as (keyof typeof columns)[]).map((name) => {
    const value = filter[name];
    return value === undefined ? undefined : eq(columns[name] as SQLiteColumn, value);
  });
  return and(
    eq(trainings.kind, kind),
    visibleTraining(context),
    networkIs(trainings.network, network),
    form === undefined ? undefined : eq(trainings.form, form),
    from === undefined ? undefined : gte(trainings.lastDay, from),
    to === undefined ? undefined : lte(trainings.firstDay, to),
    has('themes', theme),
    has('audiences', audience),
    has('modules', module),
    ...named,
  );
}

/** That a list of a training's content holds a code. */
export const has = (list: 'themes' | 'audiences' | 'modules', code: string | undefined) =>
  code === undefined
    ? undefined
    : sql`exists (select 1 from json_each(trainings.content, ${sql.raw(`'$.${list}'`)}) j where j.value = ${code})`;
