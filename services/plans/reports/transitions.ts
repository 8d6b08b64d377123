import { eq, notInArray, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { relabel } from '../../../shared/access/relabel.ts';
import type { Permission } from '../../../shared/contract/access.ts';
import type { EventType } from '../../../shared/contract/events.ts';
import type { ReportLabel } from '../../../shared/contract/plans/reports.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit } from '../../../shared/database/journal.ts';
import { reports } from '../../../shared/database/work.ts';
import { keptIn, ofReport, onlyIf, onlyWritable, versionStep } from './place.ts';
import { selectReports, versionOf } from './reports.ts';

type Values = Partial<typeof reports.$inferInsert>;

const notSubmitted = new Problem('conflict', { es: 'El informe no está entregado.', en: 'The report is not handed in.' });
const notValidated = new Problem('conflict', {
  es: 'Solo se publica un informe validado.',
  en: 'Only a validated report is published.',
});

/** Hands a report in at the given version. Throws not-found, forbidden, stale, conflict, and empty-report when it says nothing. */
export function submitReport(context: Context, id: string, version: number) {
  const says = sql`(json_extract(${reports.content}, '$.done') is not null
    or json_array_length(${reports.content}, '$.indicators') > 0 or json_array_length(${reports.content}, '$.beneficiaries') > 0)`;
  return move(context, id, version, {
    by: 'report:write',
    event: 'plans.report.submitted',
    checks: [onlyWritable(context, id), onlyIf(context, id, says, new Problem('empty-report'))],
    values: { state: 'submitted', submittedBy: context.principal?.client ?? '', submittedAt: context.now.toISOString() },
  });
}

/**
 * Validates a report in the name of its organisation. Throws not-found, forbidden, stale, already-validated, conflict when it was not handed
 * in, and same-person when the caller wrote in it or handed it in.
 */
export function validateReport(context: Context, id: string, version: number) {
  return move(context, id, version, {
    by: 'report:validate',
    event: 'plans.report.validated',
    checks: [
      onlyIf(context, id, notInArray(reports.state, ['validated', 'published']), new Problem('already-validated')),
      ...forSecondPerson(context, id),
    ],
    values: { state: 'validated', validatedBy: context.principal?.client ?? '', validatedAt: context.now.toISOString() },
  });
}

/** Gives a report back with the reason; it may be written on. Throws not-found, forbidden, stale, conflict, same-person. */
export function returnReport(context: Context, id: string, version: number, reason: Text) {
  return move(context, id, version, {
    by: 'report:validate',
    event: 'plans.report.returned',
    checks: forSecondPerson(context, id),
    values: { state: 'returned', returned: { reason, at: context.now.toISOString() } },
  });
}

/**
 * Publishes a validated report for those whom the label names; its organisation's consent to that is recorded.
 * Throws not-found, forbidden, stale, conflict, labels-disagree, unprocessable when the group is unknown.
 */
export function publishReport(context: Context, id: string, version: number, label: ReportLabel) {
  const { guards, steps } = relabel(context, reports, id, label);
  return move(context, id, version, {
    by: 'report:publish',
    event: 'plans.report.published',
    guards,
    checks: [onlyIf(context, id, eq(reports.state, 'validated'), notValidated), ...steps],
    values: { state: 'published', publishedAt: context.now.toISOString(), ...label },
    label,
  });
}

/** That a report was handed in, and that the caller has not written a word of it: the audit knows whoever did. */
function forSecondPerson(context: Context, id: string): Step[] {
  const client = context.principal?.client ?? null;
  const other = sql`${reports.author} <> ${client} and ${reports.submittedBy} <> ${client} and not exists (select 1 from ${audit}
    where ${audit.subject} = ${id} and ${audit.action} = 'report:write' and ${audit.client} = ${client})`;
  return [onlyIf(context, id, eq(reports.state, 'submitted'), notSubmitted), onlyIf(context, id, other, new Problem('same-person'))];
}

type Move = {
  by: Permission;
  event: Extract<EventType, `plans.report.${string}`>;
  guards?: Guard[];
  checks: Step[];
  values: Values;
  label?: ReportLabel;
};

/** Takes a report from one state to the next: the version is asked first, then the state and the rest. */
async function move(context: Context, id: string, version: number, { by, event, guards = [], checks, values, label }: Move) {
  const { network, organisation, ...kept } = keptIn(id);
  const change = context.db.orm.update(reports).set(values).where(eq(reports.id, id));
  const [row] = await commit(context, {
    guards: [...may(context, by, ofReport(id), 'report:read'), ...guards],
    steps: [versionStep(context, id, version), ...checks, { query: change }],
    audit: { action: by, subject: id, network, source: organisation },
    events: [{ type: event, subject: id, network, organisation, ...kept, ...label, data: { report: id } }],
    result: selectReports(context, eq(reports.id, id)),
  });
  return versionOf(row);
}
