import { accessibility, addresses, contacts, languages, phones, schedules, terms } from './parts.ts';
import { type Shape, boolean, json, number, plain, text } from './shape.ts';

/** A place and a location of HSDS. `enlace_partial` marks one of which only the gate is told. */
export const location: Shape = {
  file: 'locations.csv',
  entity: 'location',
  fields: [
    plain('location_type', 'locationType'),
    plain('url'),
    plain('organization_id', 'organisation'),
    text('name'),
    text('alternate_name', 'alternateName'),
    text('description'),
    text('transportation'),
    number('latitude'),
    number('longitude'),
    plain('external_identifier', 'externalIdentifier'),
    plain('external_identifier_type', 'externalIdentifierType'),
    boolean('enlace_hidden', 'hidden'),
    json('enlace_gate', 'gate'),
  ],
  many: [languages, addresses, contacts, accessibility, phones, schedules, terms],
  also: ['enlace_country', 'enlace_language', 'enlace_partial'],
};
