import type { NewMembership, NewNetwork, NewOrganisation } from '../../shared/contract/index.ts';

/** The model network: its bodies and the names under which documents know them. */
export const network: NewNetwork = {
  code: 'crm',
  name: { es: 'Conferencia Regional sobre Migración', en: 'Regional Conference on Migration' },
  bodies: [
    {
      code: 'CRM',
      name: { es: 'Conferencia Regional sobre Migración', en: 'Regional Conference on Migration' },
      aliases: ['RCM', 'Conferencia Regional sobre Migración', 'Regional Conference on Migration'],
      reportsTo: null,
      meetsBefore: null,
    },
    {
      code: 'GRCM',
      name: { es: 'Grupo Regional de Consulta sobre Migración', en: 'Regional Consultation Group on Migration' },
      aliases: ['RCGM', 'Grupo Regional de Consulta sobre Migración', 'Regional Consultation Group on Migration'],
      reportsTo: 'CRM',
      meetsBefore: null,
    },
    {
      code: 'RED',
      name: { es: 'Red de Funcionarios de Enlace', en: 'Network of Liaison Officers' },
      aliases: ['la red', 'las redes', 'Red de Trata', 'the Network', 'Liaison Officers Network'],
      reportsTo: 'GRCM',
      meetsBefore: 'GRCM',
    },
  ],
};

type Place = { organisation: NewOrganisation; code: string; aliases: string[] };

const member = (code: string, es: string, en: string, ...aliases: string[]): Place => ({
  code,
  aliases,
  organisation: { kind: 'member', name: { es: `Gobierno de ${es}`, en: `Government of ${en}` }, country: code },
});

const other = (kind: 'secretariat' | 'partner' | 'civil_society', code: string, es: string, en: string, ...aliases: string[]): Place => ({
  code,
  aliases,
  organisation: { kind, name: { es, en }, country: null },
});

/** The organisations of the model network; codes are those of `credentials.json`. */
export const places: Place[] = [
  other(
    'secretariat',
    'ST',
    'Secretaría Técnica de la CRM',
    'Technical Secretariat of the RCM',
    'Secretaría Técnica',
    'Technical Secretariat',
    'TS',
  ),
  member('BLZ', 'Belice', 'Belize', 'Belice', 'Belize'),
  member('CAN', 'Canadá', 'Canada', 'Canadá', 'Canada'),
  member('CRI', 'Costa Rica', 'Costa Rica', 'Costa Rica'),
  member('DOM', 'República Dominicana', 'the Dominican Republic', 'República Dominicana', 'Dominican Republic'),
  member('GTM', 'Guatemala', 'Guatemala', 'Guatemala'),
  member('HND', 'Honduras', 'Honduras', 'Honduras'),
  member('MEX', 'México', 'Mexico', 'México', 'Mexico'),
  member('NIC', 'Nicaragua', 'Nicaragua', 'Nicaragua'),
  member('PAN', 'Panamá', 'Panama', 'Panamá', 'Panama'),
  member('SLV', 'El Salvador', 'El Salvador', 'El Salvador'),
  member('USA', 'los Estados Unidos de América', 'the United States of America', 'Estados Unidos', 'EE.UU.', 'United States'),
  other('partner', 'IOM', 'Organización Internacional para las Migraciones', 'International Organization for Migration', 'OIM'),
  other(
    'partner',
    'UNHCR',
    'Alto Comisionado de las Naciones Unidas para los Refugiados',
    'United Nations High Commissioner for Refugees',
    'ACNUR',
  ),
  other('partner', 'UNICEF', 'Fondo de las Naciones Unidas para la Infancia', 'United Nations Children’s Fund'),
  other('partner', 'ILO', 'Organización Internacional del Trabajo', 'International Labour Organization', 'OIT'),
  other(
    'civil_society',
    'RROCM',
    'Red Regional de Organizaciones Civiles para las Migraciones',
    'Regional Network for Civil Organizations on Migration',
    'RNCOM',
  ),
];

/** A place of the network as the API takes it. */
export function membershipOf({ code, aliases, organisation }: Place, networkId: string): Omit<NewMembership, 'organisation'> {
  return { network: networkId, role: organisation.kind, code, aliases, from: '2000-01-01', to: null };
}
