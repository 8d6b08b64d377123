import { kinds, shapeOf } from '../hsds/nouns.ts';
import { type Kind, type Shape, textsKey } from '../hsds/shape.ts';

/** A column of a table and what its cells hold. */
export type Column = { name: string; kind: Kind };

/**
 * A table of a package: its file, the name of what its rows are, its columns, the things to which its rows may belong, the closest first,
 * and the things that its rows name and that stand in tables of their own.
 */
export type Table = { file: string; entity: string; columns: Column[]; owners: string[]; named: { key: string; entity: string }[] };

const key = (name: string): Column => ({ name, kind: 'plain' });

/** The closest owner first: a telephone of a contact of a service is the contact’s. */
const closest = ['phone', 'contact', 'service_at_location', 'location', 'service', 'organization'];

/** Attributes say whose they are in two columns of their own. */
export const isLinked = (entity: string): boolean => entity === 'attribute';

/** The order of the tables in HSDS 3.0; those of 3.1 come last. */
const order = [
  'organizations.csv',
  'programs.csv',
  'services.csv',
  'attributes.csv',
  'service_at_location.csv',
  'locations.csv',
  'phones.csv',
  'contacts.csv',
  'addresses.csv',
  'schedules.csv',
  'funding.csv',
  'service_areas.csv',
  'required_documents.csv',
  'languages.csv',
  'accessibility.csv',
  'cost_options.csv',
  'organization_identifiers.csv',
  'service_capacities.csv',
  'units.csv',
];

type Draft = { shapes: Set<Shape>; owners: Set<string> };

function collect(shape: Shape, owner: string | null, drafts: Map<string, Draft>): Map<string, Draft> {
  const draft = drafts.get(shape.file) ?? { shapes: new Set(), owners: new Set() };
  drafts.set(shape.file, draft);
  if (owner) draft.owners.add(owner);
  if (draft.shapes.has(shape)) return drafts;
  draft.shapes.add(shape);
  for (const part of shape.many ?? []) collect(part.shape, shape.entity, drafts);
  for (const part of shape.one ?? []) collect(part.shape, null, drafts);
  return drafts;
}

function tableOf(file: string, { shapes, owners }: Draft): Table {
  const all = [...shapes];
  const entity = all[0]?.entity ?? '';
  const fields = new Map(all.flatMap((shape) => shape.fields.map((field) => [field.key, field.kind] as const)));
  const hasTexts = [...fields.values()].includes('text');
  const owning = isLinked(entity) ? [] : closest.filter((owner) => owners.has(owner));
  const named = all.flatMap(({ one = [] }) => one.map((part) => ({ key: part.key, entity: part.shape.entity })));
  fields.delete('id');
  const columns: Column[] = [
    key('id'),
    ...owning.map((owner) => key(`${owner}_id`)),
    ...named.map((part) => key(`${part.key}_id`)),
    ...[...fields].map(([name, kind]) => ({ name, kind })),
    ...(hasTexts ? [{ name: textsKey, kind: 'json' as const }] : []),
    ...all.flatMap(({ also = [] }) =>
      also.map((name) => ({ name, kind: name === 'enlace_partial' ? ('boolean' as const) : ('plain' as const) })),
    ),
  ];
  return { file, entity, columns, owners: owning, named };
}

const drafts = kinds.reduce((all, kind) => collect(shapeOf[kind], null, all), new Map<string, Draft>());

/** The tables of a package, in the order of HSDS. Their columns follow from the shapes. */
export const tables: readonly Table[] = order.flatMap((file) => {
  const draft = drafts.get(file);
  return draft ? [tableOf(file, draft)] : [];
});

const tableByFile = new Map(tables.map((table) => [table.file, table]));

/** The table of a file, also under the name that its rows have in the plural; undefined for what is none of ours. */
export const tableOfFile = (file: string): Table | undefined =>
  tableByFile.get(file === 'service_at_locations.csv' ? 'service_at_location.csv' : file);
