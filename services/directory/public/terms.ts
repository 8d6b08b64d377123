import { type Classified, type Taxonomy, termOf } from '../../../shared/contract/directory/taxonomies.ts';
import type { Language } from '../../../shared/contract/text.ts';

/** A taxonomy in a language, as HSDS names its parts. */
export const toTaxonomy = ({ id, name, description, version }: Taxonomy, language: Language) => ({
  id,
  name: name[language],
  description: description[language],
  version,
});

/** A term in a language, with its taxonomy. */
export function toTerm({ taxonomy, term }: Classified, language: Language) {
  const above = term.parent ? termOf(taxonomy.code, term.parent) : undefined;
  return {
    id: term.id,
    code: term.code,
    name: term.name[language],
    description: term.description[language],
    ...(above ? { parent_id: above.id } : {}),
    taxonomy: taxonomy.code,
    taxonomy_id: taxonomy.id,
    taxonomy_detail: toTaxonomy(taxonomy, language),
    language,
  };
}
