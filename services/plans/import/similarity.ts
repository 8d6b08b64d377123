import { wordsOf } from './words.ts';

/** A pair of texts alike enough, by their places in the two lists: Dice's coefficient of their words, 0 … 1. */
export type Alike = { one: number; other: number; dice: number };

const leastDice = 0.6;
/** Enough words to tell two sentences apart, few enough that thousands of long ones stay cheap. */
const mostWords = 64;
const bestPerText = 8;

function tokenSet(text: string): string[] {
  return [...new Set(wordsOf(text))].slice(0, mostWords);
}

function postings(sets: readonly (readonly string[])[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  sets.forEach((set, at) => {
    for (const token of set) {
      const list = index.get(token);
      if (list) list.push(at);
      else index.set(token, [at]);
    }
  });
  return index;
}

/**
 * The pairs of texts of two lists whose words agree with a Dice coefficient of 0.6 or more, at most eight to each text of the first
 * list: those with the highest coefficient, the nearest in place among equals.
 */
export function alikePairs(ones: readonly string[], others: readonly string[]): Alike[] {
  const otherSets = others.map(tokenSet);
  const index = postings(otherSets);
  const shared = new Uint16Array(others.length);
  return ones.flatMap((text, one) => {
    const set = tokenSet(text);
    shared.fill(0);
    for (const token of set) for (const other of index.get(token) ?? []) shared[other] = (shared[other] ?? 0) + 1;
    const pairs = otherSets.flatMap((otherSet, other): Alike[] => {
      const dice = (2 * (shared[other] ?? 0)) / Math.max(1, set.length + otherSet.length);
      return dice >= leastDice ? [{ one, other, dice }] : [];
    });
    const near = (pair: Alike) => Math.abs(pair.other - one);
    return pairs.toSorted((left, right) => right.dice - left.dice || near(left) - near(right)).slice(0, bestPerText);
  });
}
