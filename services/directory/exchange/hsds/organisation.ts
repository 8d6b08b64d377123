import { contacts, funding, identifiers, phones, programs, terms } from './parts.ts';
import { type Shape, number, plain, text } from './shape.ts';

/** An organisation of reference and an organization of HSDS. */
export const organisation: Shape = {
  file: 'organizations.csv',
  entity: 'organization',
  fields: [
    text('name'),
    text('alternate_name', 'alternateName'),
    text('description'),
    plain('email'),
    plain('website'),
    number('year_incorporated', 'yearIncorporated'),
    text('legal_status', 'legalStatus'),
    plain('logo'),
    plain('uri'),
    plain('parent_organization_id', 'parent'),
    plain('enlace_head', 'head'),
  ],
  many: [funding, contacts, phones, programs, identifiers, terms],
  also: ['enlace_country', 'enlace_language'],
};
