import type { LocationContent } from '../../../../shared/contract/directory/service-locations.ts';
import type { OrganisationContent } from '../../../../shared/contract/directory/service-organisations.ts';
import type { ServiceContent } from '../../../../shared/contract/directory/services.ts';
import { v4 as uuid } from 'uuid';

const text = (word: string) => ({ es: `${word} es`, en: `${word} en`, pt: `${word} pt`, fr: `${word} fr` });
const phones = [
  { number: '+502 0000 0100', extension: 7, type: 'voice', description: text('phone'), languages: ['es', 'quc'] },
  { number: '+502 0000 0101', personal: true },
];
const contacts = [
  { office: true, name: 'Persona Inventada', title: text('title'), department: text('department'), email: 'a@example.org', phones },
  { name: 'Otra Persona', email: 'persona@example.org' },
];
const schedules = [
  {
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    dtstart: '2026-01-05',
    until: '2026-12-01',
    count: 40,
    timezone: -6,
    wkst: 'MO' as const,
    freq: 'WEEKLY' as const,
    interval: 2,
    byday: 'MO,-1FR',
    byweekno: '1,-2',
    bymonthday: '1,15',
    byyearday: '-1',
    opensAt: '08:00-06:00',
    closesAt: '16:00-06:00',
    description: text('open'),
    notes: text('notes'),
    scheduleLink: 'https://example.org/schedule',
    attendingType: 'in person',
  },
];

/** An organisation of which everything is said. */
export const fullOrganisation = (program: string): OrganisationContent => ({
  name: text('organisation'),
  alternateName: text('alternate'),
  description: text('about'),
  email: 'organisation@example.org',
  website: 'https://example.org/',
  yearIncorporated: 1999,
  legalStatus: text('legal'),
  logo: 'https://example.org/logo.png',
  uri: 'https://example.org/id',
  head: 'Directora Inventada',
  phones,
  contacts,
  programs: [{ id: program, name: text('program'), alternateName: text('programme'), description: text('aim') }],
  identifiers: [{ scheme: 'XX', type: 'registration', identifier: '123' }],
  funding: [{ source: text('fund') }],
  terms: [{ taxonomy: 'help', term: 'legal' }],
});

/** A place of which everything is said. */
export const fullPlace = (organisation: string): LocationContent => ({
  locationType: 'physical',
  organisation,
  name: text('place'),
  alternateName: text('other'),
  description: text('house'),
  url: 'https://example.org/place',
  transportation: text('bus'),
  latitude: 14.6349,
  longitude: -90.5069,
  externalIdentifier: 'X-1',
  externalIdentifierType: 'register',
  addresses: [
    {
      type: 'physical',
      attention: 'Recepción',
      address1: 'Calle de la Muestra 1',
      address2: 'Piso 2',
      city: 'Ejemplo',
      region: 'Centro',
      stateProvince: 'Guatemala',
      postalCode: '01001',
      country: 'GTM',
    },
  ],
  languages: [{ code: 'es', note: text('note') }],
  accessibility: [{ description: text('ramp'), details: text('width'), url: 'https://example.org/ramp' }],
  phones,
  contacts,
  schedules,
  terms: [{ taxonomy: 'stage', term: 'reception' }],
});

/** A service of which everything is said. */
export const fullService = (organisation: string, location: string, program: string): ServiceContent => ({
  organisation,
  program,
  name: text('service'),
  alternateName: text('alias'),
  description: text('shelter'),
  url: 'https://example.org/service',
  email: 'service@example.org',
  status: 'active',
  alert: text('alert'),
  interpretationServices: text('interpreters'),
  applicationProcess: text('apply'),
  waitTime: text('wait'),
  feesDescription: text('fees'),
  accreditations: text('accredited'),
  licenses: text('licensed'),
  eligibilityDescription: text('eligible'),
  minimumAge: 0,
  maximumAge: 17,
  phones,
  contacts,
  schedules,
  languages: [{ code: 'mam' }],
  serviceAreas: [
    { level: 'country', name: text('country') },
    {
      level: 'other',
      name: text('area'),
      description: text('streets'),
      extent: '{}',
      extentType: 'geojson',
      uri: 'https://example.org/area',
    },
  ],
  locations: [
    { id: uuid(), location, description: text('there'), phones, contacts, schedules, terms: [{ taxonomy: 'stage', term: 'detection' }] },
  ],
  costOptions: [
    {
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      option: text('cost'),
      currency: 'USD',
      amount: 0,
      amountDescription: text('free'),
    },
  ],
  requiredDocuments: [{ document: text('paper'), uri: 'https://example.org/paper' }],
  funding: [{ source: text('source') }],
  capacities: [{ unit: text('beds'), available: 2, maximum: 10, description: text('room'), updatedOn: '2026-01-01' }],
  terms: [
    { taxonomy: 'help', term: 'emergency-shelter' },
    { taxonomy: 'profile', term: 'women', value: 'con hijas e hijos' },
  ],
});
