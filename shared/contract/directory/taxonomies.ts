import type { Language } from '../text.ts';
import { help } from './taxonomies/help.ts';
import { profile } from './taxonomies/profile.ts';
import { stage } from './taxonomies/stage.ts';

/** A text in each of the languages. */
type InAll = Record<Language, string>;

/** A term of a taxonomy. `parent` is the code of the term above it. */
export type Term = { id: string; code: string; parent?: string; name: InAll; description: InAll };

/** A set of terms by which services are found. It is the same in every deployment, and so are its ids. */
export type Taxonomy = { id: string; code: string; version: string; name: InAll; description: InAll; terms: readonly Term[] };

/** A term and where it stands. */
export type Classified = { taxonomy: Taxonomy; term: Term };

/** The taxonomies of the directory: kind of help, profile, stage (register DI-04, DI-09, RR-13). */
export const taxonomies: readonly Taxonomy[] = [help, profile, stage];

const classified = taxonomies.flatMap((taxonomy) => taxonomy.terms.map((term): Classified => ({ taxonomy, term })));
const byCode = new Map(classified.map((one) => [`${one.taxonomy.code} ${one.term.code}`, one]));
const byId = new Map(classified.map((one) => [one.term.id, one]));

/** A term by the codes of its taxonomy and its own; undefined when there is none. */
export const termOf = (taxonomy: string, term: string): Term | undefined => byCode.get(`${taxonomy} ${term}`)?.term;

/** A term and its taxonomy by the id of the term; undefined when there is none. */
export const termById = (id: string): Classified | undefined => byId.get(id);

/** A taxonomy by its id; undefined when there is none. */
export const taxonomyById = (id: string): Taxonomy | undefined => taxonomies.find((taxonomy) => taxonomy.id === id);
