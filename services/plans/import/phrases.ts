import { wordsOf } from './words.ts';

export type Phrase<T> = { words: readonly string[]; value: T };
export type Phrases<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

/** An index of phrases by their first word, the longest first; the first value given for a phrase keeps it. */
export function phraseIndex<T>(entries: readonly (readonly [string, T])[]): Phrases<T> {
  const index = new Map<string, Phrase<T>[]>();
  const seen = new Set<string>();
  for (const [text, value] of entries) {
    const words = wordsOf(text);
    const key = words.join(' ');
    const first = words[0];
    if (first === undefined || seen.has(key)) continue;
    seen.add(key);
    index.set(first, [...(index.get(first) ?? []), { words, value }]);
  }
  for (const list of index.values()) list.sort((one, other) => other.words.length - one.words.length);
  return index;
}

/** The longest phrase that begins at `at`, or null: "Trinidad y Tobago" is found whole (irregularities section 5). */
export function phraseAt<T>(phrases: Phrases<T>, words: readonly string[], at: number): Phrase<T> | null {
  const list = phrases.get(words[at] ?? '') ?? [];
  return list.find((phrase) => phrase.words.every((word, offset) => words[at + offset] === word)) ?? null;
}

/** The first of the phrases in a list of words: where it begins and where it ends. */
export function firstPhrase<T>(phrases: Phrases<T>, words: readonly string[]): { value: T; from: number; to: number } | null {
  for (let from = 0; from < words.length; from++) {
    const phrase = phraseAt(phrases, words, from);
    if (phrase) return { value: phrase.value, from, to: from + phrase.words.length };
  }
  return null;
}
