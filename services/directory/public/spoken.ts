import { termById } from '../../../shared/contract/directory/taxonomies.ts';
import { type Language, type Text, languages, render } from '../../../shared/contract/text.ts';
import type { PublicPart, PublicValue } from '../../../shared/database/public-directory.ts';
import { toTerm } from './terms.ts';

const known: readonly string[] = languages;

function isText(value: object): value is Text {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => known.includes(name));
}

/** What the public view holds, each text in one language or the next best, and each link to a term with the term itself. */
export function spoken(part: PublicPart, language: Language): Record<string, unknown> {
  const said = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, valueIn(value, language)]));
  const found = typeof part['taxonomy_term_id'] === 'string' ? termById(part['taxonomy_term_id']) : undefined;
  return found ? { ...said, taxonomy_term: toTerm(found, language) } : said;
}

function valueIn(value: PublicValue, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => valueIn(one, language));
  if (typeof value !== 'object') return value;
  return isText(value) ? render(value, language) : spoken(value, language);
}
