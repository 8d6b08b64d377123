import * as z from 'zod';
import { Day, Instant } from '../../dates.ts';

/*
 * The answers of the public directory, as HSDS 3.0 names them: what is listed here is all that anyone may read. A key stands only where
 * there is something to say.
 */
const id = z.uuid().meta({ examples: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c51'] });
const words = z
  .string()
  .max(20_000)
  .meta({ examples: ['Texto'] });
const day = Day;
const count = z.int().min(0).max(1_000_000);
const address = z.url().max(2000);
const mail = z.email().max(254);
const many = <S extends z.ZodType>(item: S) => z.array(item).max(1000).optional();

export const HsdsTaxonomy = z
  .strictObject({ id, name: words, description: words, uri: address.optional(), version: words.optional() })
  .meta({ id: 'HsdsTaxonomy' });

export const HsdsTaxonomyTerm = z
  .strictObject({
    id,
    code: words,
    name: words,
    description: words,
    parent_id: id.optional(),
    taxonomy: words,
    taxonomy_id: id,
    taxonomy_detail: HsdsTaxonomy.optional(),
    language: words,
  })
  .meta({ id: 'HsdsTaxonomyTerm' });

export const HsdsAttribute = z
  .strictObject({
    id,
    link_id: id,
    link_entity: words,
    taxonomy_term_id: id,
    value: words.optional(),
    taxonomy_term: HsdsTaxonomyTerm,
  })
  .meta({ id: 'HsdsAttribute' });
const attributes = many(HsdsAttribute);

const HsdsLanguage = z.strictObject({ id, phone_id: id.optional(), code: words, note: words.optional() }).meta({ id: 'HsdsLanguage' });

export const HsdsPhone = z
  .strictObject({
    id,
    number: words,
    extension: count.optional(),
    type: words.optional(),
    description: words.optional(),
    languages: many(HsdsLanguage),
  })
  .meta({ id: 'HsdsPhone' });

export const HsdsContact = z
  .strictObject({
    id,
    title: words.optional(),
    department: words.optional(),
    email: mail.optional(),
    phones: many(HsdsPhone),
  })
  .meta({ id: 'HsdsContact', description: 'An office; people are not named' });

const HsdsSchedule = z
  .strictObject({
    id,
    valid_from: day.optional(),
    valid_to: day.optional(),
    dtstart: day.optional(),
    timezone: z.number().min(-12).max(14).optional(),
    until: day.optional(),
    count: count.optional(),
    wkst: words.optional(),
    freq: words.optional(),
    interval: count.optional(),
    byday: words.optional(),
    byweekno: words.optional(),
    bymonthday: words.optional(),
    byyearday: words.optional(),
    description: words.optional(),
    opens_at: words.optional(),
    closes_at: words.optional(),
    schedule_link: address.optional(),
    attending_type: words.optional(),
    notes: words.optional(),
  })
  .meta({ id: 'HsdsSchedule' });

const HsdsServiceArea = z
  .strictObject({
    id,
    name: words.optional(),
    description: words.optional(),
    extent: words.optional(),
    extent_type: words.optional(),
    uri: address.optional(),
  })
  .meta({ id: 'HsdsServiceArea' });

export const HsdsFunding = z
  .strictObject({ id, organization_id: id.optional(), service_id: id.optional(), source: words })
  .meta({ id: 'HsdsFunding' });

export const HsdsProgram = z
  .strictObject({ id, organization_id: id, name: words, alternate_name: words.optional(), description: words })
  .meta({ id: 'HsdsProgram' });

const HsdsCostOption = z
  .strictObject({
    id,
    valid_from: day.optional(),
    valid_to: day.optional(),
    option: words.optional(),
    currency: words.optional(),
    amount: z.number().min(0).max(1e9).optional(),
    amount_description: words.optional(),
  })
  .meta({ id: 'HsdsCostOption' });

const HsdsRequiredDocument = z.strictObject({ id, document: words, uri: address.optional() }).meta({ id: 'HsdsRequiredDocument' });

const HsdsCapacity = z
  .strictObject({
    id,
    unit: z.strictObject({ name: words }),
    available: count.optional(),
    maximum: count.optional(),
    description: words.optional(),
    updated: day,
  })
  .meta({ id: 'HsdsCapacity', description: 'Of HSDS 3.1' });

const HsdsAddress = z
  .strictObject({
    id,
    attention: words.optional(),
    address_1: words,
    address_2: words.optional(),
    city: words,
    region: words.optional(),
    state_province: words,
    postal_code: words,
    country: words,
    address_type: words,
  })
  .meta({ id: 'HsdsAddress' });

const HsdsAccessibility = z
  .strictObject({ id, description: words.optional(), details: words.optional(), url: address.optional() })
  .meta({ id: 'HsdsAccessibility' });

export const HsdsIdentifier = z
  .strictObject({ id, organization_id: id, identifier_scheme: words.optional(), identifier_type: words, identifier: words })
  .meta({ id: 'HsdsIdentifier' });

/** The fields that a place shows in lists, and those that only the whole of it shows. */
export const locationCard = {
  id,
  location_type: words,
  organization_id: id.optional(),
  url: address.optional(),
  name: words.optional(),
  alternate_name: words.optional(),
  description: words.optional(),
  transportation: words.optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  external_identifier: words.optional(),
  external_identifier_type: words.optional(),
};
const particular = { contacts: many(HsdsContact), phones: many(HsdsPhone), schedules: many(HsdsSchedule), attributes };

export const HsdsLocation = z
  .strictObject({
    ...locationCard,
    languages: many(HsdsLanguage),
    addresses: many(HsdsAddress),
    accessibility: many(HsdsAccessibility),
    ...particular,
  })
  .meta({ id: 'HsdsLocation' });

export const organizationCard = {
  id,
  name: words,
  alternate_name: words.optional(),
  description: words,
  email: mail.optional(),
  website: address.optional(),
  year_incorporated: count.optional(),
  legal_status: words.optional(),
  logo: words.optional(),
  uri: address.optional(),
  parent_organization_id: id.optional(),
};

const HsdsOrganizationCard = z.strictObject(organizationCard).meta({ id: 'HsdsOrganizationCard' });

export const serviceCard = {
  id,
  organization_id: id.optional(),
  program_id: id.optional(),
  name: words,
  alternate_name: words.optional(),
  description: words.optional(),
  url: address.optional(),
  email: mail.optional(),
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  interpretation_services: words.optional(),
  application_process: words.optional(),
  fees_description: words.optional(),
  wait_time: words.optional(),
  accreditations: words.optional(),
  eligibility_description: words.optional(),
  minimum_age: count.optional(),
  maximum_age: count.optional(),
  assured_date: day.optional(),
  licenses: words.optional(),
  alert: words.optional(),
  last_modified: Instant,
  organization: HsdsOrganizationCard.optional(),
  program: HsdsProgram.optional(),
};

export const serviceRest = {
  phones: many(HsdsPhone),
  schedules: many(HsdsSchedule),
  service_areas: many(HsdsServiceArea),
  languages: many(HsdsLanguage),
  funding: many(HsdsFunding),
  cost_options: many(HsdsCostOption),
  required_documents: many(HsdsRequiredDocument),
  contacts: many(HsdsContact),
  attributes,
  capacities: many(HsdsCapacity),
};

export const placeCard = { id, service_id: id, location_id: id, description: words.optional() };
export const placeRest = particular;
