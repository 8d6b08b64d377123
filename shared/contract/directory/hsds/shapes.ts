import * as z from 'zod';
import { Instant } from '../../dates.ts';
import {
  HsdsContact,
  HsdsFunding,
  HsdsIdentifier,
  HsdsLocation,
  HsdsPhone,
  HsdsProgram,
  HsdsAttribute,
  locationCard,
  organizationCard,
  placeCard,
  placeRest,
  serviceCard,
  serviceRest,
} from './parts.ts';

const some = <S extends z.ZodType>(item: S) => z.array(item).max(1000).optional();

/** Of a service, what a list shows. */
const HsdsServiceCard = z.strictObject(serviceCard).meta({ id: 'HsdsServiceCard' });

const HsdsServicePlace = z.strictObject({ ...placeCard, ...placeRest, location: HsdsLocation }).meta({ id: 'HsdsServicePlace' });

/** A service: in lists its own fields alone, whole with everything that belongs to it (HSDS 3.0 service; capacities of 3.1). */
export const HsdsService = z
  .strictObject({ ...serviceCard, ...serviceRest, service_at_locations: some(HsdsServicePlace) })
  .meta({ id: 'HsdsService' });
export type HsdsService = z.output<typeof HsdsService>;

/** What `minimal` leaves of a service. */
export const HsdsMinimal = z.strictObject({ id: z.uuid(), modified_date: Instant }).meta({ id: 'HsdsMinimal' });
export type HsdsMinimal = z.output<typeof HsdsMinimal>;

const { id, name, status } = serviceCard;
const HsdsServiceOfOrganization = z
  .strictObject({ ...HsdsService.partial().shape, id, name, status })
  .meta({ id: 'HsdsServiceOfOrganization' });

/** An organisation: in lists its own fields alone (HSDS 3.0 organization). */
export const HsdsOrganization = z
  .strictObject({
    ...organizationCard,
    funding: some(HsdsFunding),
    contacts: some(HsdsContact),
    phones: some(HsdsPhone),
    programs: some(HsdsProgram),
    organization_identifiers: some(HsdsIdentifier),
    attributes: some(HsdsAttribute),
    locations: some(HsdsLocation),
    services: some(HsdsServiceOfOrganization),
  })
  .meta({ id: 'HsdsOrganization' });
export type HsdsOrganization = z.output<typeof HsdsOrganization>;

/** A service at a place: in lists with the cards of both (HSDS 3.0 service_at_location). */
export const HsdsServiceAtLocation = z
  .strictObject({
    ...placeCard,
    ...placeRest,
    location: z.union([z.strictObject(locationCard), HsdsLocation]),
    service: z.union([HsdsServiceCard, HsdsService]),
  })
  .meta({ id: 'HsdsServiceAtLocation' });
export type HsdsServiceAtLocation = z.output<typeof HsdsServiceAtLocation>;

const count = z.int().min(0).max(1_000_000_000);

/** A page, as HSDS 3.0 has it, with `empty` of 3.1. Pages count from 1. */
export const hsdsPage = <S extends z.ZodType>(item: S) =>
  z.strictObject({
    total_items: count,
    total_pages: count,
    page_number: z.int().min(1).max(1_000_000_000),
    size: count,
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(item).max(1_000_000),
  });
export type HsdsPage<Item> = {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Item[];
};

/** What this API is, and where its profile and description are. */
export const HsdsMeta = z
  .strictObject({ version: z.string().max(10), profile: z.url().max(2000), openapi_url: z.url().max(2000) })
  .meta({ id: 'HsdsMeta' });
