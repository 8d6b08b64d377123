import type { NewService, NewServiceLocation, NewServiceOrganisation } from '../../shared/contract/index.ts';
import { v5 as uuidOf } from 'uuid';
import { type DemoCountry, demoCountries } from './countries.ts';

type Without<T> = Omit<T, 'network' | 'country'> & { id: string };

/** The sample listings of one country: who keeps them, by the code of an organisation of the model network, and what they say. */
export type DemoListings = {
  country: string;
  organisations: { keeper: string; listing: Without<NewServiceOrganisation> }[];
  locations: { keeper: string; listing: Without<NewServiceLocation> }[];
  services: { keeper: string; listing: Without<NewService> }[];
};

type Help = { term: string; es: [name: string, about: string]; en: [name: string, about: string]; profile?: string; stage: string };

/** One kind of service for each country besides those that all have. */
const particular: Record<string, Help> = {
  BLZ: {
    term: 'civil-registration',
    es: ['Registro de nacimientos tardíos', 'Inscripción de niñas y niños que nacieron en el camino.'],
    en: ['Late registration of births', 'Registration of children who were born on the way.'],
    profile: 'stateless',
    stage: 'reception',
  },
  CAN: {
    term: 'language-courses',
    es: ['Cursos de inglés y francés', 'Clases por la tarde, con cuidado de niñas y niños.'],
    en: ['English and French courses', 'Evening classes, with child care.'],
    profile: 'migrant-workers',
    stage: 'reintegration',
  },
  CRI: {
    term: 'refugee-status',
    es: ['Acompañamiento a solicitantes de refugio', 'Ayuda con la solicitud, la entrevista y la apelación.'],
    en: ['Support for those who ask for refuge', 'Help with the request, the interview and the appeal.'],
    profile: 'displaced-violence',
    stage: 'reception',
  },
  DOM: {
    term: 'psychological-care',
    es: ['Acompañamiento psicológico', 'Terapia individual y grupos de apoyo para mujeres.'],
    en: ['Psychological care', 'Individual therapy and support groups for women.'],
    profile: 'women',
    stage: 'reintegration',
  },
  GTM: {
    term: 'family-tracing',
    es: ['Búsqueda de familiares', 'Para familias separadas durante el viaje, también en k’iche’ y mam.'],
    en: ['Family tracing', 'For families separated on the way, in K’iche’ and Mam too.'],
    profile: 'children-adolescents',
    stage: 'reception',
  },
  HND: {
    term: 'seed-capital',
    es: ['Capital semilla para quien regresa', 'Asesoría y un primer aporte para un negocio propio.'],
    en: ['Seed capital for those who return', 'Advice and a first contribution to a business of one’s own.'],
    profile: 'returned-deported',
    stage: 'reintegration',
  },
  MEX: {
    term: 'child-protection',
    es: ['Oficiales de protección a la infancia', 'Atención a niñas, niños y adolescentes no acompañados en la frontera.'],
    en: ['Child protection officers', 'Care for unaccompanied children and adolescents at the border.'],
    profile: 'children-adolescents',
    stage: 'detection',
  },
  NIC: {
    term: 'vocational-training',
    es: ['Talleres de oficios', 'Panadería, costura y electricidad, con certificado.'],
    en: ['Trade workshops', 'Baking, sewing and electrical work, with a certificate.'],
    profile: 'returned-deported',
    stage: 'reintegration',
  },
  PAN: {
    term: 'primary-care',
    es: ['Puesto de salud en la ruta', 'Consulta médica, vacunas y agua segura.'],
    en: ['Health post on the route', 'Medical consultation, vaccines and safe water.'],
    profile: 'in-transit-smuggled',
    stage: 'detection',
  },
  SLV: {
    term: 'job-placement',
    es: ['Bolsa de empleo para personas retornadas', 'Acompañamiento en la búsqueda y con los primeros meses.'],
    en: ['Job exchange for returned people', 'Support in the search and through the first months.'],
    profile: 'returned-deported',
    stage: 'reintegration',
  },
  USA: {
    term: 'legal-representation',
    es: ['Defensa legal gratuita', 'Representación ante tribunales de migración.'],
    en: ['Free legal defence', 'Representation before immigration courts.'],
    profile: 'lgbti',
    stage: 'reception',
  },
};

const common: Help[] = [
  {
    term: 'assisted-return',
    es: ['Enlace de repatriación', 'Prepara el regreso con el consulado y avisa a quien recibe.'],
    en: ['Repatriation desk', 'Prepares the return with the consulate and tells those who receive.'],
    profile: 'trafficking-victims',
    stage: 'detection',
  },
  {
    term: 'reception-on-arrival',
    es: ['Recepción de personas retornadas', 'Agua, llamada, documentos y transporte el día de la llegada.'],
    en: ['Reception of returned people', 'Water, a call, papers and transport on the day of arrival.'],
    profile: 'returned-deported',
    stage: 'reception',
  },
];

const shelter: Help = {
  term: 'emergency-shelter',
  es: ['Casa de acogida', 'Alojamiento seguro, comida y compañía, a cualquier hora.'],
  en: ['Safe house', 'A safe place to stay, food and company, at any hour.'],
  profile: 'trafficking-victims',
  stage: 'reception',
};

const namespace = '2c1d7a52-5c57-5d0e-9a63-9d5a4f0c1e77';
const idOf = (country: DemoCountry, what: string) => uuidOf(`${country.code} ${what}`, namespace);
const daily = ({ offset }: DemoCountry) => [
  { freq: 'WEEKLY' as const, byday: 'MO,TU,WE,TH,FR', opensAt: `08:00${offset}`, closesAt: `16:00${offset}` },
];
const always = ({ offset }: DemoCountry) => [
  { freq: 'WEEKLY' as const, byday: 'MO,TU,WE,TH,FR,SA,SU', opensAt: `00:00${offset}`, closesAt: '24:00' },
];
const phone = (country: DemoCountry, number: string) => [
  { number: `${country.dial}${number}`, type: 'voice', languages: country.languages },
];

/** The sample listings of a country: two organisations, three places, four services. People and numbers are invented. */
function listingsOf(country: DemoCountry): DemoListings {
  const [state, civil] = [country.code, 'RROCM'];
  const office = idOf(country, 'office');
  const centre = idOf(country, 'centre');
  const house = idOf(country, 'house');
  const own = particular[country.code];
  const helps = [...common.map((help) => ({ help, keeper: state, location: office })), { help: shelter, keeper: civil, location: house }];
  return {
    country: country.code,
    organisations: [
      { keeper: state, listing: stateOrganisation(country) },
      { keeper: civil, listing: civilOrganisation(country) },
    ],
    locations: [
      { keeper: state, listing: placeOf(country, office, 'Oficina de atención', 'Help office', 'state', 0) },
      { keeper: civil, listing: placeOf(country, centre, 'Centro comunitario', 'Community centre', 'civil', 0.02) },
      { keeper: civil, listing: houseOf(country, house) },
    ],
    services: [...helps, ...(own ? [{ help: own, keeper: civil, location: centre }] : [])].map(({ help, keeper, location }, index) => ({
      keeper,
      listing: serviceOf(country, help, { keeper, location, index }),
    })),
  };
}

const stateOrganisation = (country: DemoCountry): DemoListings['organisations'][number]['listing'] => ({
  id: idOf(country, 'state'),
  name: { es: `Instituto de Ejemplo de Migración de ${country.es}`, en: `Sample Migration Institute of ${country.en}` },
  description: { es: 'Institución de muestra del directorio.', en: 'A sample institution of the directory.' },
  website: `https://${country.code.toLowerCase()}.example.org/`,
  phones: phone(country, '100'),
  contacts: [
    { office: true, title: { es: 'Ventanilla', en: 'Front desk' }, email: `ventanilla@${country.code.toLowerCase()}.example.org` },
  ],
});

const civilOrganisation = (country: DemoCountry): DemoListings['organisations'][number]['listing'] => ({
  id: idOf(country, 'civil'),
  name: { es: `Asociación Puentes de ${country.es}`, en: `Bridges Association of ${country.en}` },
  description: {
    es: 'Organización de muestra que acompaña a personas migrantes.',
    en: 'A sample organisation that stands by migrants.',
  },
  email: `puentes@${country.code.toLowerCase()}.example.org`,
  phones: phone(country, '110'),
});

function placeOf(country: DemoCountry, id: string, es: string, en: string, owner: string, shift: number) {
  return {
    id,
    locationType: 'physical' as const,
    organisation: idOf(country, owner),
    name: { es: `${es} de ${country.capital}`, en: `${en} of ${country.capital}` },
    latitude: Number((country.latitude + shift).toFixed(4)),
    longitude: Number((country.longitude - shift).toFixed(4)),
    addresses: [
      {
        type: 'physical' as const,
        address1: 'Calle de la Muestra 12',
        city: country.capital,
        stateProvince: country.department,
        postalCode: country.postalCode,
        country: country.code,
      },
    ],
    languages: country.languages.map((code) => ({ code })),
    schedules: daily(country),
  };
}

function houseOf(country: DemoCountry, id: string): DemoListings['locations'][number]['listing'] {
  const place = { ...placeOf(country, id, 'Casa de acogida', 'Safe house', 'civil', 0.05), schedules: always(country) };
  if (!country.hidden) return place;
  const intake = { es: 'Llame a la línea de atención: le dirán cómo llegar.', en: 'Call the hotline: they will tell you the way.' };
  return { ...place, hidden: true, gate: { phones: phone(country, '199'), intake, schedules: always(country) } };
}

type Given = { keeper: string; location: string; index: number };

function serviceOf(country: DemoCountry, help: Help, { keeper, location, index }: Given): DemoListings['services'][number]['listing'] {
  const isShelter = help === shelter;
  return {
    id: idOf(country, help.term),
    organisation: idOf(country, keeper === 'RROCM' ? 'civil' : 'state'),
    name: { es: `${help.es[0]} (${country.es})`, en: `${help.en[0]} (${country.en})` },
    description: { es: help.es[1], en: help.en[1] },
    status: 'active',
    applicationProcess: { es: 'Sin cita: pregunte por teléfono o en la puerta.', en: 'No appointment: ask by telephone or at the door.' },
    feesDescription: { es: 'Gratuito', en: 'Free of charge' },
    phones: phone(country, `12${index}`),
    languages: country.languages.map((code) => ({ code })),
    schedules: isShelter ? always(country) : daily(country),
    serviceAreas: [{ level: 'country', name: { es: country.es, en: country.en } }],
    locations: [{ location }],
    terms: [
      { taxonomy: 'help', term: help.term },
      { taxonomy: 'stage', term: help.stage },
      ...(help.profile ? [{ taxonomy: 'profile', term: help.profile }] : []),
    ],
    ...(isShelter
      ? { capacities: [{ unit: { es: 'camas', en: 'beds' }, maximum: 20, available: 4 + index, updatedOn: '2026-01-15' }] }
      : {}),
  };
}

/** The sample directory: 44 services in eleven countries, three of their places hidden. */
export const demoListings: DemoListings[] = demoCountries.map(listingsOf);
