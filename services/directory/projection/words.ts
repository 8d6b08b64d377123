import type { Text } from '../../../shared/contract/text.ts';
import { termOf } from '../../../shared/contract/directory/taxonomies.ts';
import type { TermLink } from '../../../shared/contract/directory/parts.ts';

const inAll = (text: Text | undefined) => Object.values(text ?? {}).join(' ');

/** What a search looks through, in every language: first the names, then the rest. */
export type Words = { names: string; rest: string };

type Named = { name: Text; alternateName?: Text | undefined; description?: Text | undefined; terms?: TermLink[] | undefined };

/** The words of a listing for the search: its names; its description, the names of its terms and of those above them. */
export function wordsOf({ name, alternateName, description, terms = [] }: Named): Words {
  const found = terms.flatMap(({ taxonomy, term }) => [termOf(taxonomy, term), termOf(taxonomy, termOf(taxonomy, term)?.parent ?? '')]);
  const named = found.map((term) => inAll(term?.name));
  return { names: `${inAll(name)} ${inAll(alternateName)}`, rest: [inAll(description), ...named].join(' ') };
}
