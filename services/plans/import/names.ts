import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import type { Party } from '../../../shared/contract/plans/outline.ts';
import { phraseIndex, type Phrases } from './phrases.ts';
import { table } from './vocabulary.ts';

/** An organisation of the network as documents may print it: `names` are its aliases and its names in every language; `country` is ISO 3166-1 alpha-3. */
export type Organisation = { code: string; kind: string; names: readonly string[]; country?: string | null };

const alpha2 = new Map(codes.map((row) => [row[1] ?? '', row[0] ?? '']));
/** Short names that the ISO lists leave out (irregularities A1). */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  USA: ['EE.UU.', 'EEUU', 'EUA', 'United States'],
  DOM: ['Rep. Dominicana'],
};
const tables: Record<string, string | string[]>[] = [es.countries, en.countries];

/** The names of a country in Spanish and English, official and usual, by ISO 3166-1 alpha-3; none for an unknown code. */
export function countryNames(alpha3: string): string[] {
  const key = alpha2.get(alpha3) ?? '';
  return [...tables.flatMap((names) => names[key] ?? []), ...(shortNames[alpha3] ?? [])];
}

function namesOf(organisation: Organisation): string[] {
  const country = organisation.country ?? (organisation.kind === 'member' ? organisation.code : null);
  // Two-letter codes and bare initials ("US", "NI") are common words or too short to mean a party.
  const usual = country === null ? [] : countryNames(country).filter((name) => name.length > 3);
  return [organisation.code, ...organisation.names, ...usual];
}

/** Everything that may be printed as a party: the organisations by any name, and the open groups (register PL-15). */
export function partyPhrases(organisations: readonly Organisation[]): Phrases<Party> {
  const known = organisations.flatMap((one) =>
    namesOf(one).map((name) => [name, { kind: 'organisation', organisation: one.code } satisfies Party] as const),
  );
  const groups = table((vocabulary) => vocabulary.groups).flatMap(([kind, names]) =>
    names.map((name) => [name, { kind, organisation: null } satisfies Party] as const),
  );
  return phraseIndex<Party>([...known, ...groups]);
}
