import type { Language } from '../../../../shared/contract/text.ts';
import type { Kind } from '../hsds/shape.ts';
import { type Column, tables } from './tables.ts';
import { taxonomyTables } from './taxonomies.ts';

const types: Partial<Record<Kind, string>> = { number: 'number', boolean: 'boolean', json: 'any' };

/** The other table that a column of ids points to, where it is not the one that its name says. */
const targets: Record<string, string> = { parent_organization_id: 'organization', parent_id: 'taxonomy_term' };

const known = [...tables, ...taxonomyTables];
const nameOf = (file: string) => file.replace(/\.csv$/, '');

function foreignKey({ name }: Column) {
  const entity = targets[name] ?? name.replace(/_id$/, '');
  const target = name.endsWith('_id') ? known.find((table) => table.entity === entity) : undefined;
  return target ? [{ fields: name, reference: { resource: nameOf(target.file), fields: 'id' } }] : [];
}

/** What a package says of itself: a Tabular Data Package, whose resources are the tables of HSDS and their columns. */
export const datapackage = (language: Language) => ({
  profile: 'tabular-data-package',
  name: 'hsds-directory',
  title: 'Human Services Data Specification 3.0',
  languages: [language],
  resources: known.map(({ file, columns }) => ({
    profile: 'tabular-data-resource',
    name: nameOf(file),
    path: file,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', doubleQuote: true, header: true },
    schema: {
      fields: columns.map(({ name, kind }) => ({ name, type: types[kind] ?? 'string' })),
      primaryKey: 'id',
      foreignKeys: columns.flatMap(foreignKey),
    },
  })),
});
