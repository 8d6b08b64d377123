import { type SQL, sql } from 'drizzle-orm';
import type { HsdsServiceAtLocation } from '../../../shared/contract/directory/hsds/shapes.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import type { PublicPart } from '../../../shared/database/public-directory.ts';
import { type ServiceFilter, every, instantOf, serviceConditions } from './conditions.ts';
import { type LocationRow, locationRow, toLocation } from './location-rows.ts';
import { near } from './near.ts';
import { type Paging, pageOf } from './paging.ts';
import { type Wanted, readAll, readOne, readPage, versionOf } from './reading.ts';
import { type ServiceRow, serviceCardText, serviceText, servicesOn, toService } from './service-rows.ts';
import { spoken } from './spoken.ts';
import { streamed } from './streamed.ts';

type Search = Paging &
  ServiceFilter & {
    format?: 'json' | 'ndjson' | undefined;
    full?: boolean | undefined;
    postcode?: string | undefined;
    proximity?: number | undefined;
  };

type Row = { position: number; id: string; location: LocationRow; service: ServiceRow; card: PublicPart; rest?: PublicPart };

const tables = sql.raw(`public_service_places p join public_locations l on l.id = p.location_id
  ${servicesOn('s.id = p.service_id')}`);

const card = `'position', p.position, 'id', p.id, 'card', json(p.card)`;
const cardRow = sql.raw(`json_object(${card}, 'service', ${serviceCardText},
  'location', json_object('id', l.id, 'organisation', l.organisation_id, 'card', json(l.card)))`);
const wholeRow = sql.raw(`json_object(${card}, 'rest', json(p.rest), 'service', ${serviceText}, 'location', ${locationRow('l')})`);

/** Services at places as HSDS has them: a page, or everything as a stream. */
export async function findPlaces(context: Context, search: Search, language: Language) {
  const wanted = wantedOf(search);
  if (search.format === 'ndjson') return { body: streamed('service_at_locations', everything(context, wanted, language)) };
  const { rows, total, edition } = await readPage<Row>(context, wanted, search);
  return {
    body: pageOf(
      rows.map((row) => toPlace(row, language)),
      total,
      search,
    ),
    version: await versionOf(edition, search, language),
  };
}

/** A service at a place with everything of both. Throws not-found. */
export async function getPlace(context: Context, id: string, language: Language) {
  const row = await readOne<Row>(context, { row: wholeRow, from: tables }, sql`p.id = ${id}`);
  if (!row) throw new Problem('not-found');
  return toPlace(row, language);
}

function wantedOf(search: Search): Wanted {
  const { modified_after: since, postcode, proximity } = search;
  const shown: SQL = since === undefined ? sql`p.listed = 1` : sql`p.modified_at >= ${instantOf(since)}`;
  const conditions = [...serviceConditions(search), ...near(postcode, proximity)];
  return {
    row: search.full || search.format === 'ndjson' ? wholeRow : cardRow,
    from: tables,
    where: every([shown, ...conditions]),
    order: since === undefined ? sql`p.position` : sql`p.modified_at, p.position`,
    position: sql`p.position`,
    counted: since === undefined && conditions.length === 0 ? 'places' : undefined,
  };
}

const toPlace = ({ id, card: own, rest = {}, location, service }: Row, language: Language): HsdsServiceAtLocation => ({
  id,
  service_id: service.id,
  location_id: location.id,
  ...spoken(own, language),
  ...spoken(rest, language),
  location: toLocation(location, language),
  service: toService(service, language),
});

async function* everything(context: Context, wanted: Wanted, language: Language): AsyncGenerator<unknown[]> {
  for await (const rows of readAll<Row>(context, wanted)) yield rows.map((row) => toPlace(row, language));
}
