import type { Text } from '../../../shared/contract/text.ts';
import { termOf } from '../../../shared/contract/directory/taxonomies.ts';
import type { TermLink } from '../../../shared/contract/directory/parts.ts';

const inAll = (text: Text | undefined) => Object.values(text ?? {}).join(' ');

/** What a search looks through, in every language: first the names, then the rest. */
export type Words = { names: string; rest: string };

type Named = { name: Text; alternateName?: Text | undefined; description?: Text | undefined; terms?: TermLink[] | undefined };

/** The words of a listing for the search: its names; its description and the names of its terms. */
export function wordsOf({ name, alternateName, description, terms = [] }: Named): Words {
  const named = terms.map(({ taxonomy, term }) => inAll(termOf(taxonomy, term)?.name));
  return { names: `${inAll(name)} ${inAll(alternateName)}`, rest: [inAll(description), ...named].join(' ') };
}
