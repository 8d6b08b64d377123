import type { ItemChange } from '../../../shared/contract/plans/import-report.ts';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import type { Language } from '../../../shared/contract/text.ts';
import { listItems, type NewItem, type PreviousItem, textIn, withIds } from './matching-items.ts';
import { alikePairs } from './similarity.ts';
import { fold } from './words.ts';

export type { PreviousItem } from './matching-items.ts';

type Pairs = Map<NewItem, PreviousItem>;
type Matching = { fresh: NewItem[]; previous: PreviousItem[]; pairs: Pairs; used: Set<PreviousItem>; language: Language };

function pair(matching: Matching, item: NewItem, previous: PreviousItem): void {
  matching.pairs.set(item, previous);
  matching.used.add(previous);
}

/** Pairs what has the same key, the nearest in order first where several have it. */
function pairByKey(matching: Matching, key: (item: NewItem | PreviousItem) => string | null): void {
  const waiting = new Map<string, PreviousItem[]>();
  for (const previous of matching.previous) {
    const own = matching.used.has(previous) ? null : key(previous);
    if (own !== null) waiting.set(own, [...(waiting.get(own) ?? []), previous]);
  }
  for (const item of matching.fresh) {
    const list = matching.pairs.has(item) ? [] : (waiting.get(key(item) ?? '') ?? []);
    const found = list.shift();
    if (found) pair(matching, item, found);
  }
}

function place(item: NewItem | PreviousItem): string {
  return `${item.part}\n${item.axis}\n${item.number ?? ''}`;
}

function pairByText(matching: Matching): void {
  const text = (item: NewItem | PreviousItem) => {
    const printed = textIn(item, matching.language);
    return printed === null ? null : fold(printed);
  };
  const keyed = (rest: (item: NewItem | PreviousItem) => string) => (item: NewItem | PreviousItem) => {
    const own = text(item);
    return own === null ? null : `${own}\n${rest(item)}`;
  };
  pairByKey(matching, keyed(place));
  pairByKey(
    matching,
    keyed((item) => `${item.part}\n${item.axis}`),
  );
  pairByKey(
    matching,
    keyed((item) => item.part),
  );
  pairByKey(
    matching,
    keyed(() => ''),
  );
}

function pairBySimilarity(matching: Matching): void {
  const fresh = matching.fresh.filter((item) => !matching.pairs.has(item));
  const previous = matching.previous.filter((item) => !matching.used.has(item));
  const texts = (items: readonly (NewItem | PreviousItem)[]) => items.map((item) => textIn(item, matching.language) ?? '');
  const pairs = alikePairs(texts(fresh), texts(previous)).flatMap(({ one, other, dice }) => {
    const [item, before] = [fresh[one], previous[other]];
    return item && before ? [{ item, before, dice, samePlace: place(item) === place(before) ? 0 : 1 }] : [];
  });
  const near = (one: (typeof pairs)[number]) => Math.abs(one.item.position - one.before.position);
  pairs.sort((one, other) => other.dice - one.dice || one.samePlace - other.samePlace || near(one) - near(other));
  for (const { item, before } of pairs) {
    if (!matching.pairs.has(item) && !matching.used.has(before)) pair(matching, item, before);
  }
}

/** The order of each item among those of its part and axis: what is left to go by when a translation prints other numbers. */
function ranks(items: readonly (NewItem | PreviousItem)[]): Map<NewItem | PreviousItem, number> {
  const counts = new Map<string, number>();
  const ordered = items.toSorted((one, other) => one.position - other.position);
  return new Map(
    ordered.map((item) => {
      const group = `${item.part}\n${item.axis}`;
      const rank = counts.get(group) ?? 0;
      counts.set(group, rank + 1);
      return [item, rank];
    }),
  );
}

/** A translation shares no words with what is there: its items are told by part, axis and number, else by their order. */
function pairByPlace(matching: Matching): void {
  pairByKey(matching, (item) => (item.number === null ? null : place(item)));
  const order = ranks([...matching.fresh]);
  const before = ranks([...matching.previous]);
  pairByKey(matching, (item) => `${item.part}\n${item.axis}\n${order.get(item) ?? before.get(item) ?? ''}`);
}

/** A text written anew is still the same item where it has kept its place and rests on a mandate that it rested on before. */
function pairByMandate(matching: Matching): void {
  const waiting = new Map(matching.previous.filter((item) => !matching.used.has(item)).map((item) => [place(item), item]));
  for (const item of matching.fresh) {
    const previous = matching.pairs.has(item) || item.number === null ? undefined : waiting.get(place(item));
    if (previous?.mandates.some((key) => item.mandates.includes(key))) pair(matching, item, previous);
  }
}

function match(fresh: NewItem[], previous: PreviousItem[], language: Language): Matching {
  const matching: Matching = { fresh, previous, pairs: new Map(), used: new Set(), language };
  const translation = previous.length > 0 && previous.every((item) => textIn(item, language) === null);
  if (translation) pairByPlace(matching);
  else {
    pairByText(matching);
    pairBySimilarity(matching);
    pairByMandate(matching);
  }
  return matching;
}

function kindsOf(item: NewItem, previous: PreviousItem, language: Language): ItemChange['kinds'] {
  const kinds: ItemChange['kinds'] = [];
  const [now, before] = [textIn(item, language), textIn(previous, language)];
  if (now !== null && before !== null && fold(now) !== fold(before)) kinds.push('changed');
  if (item.part === 'historical' && previous.part === 'active') kinds.push('movedToHistorical');
  if (item.number !== previous.number || item.axis !== previous.axis) kinds.push('renumbered');
  return kinds.length > 0 ? kinds : ['same'];
}

function changesOf({ fresh, previous, pairs, used, language }: Matching): ItemChange[] {
  const changes = fresh.map((item): ItemChange => {
    const before = pairs.get(item);
    const kinds: ItemChange['kinds'] = before ? kindsOf(item, before, language) : ['new'];
    const now = { item: item.item, number: item.number, text: item.text, kinds };
    return { ...now, id: before?.id ?? null, previousNumber: before?.number ?? null, previousText: before?.text ?? null };
  });
  const gone = previous
    .filter((item) => !used.has(item))
    .map((item): ItemChange => ({
      item: item.item,
      id: item.id,
      kinds: ['gone'],
      number: null,
      previousNumber: item.number,
      text: item.text,
      previousText: item.text,
    }));
  return [...changes, ...gone];
}

/**
 * What a newly read outline does to the items of the current version: the outline with the ids of what it already knows, and a change
 * for every item, what is gone last. Items are told by the same text, then by a similar one, then by place and mandate, and in a translation (no previous item of
 * the kind has a text in `language`) by part, axis and number; each previous item is used once (register PL-13, irregularities N10).
 */
export function matchOutline(
  previous: readonly PreviousItem[],
  outline: Outline,
  language: Language,
): { outline: Outline; changes: ItemChange[] } {
  const items = listItems(outline);
  const matchings = (['objective', 'activity'] as const).map((kind) =>
    match(
      items.filter((item) => item.item === kind),
      previous.filter((item) => item.item === kind),
      language,
    ),
  );
  const ids = new Map(matchings.flatMap(({ pairs }) => [...pairs].map(([item, before]) => [item.source, before.id] as const)));
  return { outline: withIds(outline, ids), changes: matchings.flatMap(changesOf) };
}
