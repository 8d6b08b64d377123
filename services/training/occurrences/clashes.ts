import { dateOf, dayLength, dayOf } from './days.ts';
import type { Occurrence } from './recurrence.ts';

/** Whole days, both included. */
export type Days = { from: string; to: string };

/** One edition or foreign event with what it takes; `zone` is where its instants are held, for the days on which they fall. */
export type Held = {
  id: string;
  title: string;
  network: string | null;
  occurrences: (Occurrence | Days)[];
  countries: string[];
  trainers: string[];
  audiences: string[];
  zone?: string | null;
};

/** Two that collide, `a` before `b`; `from` and `to` (instants, or days where either is dated by days) are the first stretch that both hold. */
export type Clash = {
  a: string;
  b: string;
  for: ('country' | 'trainer' | 'audience')[];
  shared: { countries: string[]; trainers: string[]; audiences: string[] };
  from: string;
  to: string;
};

/** A stretch [start, end) of one `Held`, in milliseconds or in days. */
type Stretch = { start: number; end: number; dated: boolean; of: Held };
type Found = { a: Held; b: Held; start: number; end: number };

/** One after the other without overlap, so that two series meet at most as often as they have stretches. */
function merged(stretches: Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const each of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && each.start <= last.end) last.end = Math.max(last.end, each.end);
    else out.push({ ...each });
  }
  return out;
}

function instantsOf(held: Held): Stretch[] {
  const stretches = held.occurrences.flatMap((each) => {
    if (!('start' in each)) return [];
    const start = Date.parse(each.start);
    return [{ start, end: Math.max(Date.parse(each.end), start + 1), dated: false, of: held }];
  });
  return merged(stretches);
}

const localDates = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant: number) => dayOf(format.format(instant));
};

function daysOfHeld(held: Held, instants: Stretch[]): Stretch[] {
  const utc = (instant: number) => Math.floor(instant / dayLength);
  const local = held.zone ? localDates(held.zone) : utc;
  const touched = instants.map(({ start, end }) => ({
    start: Math.min(utc(start), local(start)),
    end: Math.max(utc(end - 1), local(end - 1)) + 1,
    dated: false,
    of: held,
  }));
  const days = held.occurrences.flatMap((each) =>
    'from' in each ? [{ start: dayOf(each.from), end: dayOf(each.to) + 1, dated: true, of: held }] : [],
  );
  return [...merged(days), ...merged(touched)];
}

const both = (one: readonly string[], other: readonly string[]) => [...new Set(one)].filter((each) => other.includes(each)).toSorted();
const keysOf = ({ countries, trainers, audiences }: Held) =>
  new Set([...countries.map((each) => `c${each}`), ...trainers.map((each) => `t${each}`), ...audiences.map((each) => `a${each}`)]);

/**
 * A sweep by start: whatever is still open under a shared key when another begins overlaps it, so the work is that of the overlaps, and the
 * first time that a pair is seen is its first. `against` says which kinds (dated or not) one looks at. Stops after `most` pairs.
 */
function sweep(stretches: Stretch[], against: (dated: boolean) => boolean[], most: number): Map<string, Found> {
  const open = new Map<string, Stretch[]>();
  const found = new Map<string, Found>();
  const stillOpen = (key: string, at: number) => {
    const still = (open.get(key) ?? []).filter(({ end }) => end > at);
    open.set(key, still);
    return still;
  };
  for (const next of stretches.toSorted((one, other) => one.start - other.start)) {
    for (const key of keysOf(next.of)) {
      for (const other of against(next.dated).flatMap((dated) => stillOpen(`${dated} ${key}`, next.start))) {
        const [a, b] = other.of.id < next.of.id ? [other.of, next.of] : [next.of, other.of];
        const pair = JSON.stringify([a.id, b.id]);
        if (a.id === b.id || found.has(pair)) continue;
        found.set(pair, { a, b, start: next.start, end: Math.min(other.end, next.end) });
        if (found.size >= most) return found;
      }
      const kind = `${next.dated} ${key}`;
      const same = open.get(kind);
      if (same) same.push(next);
      else open.set(kind, [next]);
    }
  }
  return found;
}

function clashOf({ a, b }: Found, from: string, to: string): Clash {
  const shared = {
    countries: both(a.countries, b.countries),
    trainers: both(a.trainers, b.trainers),
    audiences: both(a.audiences, b.audiences),
  };
  const reasons: Clash['for'] = [];
  if (shared.countries.length > 0) reasons.push('country');
  if (shared.trainers.length > 0) reasons.push('trainer');
  if (shared.audiences.length > 0) reasons.push('audience');
  return { a: a.id, b: b.id, for: reasons, shared, from, to };
}

/**
 * The pairs that overlap in time and share a country, a trainer or an audience, once each, by the first stretch that both hold; the earliest
 * `most`. Instants meet instants to the millisecond and what only touches does not clash; days meet days; an instant meets a day when it
 * falls on it in UTC or in the zone where it is held: a session late in Mexico City is on the day that people there call it, and also on
 * the next one, as a warning too many costs less than a collision unseen.
 */
export function clashesOf(list: readonly Held[], most = 5000): Clash[] {
  const instants = list.map((held) => instantsOf(held));
  const days = list.flatMap((held, index) => daysOfHeld(held, instants[index] ?? []));
  const exact = sweep(instants.flat(), () => [false], most);
  const byDay = sweep(days, (dated) => (dated ? [true, false] : [true]), most);
  const clashes = new Map<string, Clash>();
  for (const [pair, each] of byDay) clashes.set(pair, clashOf(each, dateOf(each.start), dateOf(each.end - 1)));
  for (const [pair, each] of exact) {
    const clash = clashOf(each, new Date(each.start).toISOString(), new Date(each.end).toISOString());
    const dated = clashes.get(pair);
    if (!dated || clash.from < dated.from) clashes.set(pair, clash);
  }
  const order = (one: Clash, other: Clash) => compare(one.from, other.from) || compare(one.a, other.a) || compare(one.b, other.b);
  return [...clashes.values()].toSorted(order).slice(0, most);
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));
