import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, predicate } from '../../../../shared/access/predicate.ts';
import { may, read } from '../../../../shared/access/read.ts';
import type { ImportFinding } from '../../../../shared/contract/directory/import-findings.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import type { Language } from '../../../../shared/contract/text.ts';
import { type Step, commit } from '../../../../shared/database/commit.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { directoryImportFindings, directoryImportRows, directoryImports } from '../../../../shared/database/directory-imports.ts';
import { networks } from '../../../../shared/database/identity.ts';
import { networkIs } from '../../../../shared/database/network-ref.ts';
import type { Query } from '../../../../shared/database/send.ts';
import { authorityOf } from '../../listings/places.ts';
import { noAuthority } from '../../listings/proposing.ts';
import { openReport } from '../findings.ts';
import { type Sent, type Waiting, readListings } from '../reading/read.ts';
import { type Row, toImport } from './imports.ts';

type Asked = { network: string; country: string; language?: Language | undefined };

/**
 * Reads a package to see what it would change, and keeps that until somebody accepts it: counts, findings, and the rows that are new or
 * changed. Nothing reaches the directory. Throws not-found, forbidden, unprocessable when nobody answers for the country,
 * unreadable-document (register FI-03, OA-45, OA-46).
 */
export async function createDirectoryImport(context: Context, { network, country, language }: Asked, sent: Sent) {
  const place = await placeOf(context, network, country);
  const { report, findings } = openReport();
  const organisation = context.principal?.organisation ?? '';
  const { counts, waiting } = await readListings(context, sent, { network: place, organisation, country, language, report });
  const row: Row = {
    id: uuid(),
    network: place,
    organisation,
    country,
    mediaType: sent.mediaType,
    state: 'checked',
    aim: null,
    counts,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    total: waiting.length,
    done: 0,
    skipped: 0,
    sentBy: context.principal?.client ?? '',
    acceptedBy: null,
    accepting: null,
    createdAt: context.now.toISOString(),
    acceptedAt: null,
    finishedAt: null,
    version: 1,
  };
  const made = { body: toImport(row), version: 1, location: `/v1/directory-imports/${row.id}` };
  await commit(context, {
    guards: may(context, 'listing:create', inNetwork(place), 'network:read'),
    steps: [
      { query: context.db.orm.insert(directoryImports).values(row) },
      ...rowSteps(context, row.id, waiting),
      ...findingSteps(context, row.id, findings),
    ],
    audit: { action: 'listing:create', subject: row.id, network: place, source: organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

/** The id of the network. Throws not-found, forbidden and unprocessable before anything is read. */
async function placeOf(context: Context, ref: string, country: string): Promise<string> {
  const query = context.db.orm
    .select({
      id: networks.id,
      allowed: sql<number>`${predicate(context, 'listing:create', inNetwork(networks.id))}`,
      authority: sql<string | null>`${authorityOf(context, sql.raw('networks.id'), country)}`,
    })
    .from(networks)
    .where(sql`${networkIs(networks.id, ref)} and ${predicate(context, 'network:read', inNetwork(networks.id))}`);
  const [[found]] = await read(context, [query]);
  if (!found) throw new Problem('not-found');
  if (!found.allowed) throw new Problem('forbidden');
  if (!found.authority) throw noAuthority('/query/country');
  return found.id;
}

/** No statement is longer than this, in characters, but for one that holds a single row. */
const longest = 500_000;

/** Rows as few texts as there may be. */
function* texts(rows: Iterable<string>): Generator<string> {
  let some: string[] = [];
  let length = 0;
  for (const one of rows) {
    if (length + one.length > longest && some.length > 0) {
      yield `[${some.join(',')}]`;
      [some, length] = [[], 0];
    }
    some.push(one);
    length += one.length;
  }
  if (some.length > 0) yield `[${some.join(',')}]`;
}

/** What the listing would say is JSON already. */
function jsonOf({ content, ...row }: Waiting, index: number): string {
  return `${JSON.stringify({ number: index + 1, ...row }).slice(0, -1)},"content":${content}}`;
}

function rowSteps({ db }: Context, id: string, waiting: Waiting[]): Step[] {
  return [...texts(waiting.map(jsonOf))].map((text) => ({
    query: db.orm.run(sql`insert into ${directoryImportRows} (import_id, number, kind, listing_id, base, content)
      select ${id}, value ->> 'number', value ->> 'kind', value ->> 'listing', value ->> 'base', value -> 'content'
      from json_each(${text})`) as unknown as Query,
  }));
}

function findingSteps({ db }: Context, id: string, findings: ImportFinding[]): Step[] {
  return [...texts(findings.map((one) => JSON.stringify(one)))].map((text) => ({
    query: db.orm.run(sql`insert into ${directoryImportFindings} (import_id, number, code, severity, file, row, pointer, listing_id, detail)
      select ${id}, value ->> 'number', value ->> 'code', value ->> 'severity', value ->> 'file', value ->> 'row', value ->> 'pointer',
        value ->> 'listing', value -> 'detail' from json_each(${text})`) as unknown as Query,
  }));
}
