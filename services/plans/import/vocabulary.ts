import { english } from './vocabulary.en.ts';
import { spanish } from './vocabulary.es.ts';
import { fold } from './words.ts';

export type Instrument = 'decisions' | 'declaration' | 'conclusions' | 'jointCommunique' | 'networkReport';
export type ColumnRole = 'axis' | 'part' | 'objective' | 'activity' | 'responsible' | 'schedule' | 'outcome';
export type GroupKind = 'allMembers' | 'hostCountry' | 'participatingCountries' | 'interestedGovernments' | 'role';
export type ShareRole = 'coordination' | 'input' | 'support';

/** The words with which the plans of one language say things. All are compared folded; lists may hold several words to an entry. */
export type Vocabulary = {
  months: readonly (readonly string[])[];
  dateFillers: readonly string[];
  rangeWords: readonly string[];
  pairWords: readonly string[];
  statuses: Readonly<Record<'continuous' | 'toBeDefined' | 'pending', readonly string[]>>;
  columns: Readonly<Record<ColumnRole, readonly string[]>>;
  axisWords: readonly string[];
  historicalWords: readonly string[];
  planWords: readonly string[];
  updateWords: readonly string[];
  legendWords: readonly string[];
  noteWords: readonly string[];
  removalWords: readonly string[];
  pointWords: readonly string[];
  itemWords: readonly string[];
  citationLabels: readonly string[];
  instruments: Readonly<Record<Instrument, readonly string[]>>;
  notPlaces: readonly string[];
  groups: Readonly<Record<GroupKind, readonly string[]>>;
  shares: Readonly<Record<ShareRole, readonly string[]>>;
  optional: readonly string[];
  partyFillers: readonly string[];
  everyMeeting: readonly string[];
  theMeetings: readonly string[];
  cadences: Readonly<Record<'semiAnnual' | 'regular' | 'periodic', readonly string[]>>;
  eventPrepositions: readonly string[];
};

const vocabularies = [spanish, english];

/** Every folded word that the vocabularies give for one thing: a document may mix its languages, and most do ("XI RCM"). */
export function words(pick: (vocabulary: Vocabulary) => readonly string[]): string[] {
  return [...new Set(vocabularies.flatMap((vocabulary) => pick(vocabulary).map(fold)))];
}

/** The months of both languages: folded word → 1 … 12. */
export const months: ReadonlyMap<string, number> = new Map(
  vocabularies.flatMap((vocabulary) => vocabulary.months.flatMap((names, index) => names.map((name) => [fold(name), index + 1] as const))),
);

/** The keys of one table of a vocabulary, each with its words of both languages. */
export function table<Key extends string>(pick: (vocabulary: Vocabulary) => Readonly<Record<Key, readonly string[]>>): [Key, string[]][] {
  const keys = Object.keys(pick(spanish)) as Key[];
  return keys.map((key) => [key, words((vocabulary) => pick(vocabulary)[key])]);
}
