import {
  capacities,
  contacts,
  costOptions,
  funding,
  languages,
  phones,
  requiredDocuments,
  schedules,
  serviceAreas,
  terms,
} from './parts.ts';
import { type Shape, number, plain, text } from './shape.ts';

/** That a service is given at a place. */
const serviceAtLocation: Shape = {
  file: 'service_at_location.csv',
  entity: 'service_at_location',
  fields: [plain('id'), plain('location_id', 'location'), text('description')],
  many: [contacts, phones, schedules, terms],
};

/** A service of reference and a service of HSDS. */
export const service: Shape = {
  file: 'services.csv',
  entity: 'service',
  fields: [
    plain('organization_id', 'organisation'),
    plain('program_id', 'program'),
    text('name'),
    text('alternate_name', 'alternateName'),
    text('description'),
    plain('url'),
    plain('email'),
    plain('status'),
    text('interpretation_services', 'interpretationServices'),
    text('application_process', 'applicationProcess'),
    text('fees_description', 'feesDescription'),
    text('wait_time', 'waitTime'),
    text('accreditations'),
    text('eligibility_description', 'eligibilityDescription'),
    number('minimum_age', 'minimumAge'),
    number('maximum_age', 'maximumAge'),
    text('licenses'),
    text('alert'),
  ],
  many: [
    phones,
    schedules,
    serviceAreas,
    { key: 'service_at_locations', name: 'locations', shape: serviceAtLocation },
    languages,
    funding,
    costOptions,
    requiredDocuments,
    contacts,
    terms,
    capacities,
  ],
  also: ['enlace_country', 'enlace_language'],
};
