import { type SQL, sql } from 'drizzle-orm';
import { type Place, labelled, oneOf } from '../../../shared/access/predicate.ts';
import { readers } from '../../../shared/access/rules.ts';
import { live } from '../../../shared/access/standing.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Step } from '../../../shared/database/commit.ts';
import { sharedRowsOf } from '../../../shared/database/rows.ts';
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

/** The label of a report for events, what the audit says of it, and the steps of its writes. */
export const { keptIn, versionStep, onlyIf } = sharedRowsOf(reports);

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
