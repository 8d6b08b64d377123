import type { Days } from './clashes.ts';
import type { Work } from './days.ts';
import { linesOf, refused } from './feed-lines.ts';
import { type Written, writtenOf } from './feed-event.ts';
import { placed } from './feed-occurrences.ts';
import { EventFault } from './feed-properties.ts';
import { zonesOf } from './feed-zones.ts';
import type { Occurrence, Window } from './recurrence.ts';
import type { Bilingual } from './rule.ts';

/** One event of somebody else's calendar, its texts plain; `zone` is the IANA zone of its instants where it names one. */
export type ForeignEvent = {
  uid: string;
  title: string;
  place: string | null;
  status: 'tentative' | 'confirmed' | 'cancelled';
  zone: string | null;
  occurrences: (Occurrence | Days)[];
};
export type ForeignFeed = { events: ForeignEvent[]; findings: Bilingual[] };

const mostOccurrences = 20_000;
const mostFindings = 100;

/** Days and months that the rules of one feed may make the reader look at. */
export const feedWork = (): Work => ({ left: 5_000_000 });

class Findings {
  readonly list: Bilingual[] = [];
  private more = 0;

  add(event: string, { es, en }: Bilingual): void {
    const name = event.slice(0, 80).toWellFormed();
    if (this.list.length >= mostFindings) this.more += 1;
    else this.list.push({ es: `Evento «${name}»: ${es}`, en: `Event “${name}”: ${en}` });
  }

  all(): Bilingual[] {
    if (this.more === 0) return this.list;
    return [...this.list, { es: `… y ${this.more} hallazgos más`, en: `… and ${this.more} more findings` }];
  }
}

/** Does it, and makes a finding of what is wrong with that event alone. */
function attempt<T>(event: string, findings: Findings, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EventFault)) throw error;
    findings.add(event, error.fault);
    return null;
  }
}

/** Of each UID the event itself, the latest where it comes twice, and those that replace one of its dates. */
function grouped(all: Written[], findings: Findings): { main: Written; others: Written[] }[] {
  const groups = Map.groupBy(all, ({ uid }) => uid);
  return [...groups.values()].flatMap((group) => {
    const [main, ...repeated] = group
      .filter(({ replaces }) => !replaces)
      .toReversed()
      .toSorted((a, b) => b.sequence - a.sequence);
    const others = group.filter(({ replaces }) => replaces);
    if (main && repeated.length > 0)
      findings.add(main.title, { es: 'está repetido: se lee su última versión', en: 'it is repeated: its latest version is read' });
    if (main) return [{ main, others }];
    // The event itself is not in the feed: what there is of it stands alone.
    const [first, ...rest] = others;
    return first ? [{ main: first, others: rest }] : [];
  });
}

/**
 * Reads somebody else's public iCalendar feed (RFC 5545): its events with what falls inside the window, and what was wrong in single ones,
 * which are left out or read in part. Bounded whatever it is given: 2,000,000 characters, 5,000 events, 200 occurrences of one, 20,000 of all,
 * and `work`. Throws `unprocessable` for what is no calendar or over a limit. No address in it is followed, no markup kept as markup.
 */
export function readFeed(text: string, window: Window, work: Work = feedWork()): ForeignFeed {
  const { events: components, zones, broken } = linesOf(text);
  const reach = { from: Date.parse(window.from), to: Date.parse(window.to) };
  const place = { window: reach, zone: zonesOf(zones, reach, work), work };
  const findings = new Findings();
  const written = components.flatMap((lines, index) => attempt(`n.º ${index + 1}`, findings, () => writtenOf(lines)) ?? []);
  const events: ForeignEvent[] = [];
  let count = 0;
  for (const { main, others } of grouped(written, findings)) {
    const found = attempt(main.title, findings, () => placed(main, others, place));
    if (work.left < 0)
      throw refused('Las repeticiones del calendario son demasiado largas', 'The repetitions of the calendar are too long');
    for (const finding of found?.findings ?? []) findings.add(main.title, finding);
    if (!found || found.occurrences.length === 0) continue;
    count += found.occurrences.length;
    if (count > mostOccurrences)
      throw refused(`El calendario pasa de ${mostOccurrences} fechas`, `The calendar has over ${mostOccurrences} dates`);
    const { uid, title, place: where, status } = main;
    events.push({ uid, title, place: where, status, zone: found.zone, occurrences: found.occurrences });
  }
  const whole = { es: 'El calendario está cortado o mal formado', en: 'The calendar is cut short or malformed' };
  return { events, findings: broken ? [whole, ...findings.all()] : findings.all() };
}
