import type { HsdsService } from '../../../shared/contract/directory/hsds/shapes.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { Freshness, PublicPart } from '../../../shared/database/public-directory.ts';
import { type LocationRow, locationRow, toLocation } from './location-rows.ts';
import { spoken } from './spoken.ts';

type PlaceRow = { id: string; location: string; card: PublicPart; rest: PublicPart; place: LocationRow };

/** A service as a query gives it; `rest` and `places` when the whole of it was asked for. */
export type ServiceRow = {
  position: number;
  id: string;
  organisation: string;
  status: HsdsService['status'];
  freshness: Freshness;
  assuredOn: string | null;
  modifiedAt: string;
  card: PublicPart;
  program: PublicPart | null;
  owner: PublicPart | null;
  rest?: PublicPart;
  places?: PlaceRow[];
};

/** The table of services `s`, each with its organisation `o`. */
const ownerOf = 'left join public_organisations o on o.id = s.organisation_id';
export const serviceTables = `public_services s ${ownerOf}`;
/** The same, joined to another table. */
export const servicesOn = (condition: string): string => `join public_services s on ${condition} ${ownerOf}`;

const fields = `'position', s.position, 'id', s.id, 'organisation', s.organisation_id, 'status', s.status, 'freshness', s.freshness,
  'assuredOn', s.assured_on, 'modifiedAt', s.modified_at, 'card', json(s.card), 'owner', json(o.card),
  'program', (select json(j.value) from json_each(o.rest, '$.programs') j where j.value ->> '$.id' = s.card ->> '$.program_id')`;
const places = `(select json_group_array(json(item)) from (select json_object('id', p.id, 'location', p.location_id, 'card', json(p.card),
    'rest', json(p.rest), 'place', json(${locationRow('l')})) item
  from public_service_places p join public_locations l on l.id = p.location_id where p.service_id = s.id order by p.position))`;

/** A service with what a list shows. */
export const serviceCardText = `json_object(${fields})`;
/** A service with everything but its places. */
export const serviceText = `json_object(${fields}, 'rest', json(s.rest))`;
/** A service with everything that belongs to it. */
export const wholeServiceText = `json_object(${fields}, 'rest', json(s.rest), 'places', json(${places}))`;

type Spoken = Record<Language, (day: string) => string>;

const warnings: Record<Exclude<Freshness, 'fresh'>, Spoken> = {
  stale: {
    es: (day) => `Sin verificar desde el ${day}.`,
    en: (day) => `Not verified since ${day}.`,
    pt: (day) => `Sem verificação desde ${day}.`,
    fr: (day) => `Non vérifié depuis le ${day}.`,
  },
  expired: {
    es: (day) => `Fuera de las listas: sin verificar desde el ${day}.`,
    en: (day) => `No longer listed: not verified since ${day}.`,
    pt: (day) => `Fora das listas: sem verificação desde ${day}.`,
    fr: (day) => `Retiré des listes : non vérifié depuis le ${day}.`,
  },
};

/** A service as HSDS has it, in a language: its own fields, and whatever else the row brings. */
export function toService(row: ServiceRow, language: Language): HsdsService {
  const { alert, ...card } = spoken(row.card, language) as { name: string; alert?: string };
  const { owner, program, places: at, rest } = row;
  const warning = row.freshness === 'fresh' || !row.assuredOn ? undefined : warnings[row.freshness][language](row.assuredOn);
  const alerts = [warning, alert].filter((one) => one !== undefined);
  return {
    id: row.id,
    organization_id: row.organisation,
    ...card,
    status: row.freshness === 'expired' && row.status !== 'defunct' ? 'inactive' : row.status,
    ...(row.assuredOn ? { assured_date: row.assuredOn } : {}),
    ...(alerts.length > 0 ? { alert: alerts.join(' ') } : {}),
    last_modified: row.modifiedAt,
    ...(owner ? { organization: { id: row.organisation, ...(spoken(owner, language) as { name: string; description: string }) } } : {}),
    ...(program ? { program: spoken(program, language) as NonNullable<HsdsService['program']> } : {}),
    ...(rest ? (spoken(rest, language) as Partial<HsdsService>) : {}),
    ...(at && at.length > 0 ? { service_at_locations: at.map((one) => toPlace(row.id, one, language)) } : {}),
  };
}

function toPlace(service: string, { id, location, card, rest, place }: PlaceRow, language: Language) {
  return {
    id,
    service_id: service,
    location_id: location,
    ...spoken(card, language),
    ...spoken(rest, language),
    location: toLocation(place, language),
  } as NonNullable<HsdsService['service_at_locations']>[number];
}
