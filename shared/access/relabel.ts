import { type SQL, and, eq, ne, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { v7 as uuid } from 'uuid';
import { audiences, labels } from '../contract/access.ts';
import { type Label, agree, widens } from '../contract/labels.ts';
import { Problem } from '../contract/problem.ts';
import type { Guard, Step } from '../database/commit.ts';
import type { Context } from '../database/context.ts';
import { outbox } from '../database/journal.ts';
import type { Query } from '../database/send.ts';
import { consents, groups } from '../database/sharing.ts';
import { type Labelled, labelled, predicate } from './predicate.ts';

type LabelledTable = SQLiteTable & Labelled;
type LabelAt = { tlp: unknown; audience: unknown; group: unknown };

export const noSuchGroup = new Problem('unprocessable', {
  es: 'El grupo no es de la red, o su organización no lo ve.',
  en: 'The group is not of the network, or your organisation does not see it.',
});
const consentNeeded = new Problem('consent-needed', {
  es: 'Ampliar quién lo ve pide el consentimiento de la organización fuente (/v1/consents).',
  en: 'Showing it more widely asks for the consent of its source organisation (/v1/consents).',
});

/**
 * What it takes to give a record another label: that label and audience agree (else `labels-disagree` is thrown), that the group is of
 * the record's network and seen by the caller, and that whoever sees it anew is covered by a consent of the source organisation. When the
 * source itself widens, its act is the consent and is recorded as one. The steps go before the update of the record.
 */
export function relabel(context: Context, table: LabelledTable & LabelAt, id: string, to: Label): { guards: Guard[]; steps: Step[] } {
  if (!agree(to)) throw new Problem('labels-disagree');
  const record = (condition: SQL) => sql`exists (select 1 from ${table} where ${table.id} = ${id} and ${condition})`;
  const own = predicate(context, 'consent:give', labelled(table));
  const narrower = record(narrows(table, to));
  return {
    guards: [
      { holds: record(seesGroup(context, to.group, table.network)), problem: noSuchGroup },
      { holds: sql`${narrower} or ${record(sql`(${own} or ${consented(table, to)})`)}`, problem: consentNeeded },
    ],
    steps: [
      eventsFollow(context, id, to),
      { query: recordConsent(context, table, to, sql`${table.id} = ${id} and not ${narrows(table, to)} and ${own}`) },
    ],
  };
}

/** What is told of a record goes as far as the record itself does now; what was for its source alone stays so. */
const eventsFollow = ({ db }: Context, id: string, { tlp, audience, group = null }: Label): Step => ({
  query: db.orm
    .update(outbox)
    .set({ tlp, audience, group })
    .where(and(eq(outbox.subject, id), ne(outbox.audience, 'organisation'))),
});

/** That going from the label in these columns to another one shows a record to nobody new: `widens`, in SQL. */
export function narrows({ tlp, audience, group }: LabelAt, to: Label): SQL {
  const from = labels.flatMap((label) => audiences.map((name) => ({ tlp: label, audience: name })));
  const same = from.filter((label) => !widens({ ...label, group: to.group }, to));
  const other = same.filter((label) => !widens({ ...label, group: null }, to));
  const oneOf = (list: Pick<Label, 'tlp' | 'audience'>[]) =>
    sql`${tlp} || ' ' || ${audience} in (select value from json_each(${JSON.stringify(list.map((label) => `${label.tlp} ${label.audience}`))}))`;
  return sql`(${oneOf(other)} or (${oneOf(same)} and ${group} is ${to.group ?? null}))`;
}

const consented = ({ id, organisation }: LabelledTable, to: Label) =>
  sql`exists (select 1 from ${consents} where ${consents.subject} = ${id} and ${consents.organisation} = ${organisation}
    and ${consents.withdrawnAt} is null and ${narrows(consents, to)})`;

/** That no group is named, or one of this network that the caller sees: a foreign one answers like a missing one. */
export const seesGroup = (context: Context, group: string | null | undefined, network: unknown): SQL =>
  sql`(${group ?? null} is null or exists (select 1 from ${groups} where ${groups.id} = ${group ?? null} and ${groups.network} = ${network}
    and ${predicate(context, 'group:read', groupPlace)}))`;

const groupColumns = { id: groups.id, network: groups.network, organisation: groups.organisation };

/** A group is for its own members and its owner. */
export const groupPlace = labelled({ ...groupColumns, audience: sql`'group'`, group: groups.id });

function recordConsent({ db, now }: Context, table: LabelledTable, to: Label, where: SQL): Query {
  const { id, network, organisation } = table;
  return db.orm.run(sql`insert into ${consents} (id, network_id, organisation_id, subject, tlp, audience, group_id, given_at)
    select ${uuid()}, ${network}, ${organisation}, ${id}, ${to.tlp}, ${to.audience}, ${to.group ?? null}, ${now.toISOString()}
    from ${table} where ${where}`) as unknown as Query;
}
