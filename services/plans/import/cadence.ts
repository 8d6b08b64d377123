import type { Cadence } from '../../../shared/contract/plans/outline.ts';
import type { Body } from '../citations.ts';
import { firstPhrase, type Phrases, phraseAt, phraseIndex } from './phrases.ts';
import { table, words } from './vocabulary.ts';
import { wordsOf } from './words.ts';

const every = phraseIndex(words((vocabulary) => vocabulary.everyMeeting).map((phrase) => [phrase, true] as const));
const the = phraseIndex(words((vocabulary) => vocabulary.theMeetings).map((phrase) => [phrase, true] as const));
const rhythms = table((vocabulary) => vocabulary.cadences).map(([kind, names]) => ({
  kind,
  phrases: phraseIndex(names.map((name) => [name, kind] as const)),
}));
const joints = new Set(words((vocabulary) => vocabulary.partyFillers));

/** The bodies named one after the other from `at` on: "del GRCM y la CRM". */
function namedFrom(text: readonly string[], from: number, names: Phrases<string>): string[] {
  const found = new Set<string>();
  for (let at = from; at < text.length;) {
    const name = phraseAt(names, text, at);
    if (name) found.add(name.value);
    else if (!joints.has(text[at] ?? '')) break;
    at += name?.words.length ?? 1;
  }
  return [...found];
}

function bodiesAfter(text: readonly string[], bodies: readonly Body[]): string[] {
  const said = firstPhrase(every, text) ?? firstPhrase(the, text);
  if (!said) return [];
  const names = phraseIndex(bodies.flatMap((body) => [body.code, ...body.aliases].map((name) => [name, body.code] as const)));
  return namedFrom(text, said.to, names);
}

/**
 * How often, where the wording of the activity, of its parties or of its calendar fixes it; the bodies by code, as printed.
 * Meetings of a named body come before any other rhythm (register PL-05, irregularities S3).
 */
export function parseCadence(texts: readonly string[], bodies: readonly Body[]): Cadence {
  const lists = texts.map(wordsOf);
  for (const list of lists) {
    const found = bodiesAfter(list, bodies);
    if (found.length > 0) return { kind: 'perMeeting', bodies: found };
  }
  const rhythm = rhythms.find(({ phrases }) => lists.some((list) => firstPhrase(phrases, list) !== null));
  return { kind: rhythm?.kind ?? 'none', bodies: [] };
}
