import fc from 'fast-check';
import { taxonomies } from '../../../../shared/contract/directory/taxonomies.ts';
import { languages } from '../../../../shared/contract/text.ts';
import type { ListingContents, ListingKind } from '../../../../shared/database/listings.ts';

/** What is there or is not. */
const some = <Shape extends Record<string, fc.Arbitrary<unknown>>>(needed: Shape, perhaps: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ ...needed, ...perhaps }, { requiredKeys: Object.keys(needed), noNullPrototype: true } as never);

const trap = fc.constantFrom(
  '=SUM(A1)',
  "'=1+1",
  "''@x",
  '-9',
  '+502 0000 0100',
  '@a',
  'a;b,c\t"d"',
  'uno\r\ndos\rtres\nfin',
  'ñ é “ç” 漢字 🙂',
  "'",
  'true',
  '[1]',
  '{"es":"x"}',
  '007',
  '1,5',
  'null',
);
/** A line as the schemas leave it: something, without space around it. */
const line = fc
  .oneof(
    trap,
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((one) => one.trim()),
  )
  .filter((one) => one !== '');
const text = fc
  .dictionary(fc.constantFrom(...languages), line, { minKeys: 1, maxKeys: 4, noNullPrototype: true } as never)
  .filter((one) => Object.keys(one as object).length > 0);
const id = fc.uuid();
const language = fc.constantFrom('es', 'quc', 'pt-BR', 'en');
const url = fc.constantFrom('https://example.org/', 'http://example.org/a?b=c');
const mail = fc.constantFrom('a@example.org', 'casa+1@example.org');
const whole = fc.integer({ min: 0, max: 100 });
const day = fc.constantFrom('2026-01-01', '2026-02-28');
const flag = fc.boolean();

const list = (item: fc.Arbitrary<unknown>) => fc.array(item, { minLength: 1, maxLength: 3 });

const phone = some(
  { id, number: fc.constantFrom('+502 0000 0100', '911', '*777') },
  { extension: whole, type: line, description: text, languages: fc.uniqueArray(language, { minLength: 1 }), personal: flag },
);
const contact = some({ id }, { office: flag, name: line, title: text, department: text, email: mail, phones: list(phone) });
const schedule = some(
  { id },
  {
    validFrom: fc.constant('2026-01-01'),
    validTo: fc.constant('2026-12-31'),
    dtstart: fc.constant('2026-01-01'),
    until: fc.constant('2026-12-31'),
    count: fc.integer({ min: 1, max: 9 }),
    timezone: fc.constantFrom(-6, 5.5, 0),
    wkst: fc.constant('MO'),
    freq: fc.constantFrom('WEEKLY', 'MONTHLY'),
    interval: fc.integer({ min: 1, max: 9 }),
    byday: fc.constantFrom('MO,TU', '+1FR'),
    byweekno: fc.constantFrom('1', '-1,2'),
    bymonthday: fc.constantFrom('1', '-1,2'),
    byyearday: fc.constantFrom('1', '-1,2'),
    opensAt: fc.constantFrom('08:00', '08:00-06:00', '08:00Z'),
    closesAt: fc.constantFrom('17:30', '24:00'),
    description: text,
    notes: text,
    scheduleLink: url,
    attendingType: line,
  },
);
const area = some(
  { id, level: fc.constantFrom('country', 'department', 'municipality', 'other') },
  { name: text, description: text, extent: line, extentType: line, uri: url },
);
const spoken = some({ id, code: language }, { note: text });
const cost = some(
  { id },
  { validFrom: day, option: text, currency: fc.constant('GTQ'), amount: fc.constantFrom(0, 12.5, 1e9), amountDescription: text },
);
const document = some({ id, document: text }, { uri: url });
const capacity = some(
  { id, unit: text, updatedOn: day },
  { available: fc.constant(1), maximum: fc.integer({ min: 1, max: 9 }), description: text },
);
const funding = some({ id, source: text });
const term = fc
  .constantFrom(...taxonomies.flatMap((taxonomy) => taxonomy.terms.map(({ code }) => ({ taxonomy: taxonomy.code, term: code }))))
  .chain((link) => some({ id }, { value: line }).map((more) => ({ ...link, ...(more as object) })));
const address = some(
  {
    id,
    type: fc.constantFrom('physical', 'postal', 'virtual'),
    address1: line,
    city: line,
    stateProvince: line,
    postalCode: fc.constantFrom('', '01001', '-1'),
    country: fc.constantFrom('GTM', 'MEX'),
  },
  { attention: line, address2: line, region: line },
);
const accessibility = some({ id }, { description: text, details: text, url });
const program = some({ id, name: text, description: text }, { alternateName: text });
const identifier = some({ id, type: line, identifier: line }, { scheme: line });

const particular = { phones: list(phone), contacts: list(contact), schedules: list(schedule), terms: list(term) };
const point = fc.option(fc.tuple(fc.constantFrom(14.63, -0.5, 90), fc.constantFrom(-90.51, 180)), { nil: undefined });

/** Any sound content of each kind. */
export const contents = {
  organisation: some(
    { name: text, description: text },
    {
      alternateName: text,
      email: mail,
      website: url,
      yearIncorporated: fc.integer({ min: 1900, max: 2020 }),
      legalStatus: text,
      logo: url,
      uri: url,
      parent: id,
      head: line,
      phones: list(phone),
      contacts: list(contact),
      programs: list(program),
      identifiers: list(identifier),
      funding: list(funding),
      terms: list(term),
    },
  ),
  location: some(
    { locationType: fc.constantFrom('physical', 'postal', 'virtual') },
    {
      organisation: id,
      name: text,
      alternateName: text,
      description: text,
      url,
      transportation: text,
      externalIdentifier: line,
      externalIdentifierType: line,
      addresses: list(address),
      languages: list(spoken),
      accessibility: list(accessibility),
      hidden: flag,
      gate: some({}, { phones: list(phone), email: mail, intake: text, schedules: list(schedule) }),
      ...particular,
    },
  ).chain((content) => point.map((at) => ({ ...(content as object), ...(at ? { latitude: at[0], longitude: at[1] } : {}) }))),
  service: some(
    { organisation: id, name: text, status: fc.constantFrom('active', 'inactive', 'temporarily closed') },
    {
      program: id,
      alternateName: text,
      description: text,
      url,
      email: mail,
      alert: text,
      interpretationServices: text,
      applicationProcess: text,
      waitTime: text,
      feesDescription: text,
      accreditations: text,
      licenses: text,
      eligibilityDescription: text,
      minimumAge: fc.constant(12),
      maximumAge: fc.constant(17),
      languages: list(spoken),
      serviceAreas: list(area),
      locations: list(some({ id, location: id }, { description: text, ...particular })),
      costOptions: list(cost),
      requiredDocuments: list(document),
      funding: list(funding),
      capacities: list(capacity),
      ...particular,
    },
  ),
} as unknown as { [K in ListingKind]: fc.Arbitrary<ListingContents[K]> };
