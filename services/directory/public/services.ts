import { type SQL, sql } from 'drizzle-orm';
import type { HsdsMinimal } from '../../../shared/contract/directory/hsds/shapes.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import { searchExpression } from '../../../shared/database/search-expression.ts';
import { type ServiceFilter, every, instantOf, mostFound, serviceConditions } from './conditions.ts';
import { type Paging, pageOf } from './paging.ts';
import { type Wanted, readAll, readOne, readPage, versionOf } from './reading.ts';
import { type ServiceRow, serviceCardText, serviceTables, servicesOn, toService, wholeServiceText } from './service-rows.ts';
import { streamed, streamedPage } from './streamed.ts';

const services = sql.raw(serviceTables);

type Search = Paging &
  ServiceFilter & { format?: 'json' | 'ndjson' | undefined; minimal?: boolean | undefined; full?: boolean | undefined };

/**
 * Services as HSDS has them: a page, or everything as a stream. Without `modified_after` those that are listed; with it, whatever has
 * changed at or after that moment, also what has left the lists, the oldest change first. What a search finds comes best first.
 */
export async function findServices(context: Context, search: Search, language: Language) {
  const wanted = wantedOf(search);
  if (search.minimal) return { body: minimal(search, minimally(context, wanted)) };
  if (search.format === 'ndjson') return { body: streamed('services', allServices(context, wanted, language)) };
  const { rows, total, edition } = await readPage<ServiceRow>(context, wanted, search);
  const items = rows.map((row) => toService(row, language));
  return { body: pageOf(items, total, search), version: await versionOf(edition, search, language) };
}

/** A service with everything that belongs to it; of one that was withdrawn, that it is no more. Throws not-found. */
export async function getService(context: Context, id: string, language: Language) {
  const row = await readOne<ServiceRow>(context, { row: sql.raw(wholeServiceText), from: services }, sql`s.id = ${id}`);
  if (!row) throw new Problem('not-found');
  return toService(row, language);
}

function wantedOf(search: Search): Wanted {
  const { modified_after: since, search: words, ...filters } = search;
  const conditions = serviceConditions(filters);
  const shown = since === undefined ? sql`s.listed = 1` : sql`s.modified_at >= ${instantOf(since)}`;
  return {
    row: sql.raw(search.full || search.format === 'ndjson' ? wholeServiceText : serviceCardText),
    from: words === undefined ? services : ranked(words),
    where: every([shown, ...conditions]),
    order: orderOf(search),
    position: sql`s.position`,
    counted: since === undefined && words === undefined && conditions.length === 0 ? 'services' : undefined,
  };
}

/** The services that a search finds, with how well; a name weighs ten times what else is said. Who finds thousands looks for something else. */
const ranked = (words: string): SQL => sql`(select rowid, bm25(service_search, 10.0, 1.0) as score from service_search
  where service_search match ${searchExpression(words)} limit ${mostFound}) f ${sql.raw(servicesOn('s.position = f.rowid'))}`;

function orderOf({ search, modified_after: since }: Search): SQL {
  if (since !== undefined) return sql`s.modified_at, s.position`;
  return search === undefined ? sql`s.position` : sql`f.score, s.position`;
}

async function* allServices(context: Context, wanted: Wanted, language: Language): AsyncGenerator<unknown[]> {
  for await (const rows of readAll<ServiceRow>(context, wanted)) yield rows.map((row) => toService(row, language));
}

const minimal = ({ format }: Search, batches: AsyncGenerator<HsdsMinimal[]>) =>
  format === 'ndjson' ? streamed('services', batches) : streamedPage('services', batches);

async function* minimally(context: Context, wanted: Wanted): AsyncGenerator<HsdsMinimal[]> {
  const row = sql`json_object('position', s.position, 'id', s.id, 'at', s.modified_at)`;
  type Row = { position: number; id: string; at: string };
  for await (const rows of readAll<Row>(context, { ...wanted, row })) yield rows.map(({ id, at }) => ({ id, modified_date: at }));
}
