import { taxonomies } from '../../../../shared/contract/directory/taxonomies.ts';
import { type Language, render } from '../../../../shared/contract/text.ts';
import type { Cell } from './rows.ts';
import type { Column } from './tables.ts';

const columns = (...names: string[]): Column[] => names.map((name) => ({ name, kind: 'plain' }));

/** The tables of the taxonomies of the directory: the same in every package. */
export const taxonomyTables = [
  {
    file: 'taxonomy_terms.csv',
    entity: 'taxonomy_term',
    columns: columns('id', 'code', 'name', 'description', 'parent_id', 'taxonomy', 'language', 'taxonomy_id'),
  },
  { file: 'taxonomies.csv', entity: 'taxonomy', columns: columns('id', 'name', 'description', 'version') },
] as const;

/** Their rows, in a language. */
export const taxonomyRows = (file: (typeof taxonomyTables)[number]['file'], language: Language): Cell[][] =>
  file === 'taxonomies.csv'
    ? taxonomies.map(({ id, name, description, version }) => [id, render(name, language), render(description, language), version])
    : taxonomies.flatMap((taxonomy) =>
        taxonomy.terms.map(({ id, code, name, description, parent }) => [
          id,
          code,
          render(name, language),
          render(description, language),
          taxonomy.terms.find((term) => term.code === parent)?.id ?? '',
          taxonomy.code,
          language,
          taxonomy.id,
        ]),
      );
