import { type SQL, and, eq, sql } from 'drizzle-orm';
import { type Place, labelled, oneOf } from '../../../shared/access/predicate.ts';
import { readers } from '../../../shared/access/rules.ts';
import { live } from '../../../shared/access/standing.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { evidence, reports } from '../../../shared/database/work.ts';

/** Who a report is for until it is published: its own organisation. */
export const forOwn = { tlp: 'AMBER', audience: 'organisation', group: null } as const;

/** Where the rules find one report. */
export const ofReport = (id: string) => oneOf(reports, id, labelled(reports));

/** Where the rules find the report of the evidence that a condition finds, as far as the caller sees that evidence. */
export const ofEvidence = (context: Context, isMeant: SQL, also: SQL = sql``): Place => ({
  ...labelled(reports),
  exists: sql`1`,
  among: (asked) => sql`exists (select 1 from ${evidence} join ${reports} on ${reports.id} = ${evidence.report} ${also}
    where ${isMeant} and (${evidence.public} or ${ownReport(context)}) and ${asked})`,
});

/** That a report is of the caller's own organisation: it sees its private evidence. */
const ownReport = (context: Context) => sql`${reports.organisation} in ${live(context, readers)}`;

/** The network, the owner and the label of a report, for the audit and events. */
export function keptIn(id: string) {
  const of = (column: 'network' | 'organisation' | 'tlp' | 'audience' | 'group') =>
    sql`(select ${reports[column]} from ${reports} where ${reports.id} = ${id})`;
  return { network: of('network'), organisation: of('organisation'), tlp: of('tlp'), audience: of('audience'), group: of('group') };
}

/** The statement that takes a report from one version to the next. */
export const versionStep = ({ db }: Context, id: string, version: number): Step => ({
  query: db.orm
    .update(reports)
    .set({ version: version + 1 })
    .where(and(eq(reports.id, id), eq(reports.version, version))),
  one: new Problem('stale'),
});

/** A step that changes nothing and throws the problem unless the report is as the condition says: for what comes after the version. */
export const onlyIf = ({ db }: Context, id: string, holds: SQL | undefined, problem: Problem): Step => ({
  query: db.orm
    .update(reports)
    .set({ id })
    .where(and(eq(reports.id, id), holds)),
  one: problem,
});

/** A step that lets through a report which may still be written. */
export const onlyWritable = (context: Context, id: string): Step =>
  onlyIf(context, id, sql`${reports.state} in ('draft', 'returned')`, notWritable);

const notWritable = new Problem('conflict', {
  es: 'El informe ya se entregó: solo se escribe en un borrador o en uno devuelto.',
  en: 'The report was handed in: only a draft or a returned one is written.',
});

/** That the other activities which a report answers are of the network's plan. */
export const activitiesAreIn = (network: unknown, answered: readonly string[] | undefined) => ({
  holds: sql`not exists (select 1 from json_each(${JSON.stringify(answered ?? [])}) where value not in
    (select a.id from activities a where a.network_id = ${network} and a.current = 1))`,
  problem: new Problem('unprocessable', { es: 'Una actividad no es del plan.', en: 'An activity is not of the plan.' }),
});
