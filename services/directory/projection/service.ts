import type { ServiceContent } from '../../../shared/contract/directory/services.ts';
import { termById, termOf } from '../../../shared/contract/directory/taxonomies.ts';
import type { PublicPart } from '../../../shared/database/public-directory.ts';
import { attributesOf, contactsOf, costOptionsOf, given, languagesOf, phonesOf, schedulesOf } from './parts.ts';

export type PublicPlace = { id: string; location: string; card: PublicPart; rest: PublicPart };
export type PublicService = {
  organisation: string;
  status: ServiceContent['status'];
  card: PublicPart;
  rest: PublicPart;
  places: PublicPlace[];
  terms: { term: string; taxonomy: string }[];
};

/**
 * What anyone may read of a service, field by field (HSDS service). `hidden` are the hidden places among its own: of those it says nothing
 * but that it is given there, and it tells no area finer than a department.
 */
export function publicService(id: string, content: ServiceContent, hidden: ReadonlySet<string>): PublicService {
  const { organisation, status, locations = [], terms = [] } = content;
  return {
    organisation,
    status,
    card: cardOf(content),
    rest: restOf(
      id,
      content,
      locations.some(({ location }) => hidden.has(location)),
    ),
    places: locations.map((one) => placeOf(one, hidden.has(one.location))),
    terms: terms.flatMap(({ taxonomy, term }) => {
      const found = termById(termOf(taxonomy, term)?.id ?? '');
      return found ? [{ term: found.term.id, taxonomy: found.taxonomy.id }] : [];
    }),
  };
}

const cardOf = (content: ServiceContent) =>
  given({
    program_id: content.program,
    name: content.name,
    alternate_name: content.alternateName,
    description: content.description,
    url: content.url,
    email: content.email,
    interpretation_services: content.interpretationServices,
    application_process: content.applicationProcess,
    fees_description: content.feesDescription,
    wait_time: content.waitTime,
    accreditations: content.accreditations,
    eligibility_description: content.eligibilityDescription,
    minimum_age: content.minimumAge,
    maximum_age: content.maximumAge,
    licenses: content.licenses,
    alert: content.alert,
  });

function restOf(id: string, content: ServiceContent, isHidden: boolean): PublicPart {
  const { requiredDocuments = [], funding = [] } = content;
  return given({
    phones: phonesOf(content.phones),
    schedules: schedulesOf(content.schedules),
    service_areas: areasOf(content, isHidden),
    languages: languagesOf(content.languages),
    funding: funding.map((one) => given({ id: one.id ?? '', service_id: id, source: one.source })),
    cost_options: costOptionsOf(content.costOptions),
    required_documents: requiredDocuments.map((one) => given({ id: one.id ?? '', document: one.document, uri: one.uri })),
    contacts: contactsOf(content.contacts),
    attributes: attributesOf('service', id, content.terms),
    capacities: capacitiesOf(content),
  });
}

const areasOf = ({ serviceAreas = [] }: ServiceContent, isHidden: boolean): PublicPart[] =>
  serviceAreas
    .filter(({ level }) => !isHidden || level === 'country' || level === 'department')
    .map((one) =>
      given({
        id: one.id ?? '',
        name: one.name,
        ...(isHidden ? {} : { description: one.description, extent: one.extent, extent_type: one.extentType, uri: one.uri }),
      }),
    );

const capacitiesOf = ({ capacities = [] }: ServiceContent): PublicPart[] =>
  capacities.map((one) =>
    given({
      id: one.id ?? '',
      unit: { name: one.unit },
      available: one.available,
      maximum: one.maximum,
      description: one.description,
      updated: one.updatedOn,
    }),
  );

type Place = NonNullable<ServiceContent['locations']>[number];

function placeOf({ id = '', location, ...particular }: Place, isHidden: boolean): PublicPlace {
  if (isHidden) return { id, location, card: {}, rest: {} };
  const { description, contacts, phones, schedules, terms } = particular;
  return {
    id,
    location,
    card: given({ description }),
    rest: given({
      contacts: contactsOf(contacts),
      phones: phonesOf(phones),
      schedules: schedulesOf(schedules),
      attributes: attributesOf('service_at_location', id, terms),
    }),
  };
}
