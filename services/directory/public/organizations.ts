import { type SQL, sql } from 'drizzle-orm';
import type { HsdsOrganization } from '../../../shared/contract/directory/hsds/shapes.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import type { PublicPart } from '../../../shared/database/public-directory.ts';
import { searchExpression } from '../../../shared/database/search-expression.ts';
import { mostFound } from './conditions.ts';
import { type LocationRow, locationRow, toLocation } from './location-rows.ts';
import { type Paging, pageOf } from './paging.ts';
import { type Wanted, readAll, readOne, readPage, versionOf } from './reading.ts';
import { type ServiceRow, serviceCardText, serviceTables, toService, wholeServiceText } from './service-rows.ts';
import { spoken } from './spoken.ts';
import { streamed } from './streamed.ts';

type Depth = { full?: boolean | undefined; full_service?: boolean | undefined };
type Search = Paging & Depth & { search?: string | undefined; format?: 'json' | 'ndjson' | undefined };

type Row = { position: number; id: string; card: PublicPart; rest?: PublicPart; locations?: LocationRow[]; services?: ServiceRow[] };

const table = sql.raw('public_organisations g');
/** Of one organisation so many places and services at most: the rest is found by `organization_id`. */
const most = 1000;

/** Organisations as HSDS has them: a page, or everything as a stream. What a search finds comes best first. */
export async function findOrganizations(context: Context, search: Search, language: Language) {
  const wanted = wantedOf(search);
  if (search.format === 'ndjson') return { body: streamed('organizations', everything(context, wanted, search, language)) };
  const { rows, total, edition } = await readPage<Row>(context, wanted, search);
  const items = rows.map((row) => toOrganization(row, search, language));
  return { body: pageOf(items, total, search), version: await versionOf(edition, search, language) };
}

/** An organisation with its places and services; the services whole when `full_service` says so. Throws not-found. */
export async function getOrganization(context: Context, id: string, depth: Depth, language: Language) {
  const whole = { ...depth, full: true };
  const row = await readOne<Row>(context, { row: rowOf(whole), from: table }, sql`g.id = ${id}`);
  if (!row) throw new Problem('not-found');
  return toOrganization(row, whole, language);
}

function wantedOf(search: Search): Wanted {
  const { search: words } = search;
  const ranked = sql`(select rowid, bm25(organisation_search, 10.0, 1.0) as score from organisation_search
    where organisation_search match ${searchExpression(words ?? '')} limit ${mostFound}) f join ${table} on g.position = f.rowid`;
  return {
    row: rowOf(search),
    from: words === undefined ? table : ranked,
    where: sql`g.listed = 1`,
    order: words === undefined ? sql`g.position` : sql`f.score, g.position`,
    position: sql`g.position`,
    counted: words === undefined ? 'organisations' : undefined,
  };
}

const fields = `'position', g.position, 'id', g.id, 'card', json(g.card)`;
const rest = `'rest', json(g.rest)`;
const locations = `'locations', (select json_group_array(json(item)) from
  (select ${locationRow('l')} item from public_locations l where l.organisation_id = g.id order by l.id limit ${most}))`;
const servicesAs = (text: string) => `'services', (select json_group_array(json(item)) from
  (select ${text} item from ${serviceTables} where s.organisation_id = g.id and s.listed = 1 order by s.position limit ${most}))`;

/** What `full` and `full_service` bring: everything of the organisation; everything of its services. */
function rowOf({ full, full_service: fullService }: Depth): SQL {
  const parts = [
    ...(full ? [rest, locations] : []),
    ...(fullService ? [servicesAs(wholeServiceText)] : full ? [servicesAs(serviceCardText)] : []),
  ];
  return sql.raw(`json_object(${[fields, ...parts].join(', ')})`);
}

function toOrganization({ id, card, rest: more = {}, locations: at = [], services: given = [] }: Row, depth: Depth, language: Language) {
  return {
    id,
    ...(spoken(card, language) as { name: string; description: string }),
    ...(spoken(more, language) as Partial<HsdsOrganization>),
    ...(at.length > 0 ? { locations: at.map((one) => toLocation(one, language)) } : {}),
    ...(given.length > 0 ? { services: given.map((one) => serviceIn(one, depth, language)) } : {}),
  };
}

/** Of a service just what tells it apart, unless everything was asked for. */
function serviceIn(row: ServiceRow, { full_service: whole }: Depth, language: Language) {
  const service = toService(row, language);
  if (whole) return service;
  const { id, name, status } = service;
  return { id, name, status };
}

async function* everything(context: Context, wanted: Wanted, search: Search, language: Language): AsyncGenerator<unknown[]> {
  const whole = { full: true, full_service: search.full_service };
  for await (const rows of readAll<Row>(context, { ...wanted, row: rowOf(whole) })) {
    yield rows.map((row) => toOrganization(row, whole, language));
  }
}
