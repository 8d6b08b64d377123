import { type SQL, sql } from 'drizzle-orm';
import { type Place, labelled, oneOf, predicate } from '../../../shared/access/predicate.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type EntryKind, entries } from '../../../shared/database/exchange.ts';
import { sharedRowsOf } from '../../../shared/database/rows.ts';

export type EntryRow = typeof entries.$inferSelect;

/** Who an entry is for until it is published: its own organisation. */
export const forOwn = { tlp: 'AMBER', audience: 'organisation', group: null } as const;

/** The entries under another name in a query, for the rules. */
const under = (name: string) => {
  const column = (of: string) => sql.raw(`${name}.${of}`);
  return labelled({
    id: column('id'),
    network: column('network_id'),
    organisation: column('organisation_id'),
    audience: column('audience'),
    group: column('group_id'),
  });
};

/** The condition under which the caller sees an entry: by its own label. `name` is what the table is called in the query. */
export const visibleEntry = (context: Context, name = 'exchange_entries'): SQL => predicate(context, 'exchange:read', under(name));

/** Where the rules find one entry. */
export const ofEntry = (id: string): Place => oneOf(entries, id, labelled(entries));

/** That there is such an entry of the kind and the caller sees it, for the guards of a write. */
export const seesEntry = (context: Context, kind: EntryKind, id: string): SQL =>
  sql`exists (select 1 from ${entries} where ${entries.id} = ${id} and ${entries.kind} = ${kind} and ${visibleEntry(context)})`;

/** One column of an entry, its label for events, what the audit says of it, and the steps of its writes. */
export const { ofOne, keptIn, auditOf, versionStep, bumped, set: changed, onlyIf } = sharedRowsOf(entries);

/** The same for what was read before: the version says that it still holds. */
export const onlyWhen = (context: Context, id: string, holds: boolean, problem: Problem): Step =>
  onlyIf(context, id, holds ? undefined : sql`0`, problem);
