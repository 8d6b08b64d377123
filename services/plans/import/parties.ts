import type { Party, Responsibility } from '../../../shared/contract/plans/outline.ts';
import { type Phrases, phraseAt, phraseIndex } from './phrases.ts';
import { table, words } from './vocabulary.ts';
import { clean, fold, stripStop } from './words.ts';

type Role = Responsibility['role'];
type Word = { folded: string; from: number; to: number };
type Share = { party: Party; role: Role; optional: boolean };
type State = {
  shares: Share[];
  role: Role;
  since: number;
  unknown: Word[];
  adjacent: boolean;
  inDuty: boolean;
  duty: string[];
  names: string[];
};

/** The parties of a text: who, in which role; the words that named nobody known; the sentences that say a duty instead of a party. */
export type ParsedParties = { responsibilities: Responsibility[]; unknown: string[]; duties: string[] };

const shares = phraseIndex(table((vocabulary) => vocabulary.shares).flatMap(([role, names]) => names.map((name) => [name, role] as const)));
const optional = phraseIndex(words((vocabulary) => vocabulary.optional).map((name) => [name, true] as const));
const fillers = new Set(words((vocabulary) => vocabulary.partyFillers));

function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({
    folded: fold(found[0]),
    from: found.index,
    to: found.index + found[0].length,
  }));
}

function closeUnknown(state: State, raw: string): void {
  const [first, last] = [state.unknown[0], state.unknown.at(-1)];
  if (first === undefined || last === undefined) return;
  const text = raw.slice(first.from, last.to);
  if (state.inDuty) state.duty.push(text);
  else {
    state.names.push(text);
    state.shares.push({ party: { kind: 'unknown', organisation: null }, role: state.role, optional: false });
  }
  state.unknown = [];
  state.inDuty = false;
}

function takeOptional(state: State): void {
  for (const share of state.shares.slice(state.since)) share.optional = true;
}

/** Takes the phrase or the word at `at`; gives how many words it took. */
function take(state: State, raw: string, list: readonly Word[], folded: readonly string[], at: number, phrases: Phrases<Party>): number {
  const share = phraseAt(shares, folded, at);
  const wish = phraseAt(optional, folded, at);
  const party = state.inDuty ? null : phraseAt(phrases, folded, at);
  const found = share ?? wish ?? party;
  if (found) closeUnknown(state, raw);
  if (share) [state.role, state.since] = [share.value, state.shares.length];
  else if (wish) takeOptional(state);
  else if (party) state.shares.push({ party: party.value, role: state.role, optional: false });
  else takeWord(state, list[at], folded[at] ?? '');
  state.adjacent = party !== null && !share && !wish;
  return found?.words.length ?? 1;
}

function takeWord(state: State, word: Word | undefined, folded: string): void {
  if (word === undefined) return;
  if (state.unknown.length === 0 && fillers.has(folded)) return;
  // What follows a party with nothing between is what it does, not another party: "the countries report …" (irregularities T5).
  if (state.unknown.length === 0) state.inDuty = state.adjacent;
  state.unknown.push(word);
}

function breaks(gap: string, inDuty: boolean): 'sentence' | 'comma' | null {
  if (/[.;\n]/.test(gap)) return 'sentence';
  return !inDuty && /[,/]/.test(gap) ? 'comma' : null;
}

/** More than any cell of a plan names: what goes beyond is prose or noise, kept whole as one unknown party. */
const longest = 4_000;
const mostParties = 60;

function asUnknown(raw: string): ParsedParties {
  const party: Party = { kind: 'unknown', organisation: null };
  return { responsibilities: [{ party, role: 'responsible', optional: false, raw }], unknown: [raw], duties: [] };
}

/**
 * Who has which share, from the party text of an activity without its number, citations and notes. Known names are matched whole
 * and the longest first, so no name is split; what is left between separators is a party of kind `unknown` (register PL-15).
 */
export function parseParties(text: string, phrases: Phrases<Party>): ParsedParties {
  const raw = stripStop(clean(text));
  if (raw.length > longest) return asUnknown(raw);
  const list = wordsIn(raw);
  const folded = list.map((word) => word.folded);
  const state: State = { shares: [], role: 'responsible', since: 0, unknown: [], adjacent: false, inDuty: false, duty: [], names: [] };
  for (let at = 0; at < list.length;) {
    const gap = breaks(raw.slice(list[at - 1]?.to ?? 0, list[at]?.from), state.inDuty);
    if (gap !== null) closeUnknown(state, raw);
    if (gap !== null) state.adjacent = false;
    at += take(state, raw, list, folded, at, phrases);
  }
  closeUnknown(state, raw);
  if (state.shares.length > mostParties) return asUnknown(raw);
  return { responsibilities: state.shares.map((share) => ({ ...share, raw })), unknown: state.names, duties: state.duty };
}
