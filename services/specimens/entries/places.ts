import { type SQL, and, eq, sql } from 'drizzle-orm';
import { type Place, labelled, oneOf, predicate } from '../../../shared/access/predicate.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type EntryKind, entries } from '../../../shared/database/exchange.ts';

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

/** One column of one entry. */
export const ofOne = (id: string, column: keyof EntryRow): SQL =>
  sql`(select ${entries[column]} from ${entries} where ${entries.id} = ${id})`;

/** The network, the source and the label of an entry as it stands, for the audit and events. */
export const keptIn = (id: string) => ({
  network: ofOne(id, 'network'),
  organisation: ofOne(id, 'organisation'),
  tlp: ofOne(id, 'tlp'),
  audience: ofOne(id, 'audience'),
  group: ofOne(id, 'group'),
});

/** What the audit says of an act on an entry. */
export const auditOf = (id: string) => ({ subject: id, network: ofOne(id, 'network'), source: ofOne(id, 'organisation') });

/** The statement that takes an entry from one version to the next. */
export const versionStep = ({ db }: Context, id: string, version: number): Step => ({
  query: db.orm
    .update(entries)
    .set({ version: version + 1 })
    .where(and(eq(entries.id, id), eq(entries.version, version))),
  one: new Problem('stale'),
});

/** The statement that makes an entry one version newer, whichever it was: something that belongs to it has changed. */
export const bumped = ({ db }: Context, id: string): Step => ({
  query: db.orm
    .update(entries)
    .set({ version: sql`${entries.version} + 1` })
    .where(eq(entries.id, id)),
});

/** The statement that changes an entry. */
export const changed = ({ db }: Context, id: string, values: Partial<typeof entries.$inferInsert>): Step => ({
  query: db.orm.update(entries).set(values).where(eq(entries.id, id)),
});

/** A step that changes nothing and throws the problem unless the entry is as the condition says: for what comes after the version. */
export const onlyIf = ({ db }: Context, id: string, holds: SQL | undefined, problem: Problem): Step => ({
  query: db.orm
    .update(entries)
    .set({ id })
    .where(and(eq(entries.id, id), holds)),
  one: problem,
});

/** The same for what was read before: the version says that it still holds. */
export const onlyWhen = (context: Context, id: string, holds: boolean, problem: Problem): Step =>
  onlyIf(context, id, holds ? undefined : sql`0`, problem);
