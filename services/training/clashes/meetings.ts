import { daysAfter } from '../../../shared/contract/dates.ts';
import { type Clash, type Held, clashesOf } from '../occurrences/clashes.ts';

/**
 * The collisions of editions with events of others, for a country or an audience; never those of two editions or of two events. Each is as
 * `clashesOf` finds it, with the edition as `a`. Stops once there are `most`.
 */
export function meetingsOf(editions: readonly Held[], events: readonly Held[], most: number): Clash[] {
  const found: Clash[] = [];
  for (const edition of editions) {
    const near = nearTo(edition, events);
    const byId = new Map(near.map((event) => [event.id, event]));
    // What the edition shares with each event is that event alone, so that no two events share anything.
    const one = sharing(edition, [...byId.keys()], near.some(isDated));
    const others = near.map((event) => sharing(event, [event.id], isDated(edition)));
    const pairs = clashesOf([one, ...others], most - found.length);
    for (const { a, b, from, to } of pairs) {
      const event = byId.get(a === edition.id ? b : a);
      if (event) found.push({ a: edition.id, b: event.id, ...sharedBy(edition, event), from, to });
    }
    if (found.length >= most) break;
  }
  return found;
}

/** A zone is only asked for days to compare with days, and costs more than all else. */
function sharing(held: Held, keys: string[], againstDays: boolean): Held {
  return { ...held, countries: keys, trainers: [], audiences: [], zone: againstDays ? (held.zone ?? null) : null };
}

const isDated = ({ occurrences }: Held) => occurrences.some((one) => 'from' in one);

/** The events that share something with the edition, with those of their occurrences that may meet it: zones move a day by one at most. */
function nearTo(edition: Held, events: readonly Held[]): Held[] {
  const days = edition.occurrences.map(daysOf);
  const from = days.map((one) => one.from).toSorted()[0];
  const to = days
    .map((one) => one.to)
    .toSorted()
    .at(-1);
  if (from === undefined || to === undefined) return [];
  const [first, last] = [daysAfter(from, -1), daysAfter(to, 1)];
  const isNear = (one: Held['occurrences'][number]) => daysOf(one).to >= first && daysOf(one).from <= last;
  return events
    .filter((event) => sharedBy(edition, event).for.length > 0)
    .map((event) => ({ ...event, occurrences: event.occurrences.filter(isNear) }))
    .filter(({ occurrences }) => occurrences.length > 0);
}

const daysOf = (one: Held['occurrences'][number]) =>
  'start' in one ? { from: one.start.slice(0, 10), to: one.end.slice(0, 10) } : { from: one.from, to: one.to };

function sharedBy(edition: Held, event: Held): Pick<Clash, 'for' | 'shared'> {
  const both = (one: string[], other: string[]) => [...new Set(one)].filter((each) => other.includes(each)).toSorted();
  const shared = { countries: both(edition.countries, event.countries), trainers: [], audiences: both(edition.audiences, event.audiences) };
  const reasons = [shared.countries.length > 0 && 'country', shared.audiences.length > 0 && 'audience'] as const;
  return { for: reasons.filter((reason) => reason !== false), shared };
}
