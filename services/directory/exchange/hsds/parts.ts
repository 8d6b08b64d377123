import { v5 as uuidOf } from 'uuid';
import { termById, termOf } from '../../../../shared/contract/directory/taxonomies.ts';
import { render } from '../../../../shared/contract/text.ts';
import { fromNode } from './read.ts';
import { type Part, type Shape, type Tree, blank, boolean, country, day, number, plain, text, time } from './shape.ts';
import { toNode } from './write.ts';

const id = plain('id');
const list = (key: string, shape: Shape, name = key): Part => ({ key, name, shape });

const named: Shape = { file: 'languages.csv', entity: 'language', fields: [id, plain('code'), text('note')] };
/** A language of a place or a service. One that is only named, without its code, cannot be kept. */
const language: Shape = {
  ...named,
  codec: {
    write: (item, writer) => toNode(named, item, writer),
    read: (node, reader, now) => (node['code'] ? fromNode(named, node, reader, now) : reader.leftOut('language-without-code', node)),
  },
};

/** A language of a telephone: with us its code alone. */
const phoneLanguage: Shape = {
  ...named,
  codec: {
    write: (code, { owner }) => ({ id: uuidOf(String(code), owner), code }),
    read: (node, reader) => node['code'] || reader.leftOut('language-without-code', node),
  },
};

const phone: Shape = {
  file: 'phones.csv',
  entity: 'phone',
  fields: [id, plain('number'), number('extension'), plain('type'), text('description'), boolean('enlace_personal', 'personal')],
  many: [list('languages', phoneLanguage)],
};
export const phones = list('phones', phone);

const contact: Shape = {
  file: 'contacts.csv',
  entity: 'contact',
  fields: [id, plain('name'), text('title'), text('department'), plain('email'), boolean('enlace_office', 'office')],
  many: [phones],
};
export const contacts = list('contacts', contact);

const schedule: Shape = {
  file: 'schedules.csv',
  entity: 'schedule',
  fields: [
    id,
    day('valid_from', 'validFrom'),
    day('valid_to', 'validTo'),
    day('dtstart'),
    number('timezone'),
    day('until'),
    number('count'),
    plain('wkst'),
    plain('freq'),
    number('interval'),
    plain('byday'),
    plain('byweekno'),
    plain('bymonthday'),
    plain('byyearday'),
    text('description'),
    time('opens_at', 'opensAt'),
    time('closes_at', 'closesAt'),
    plain('schedule_link', 'scheduleLink'),
    plain('attending_type', 'attendingType'),
    text('notes'),
  ],
};
export const schedules = list('schedules', schedule);

export const languages = list('languages', language);

/** Areas. One that does not say how fine it is may be as fine as any. */
export const serviceAreas = list(
  'service_areas',
  {
    file: 'service_areas.csv',
    entity: 'service_area',
    fields: [
      id,
      text('name'),
      text('description'),
      plain('extent'),
      plain('extent_type', 'extentType'),
      plain('uri'),
      plain('enlace_level', 'level'),
    ],
    otherwise: { enlace_level: 'other' },
  },
  'serviceAreas',
);

const link: Shape = { file: 'attributes.csv', entity: 'attribute', fields: [id, plain('value')] };
/** A term of a taxonomy: with us by the codes of both, in HSDS by its id. A term of others has none of ours, and cannot be kept. */
const attribute: Shape = {
  ...link,
  fields: [id, plain('link_id'), plain('link_entity'), plain('taxonomy_term_id'), plain('value')],
  codec: {
    write: (item, writer) => {
      const { taxonomy, term } = item as { taxonomy: string; term: string };
      const found = termById(termOf(taxonomy, term)?.id ?? '');
      const inWords = ({ name, description }: { name: object; description: object }) => ({
        name: render(name, writer.language),
        description: render(description, writer.language),
      });
      return {
        ...toNode(link, item, writer),
        link_id: writer.owner,
        link_entity: writer.entity,
        taxonomy_term_id: found?.term.id,
        ...(found
          ? { taxonomy_term: { id: found.term.id, code: term, ...inWords(found.term), taxonomy, taxonomy_id: found.taxonomy.id } }
          : {}),
      };
    },
    read: (node, reader) => {
      const found = termById(String(node['taxonomy_term_id'])) ?? byCode(node['taxonomy_term']);
      if (!found) return reader.leftOut('unknown-term', node);
      return { ...(fromNode(link, node, reader) as Tree), taxonomy: found.taxonomy.code, term: found.term.code };
    },
  },
};

/** A term of ours that a package names by its codes, under an id of its own. */
function byCode(term: unknown) {
  const { taxonomy, code } = (term ?? {}) as { taxonomy?: unknown; code?: unknown };
  return termById(termOf(String(taxonomy), String(code))?.id ?? '');
}
export const terms = list('attributes', attribute, 'terms');

export const costOptions = list(
  'cost_options',
  {
    file: 'cost_options.csv',
    entity: 'cost_option',
    fields: [
      id,
      day('valid_from', 'validFrom'),
      day('valid_to', 'validTo'),
      text('option'),
      plain('currency'),
      number('amount'),
      text('amount_description', 'amountDescription'),
    ],
  },
  'costOptions',
);

export const requiredDocuments = list(
  'required_documents',
  { file: 'required_documents.csv', entity: 'required_document', fields: [id, text('document'), plain('uri')] },
  'requiredDocuments',
);

export const funding = list('funding', { file: 'funding.csv', entity: 'funding', fields: [id, text('source')] });

/** What is counted: in HSDS 3.1 a thing with a name, with us the name. */
const namedUnit: Shape = { file: 'units.csv', entity: 'unit', fields: [id, text('name')] };
const unit: Shape = {
  ...namedUnit,
  codec: {
    write: (name, writer) => toNode(namedUnit, { id: uuidOf('unit', writer.owner), name }, writer),
    read: (node, reader, name) => (fromNode(namedUnit, node, reader, { name }) as Tree)['name'],
  },
};

export const capacities = list('capacities', {
  file: 'service_capacities.csv',
  entity: 'service_capacity',
  fields: [id, number('available'), number('maximum'), text('description'), day('updated', 'updatedOn')],
  one: [{ key: 'unit', name: 'unit', shape: unit }],
});

export const addresses = list('addresses', {
  file: 'addresses.csv',
  entity: 'address',
  fields: [
    id,
    plain('attention'),
    plain('address_1', 'address1'),
    plain('address_2', 'address2'),
    plain('city'),
    plain('region'),
    plain('state_province', 'stateProvince'),
    blank('postal_code', 'postalCode'),
    country('country'),
    plain('address_type', 'type'),
  ],
});

export const accessibility = list('accessibility', {
  file: 'accessibility.csv',
  entity: 'accessibility',
  fields: [id, text('description'), text('details'), plain('url')],
});

export const programs = list('programs', {
  file: 'programs.csv',
  entity: 'program',
  fields: [id, text('name'), text('alternate_name', 'alternateName'), text('description')],
});

export const identifiers = list(
  'organization_identifiers',
  {
    file: 'organization_identifiers.csv',
    entity: 'organization_identifier',
    fields: [id, plain('identifier_scheme', 'scheme'), plain('identifier_type', 'type'), plain('identifier')],
  },
  'identifiers',
);
