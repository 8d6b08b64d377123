import { type Classified, taxonomies, termById, taxonomyById } from '../../../shared/contract/directory/taxonomies.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Language } from '../../../shared/contract/text.ts';
import { type Paging, pageOf, windowOf } from './paging.ts';
import { streamed } from './streamed.ts';
import { toTaxonomy, toTerm } from './terms.ts';

type Search = Paging & { search?: string | undefined; format?: 'json' | 'ndjson' | undefined };
type TermSearch = Search & { taxonomy_id?: string | undefined; top_only?: boolean | undefined; parent_id?: string | undefined };

const everyTerm = taxonomies.flatMap((taxonomy) => taxonomy.terms.map((term): Classified => ({ taxonomy, term })));

/** The taxonomies of the directory: the same in every deployment. */
export function findTaxonomies(search: Search, language: Language) {
  return answered(
    search,
    taxonomies.filter((one) => speaksOf(one, search.search)).map((one) => toTaxonomy(one, language)),
    'taxonomies',
  );
}

/** A taxonomy. Throws not-found. */
export function getTaxonomy(id: string, language: Language) {
  const found = taxonomyById(id);
  if (!found) throw new Problem('not-found');
  return toTaxonomy(found, language);
}

/** The terms of the taxonomies; `top_only` those with no term above them. */
export function findTerms(search: TermSearch, language: Language) {
  const { taxonomy_id: taxonomyId, top_only: topOnly, parent_id: parentId } = search;
  const parent = parentId === undefined ? undefined : (termById(parentId)?.term.code ?? '');
  const wanted = everyTerm.filter(
    ({ taxonomy, term }) =>
      (taxonomyId === undefined || taxonomy.id === taxonomyId) &&
      (!topOnly || term.parent === undefined) &&
      (parent === undefined || (term.parent === parent && termById(parentId ?? '')?.taxonomy === taxonomy)) &&
      speaksOf(term, search.search),
  );
  return answered(
    search,
    wanted.map((one) => toTerm(one, language)),
    'taxonomy_terms',
  );
}

/** A term with its taxonomy. Throws not-found. */
export function getTerm(id: string, language: Language) {
  const found = termById(id);
  if (!found) throw new Problem('not-found');
  return toTerm(found, language);
}

type Described = { code: string; name: Record<string, string>; description: Record<string, string> };

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether each word begins a word of what is said, in any language, whatever its accents. */
function speaksOf({ code, name, description }: Described, search: string | undefined): boolean {
  const said = plain([code, ...Object.values(name), ...Object.values(description)].join(' ')).match(/[\p{L}\p{N}]+/gu) ?? [];
  const asked = plain(search ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
  return asked.every((word) => said.some((other) => other.startsWith(word)));
}

function answered<Item>(search: Search, items: Item[], name: string) {
  if (search.format === 'ndjson') return streamed(name, asBatch(items));
  const { offset, limit } = windowOf(search);
  return pageOf(items.slice(offset, offset + limit), items.length, search);
}

async function* asBatch<Item>(items: Item[]): AsyncGenerator<Item[]> {
  yield items;
}
