import { eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries } from '../../../shared/database/exchange.ts';
import { audit } from '../../../shared/database/journal.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';
import { type EntryRow, auditOf, changed, keptIn, ofEntry, onlyIf, seesEntry, versionStep } from './places.ts';
import { selectViews, versionOf } from './views.ts';

const notADraft = new Problem('conflict', { es: 'No hay un borrador que entregar.', en: 'There is no draft to hand in.' });
const notSubmitted = new Problem('conflict', { es: 'No espera revisión.', en: 'It does not wait to be checked.' });

/** Hands the draft of a specimen in, for another officer to check. Throws not-found, forbidden, stale, conflict when there is no draft. */
export function submitSpecimen(context: Context, id: string, version: number) {
  return move(context, id, version, {
    by: 'exchange:write',
    what: 'submitted',
    checks: [onlyIf(context, id, sql`${entries.state} = 'draft' and ${entries.draft} is not null`, notADraft)],
    values: { state: 'submitted', submittedBy: context.principal?.client ?? '', returned: null },
  });
}

/** Says that a specimen that was handed in is right. Throws not-found, forbidden, stale, conflict, same-person when the caller wrote in it. */
export function checkSpecimen(context: Context, id: string, version: number) {
  return move(context, id, version, {
    by: 'exchange:check',
    what: 'checked',
    checks: bySecondOfficer(context, id),
    values: { state: 'checked', checkedBy: context.principal?.client ?? '' },
  });
}

/** Gives a specimen back that was handed in or checked, with the reason. Throws not-found, forbidden, stale, conflict, personal-data. */
export function returnSpecimen(context: Context, id: string, version: number, reason: Text) {
  assertNoPersonalData(reason, '/body/reason');
  return move(context, id, version, {
    by: 'exchange:check',
    what: 'returned',
    checks: [onlyIf(context, id, sql`${entries.state} in ('submitted', 'checked')`, notSubmitted)],
    values: { state: 'draft', submittedBy: null, checkedBy: null, returned: { reason, at: context.now.toISOString() } },
  });
}

/** That a specimen was handed in, and that the caller has not written a word of it: the audit knows whoever did. */
function bySecondOfficer(context: Context, id: string): Step[] {
  const client = context.principal?.client ?? null;
  const other = sql`${entries.author} <> ${client} and ${entries.submittedBy} <> ${client} and not exists (select 1 from ${audit}
    where ${audit.subject} = ${id} and ${audit.action} = 'exchange:write' and ${audit.client} = ${client})`;
  return [onlyIf(context, id, eq(entries.state, 'submitted'), notSubmitted), onlyIf(context, id, other, new Problem('same-person'))];
}

type Move = {
  by: 'exchange:write' | 'exchange:check';
  what: 'submitted' | 'checked' | 'returned';
  checks: Step[];
  values: Partial<EntryRow>;
};

/** Takes a specimen from one state to the next and tells its own organisation. */
async function move(context: Context, id: string, version: number, { by, what, checks, values }: Move) {
  const { network, organisation } = keptIn(id);
  const [row] = await commit(context, {
    guards: may(context, by, ofEntry(id), seesEntry(context, 'specimen', id)),
    steps: [versionStep(context, id, version), ...checks, changed(context, id, values)],
    audit: { action: by, ...auditOf(id) },
    events: [
      {
        type: `specimens.specimen.${what}`,
        subject: id,
        network,
        organisation,
        tlp: 'AMBER',
        audience: 'organisation',
        data: { specimen: id },
      },
    ],
    result: selectViews(context, 'specimen', eq(entries.id, id)),
  });
  return versionOf(context, 'specimen', row);
}
