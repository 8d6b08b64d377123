import { type SQL, and, asc, desc, eq, sql } from 'drizzle-orm';
import { type Place, ofOrganisationIn, oneOf, predicate } from '../../../../shared/access/predicate.ts';
import { may, read } from '../../../../shared/access/read.ts';
import type { DirectoryImport, DirectoryImportState } from '../../../../shared/contract/directory/directory-imports.ts';
import type { ImportFinding } from '../../../../shared/contract/directory/import-findings.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import type { Keyset } from '../../../../shared/contract/route.ts';
import { commit } from '../../../../shared/database/commit.ts';
import { rowsOf } from '../../../../shared/database/rows.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { directoryImportFindings, directoryImportRows, directoryImports } from '../../../../shared/database/directory-imports.ts';
import { afterKeyset, beforeKeyset, oneMore, pageOf } from '../../../../shared/database/keyset.ts';
import { networkIs } from '../../../../shared/database/network-ref.ts';
import { authorityOf } from '../../listings/places.ts';

export type Row = typeof directoryImports.$inferSelect;
type Filter = {
  limit: number;
  network?: string | undefined;
  organisation?: string | undefined;
  state?: DirectoryImportState | undefined;
};

const column = (name: string) => sql.raw(`directory_imports.${name}`);

/** An import, as the rules find it: whose it is, and who answers for its country. */
export const importPlace = (context: Pick<Context, 'now'>): Place => ({
  ...ofOrganisationIn(column('network_id'), column('organisation_id')),
  authority: authorityOf(context, column('network_id'), column('country')),
});

/** Where the rules find one import. */
export const ofImport = (context: Pick<Context, 'now'>, id: string): Place => oneOf(directoryImports, id, importPlace(context));

/** What a package says of hidden places is seen by those who may see them. */
const visible = (context: Context): SQL => predicate(context, 'listing:read-hidden', importPlace(context));

/** That there is such an import and the caller sees it, for the guards of a write. */
export const isVisibleImport = (context: Context, id: string): SQL =>
  sql`exists (select 1 from ${directoryImports} where ${directoryImports.id} = ${id} and ${visible(context)})`;

/** The imports of the caller's organisation and those of its country, newest first. */
export async function listDirectoryImports(context: Context, { limit, network, organisation, state }: Filter, after: Keyset | null) {
  const wanted = and(
    visible(context),
    networkIs(directoryImports.network, network),
    organisation === undefined ? undefined : eq(directoryImports.organisation, organisation),
    state === undefined ? undefined : eq(directoryImports.state, state),
    beforeKeyset([directoryImports.id], after),
  );
  const query = context.db.orm.select().from(directoryImports).where(wanted).orderBy(desc(directoryImports.id)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toImport, ({ id }) => [id]);
}

/** An import with its version. Throws not-found. */
export async function getDirectoryImport(context: Context, id: string) {
  const [[row]] = await read(context, [selectImport(context, id)]);
  return versionOf(row);
}

type Found = { limit: number; severity?: ImportFinding['severity'] | undefined };

/** What is to be said of a package, in the order in which it was found. Throws not-found. */
export async function listDirectoryImportFindings(context: Context, id: string, { limit, severity }: Found, after: Keyset | null) {
  const { number, import: of } = directoryImportFindings;
  const wanted = and(
    eq(of, id),
    isVisibleImport(context, id),
    severity === undefined ? undefined : eq(directoryImportFindings.severity, severity),
    afterKeyset([number], after),
  );
  const query = context.db.orm.select().from(directoryImportFindings).where(wanted).orderBy(asc(number)).limit(oneMore(limit));
  const [[row], rows] = await read(context, [selectImport(context, id), query]);
  if (!row) throw new Problem('not-found');
  return pageOf(
    rows,
    limit,
    ({ import: _import, ...finding }): ImportFinding => finding,
    (finding) => [finding.number],
  );
}

/** Discards an import that nobody has accepted, at the given version. Throws not-found, forbidden, stale, conflict. */
export async function discardDirectoryImport(context: Context, id: string, version: number): Promise<void> {
  const { orm } = context.db;
  await commit(context, {
    guards: may(context, 'listing:edit', ofImport(context, id), isVisibleImport(context, id)),
    steps: [
      versionStep(context, id, version),
      { query: orm.update(directoryImports).set({ id }).where(waiting(id)), one: accepted },
      { query: orm.delete(directoryImportFindings).where(eq(directoryImportFindings.import, id)) },
      { query: orm.delete(directoryImportRows).where(eq(directoryImportRows.import, id)) },
      { query: orm.delete(directoryImports).where(eq(directoryImports.id, id)) },
    ],
    audit: { action: 'listing:edit', subject: id, network: of('network_id', id), source: of('organisation_id', id) },
  });
}

/** Somebody was there before. */
export const accepted = new Problem('conflict', { es: 'La importación ya se aceptó.', en: 'The import was accepted already.' });

/** The import, while nobody has accepted it. */
export const waiting = (id: string) => and(eq(directoryImports.id, id), eq(directoryImports.state, 'checked'));

/** The step that takes an import from one version to the next. */
export const { versionStep } = rowsOf(directoryImports);

/** What is known of an import, in SQL. */
export const of = (name: 'network_id' | 'organisation_id', id: string): SQL =>
  sql`(select ${sql.raw(name)} from ${directoryImports} where ${directoryImports.id} = ${id})`;

/** The query for one import that the caller sees. */
export const selectImport = (context: Context, id: string) =>
  context.db.orm
    .select()
    .from(directoryImports)
    .where(and(eq(directoryImports.id, id), visible(context)));

/** The one import of a query with its version. Throws not-found. */
export function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toImport(row), version: row.version };
}

/** An import as those see it who may. */
export function toImport(row: Row): DirectoryImport {
  const { id, network, organisation, country, mediaType, state, aim, counts, createdAt, acceptedAt, finishedAt } = row;
  const { errors, warnings, total, done, skipped } = row;
  return {
    id,
    network,
    organisation,
    country,
    mediaType,
    state,
    aim,
    counts,
    findings: { errors, warnings },
    progress: { total, done, skipped },
    createdAt,
    acceptedAt,
    finishedAt,
  };
}
