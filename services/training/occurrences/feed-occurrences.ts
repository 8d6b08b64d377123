import type { Days } from './clashes.ts';
import { dateOf, dayLength, type Work } from './days.ts';
import type { Written } from './feed-event.ts';
import { EventFault, type Length, type When } from './feed-properties.ts';
import type { Zone } from './feed-zones.ts';
import { type Clock, meets, type Occurrence, startsOf } from './recurrence.ts';
import type { Bilingual } from './rule.ts';

type Span = { start: number; end: number };
export type Placed = { occurrences: (Occurrence | Days)[]; zone: string | null; findings: Bilingual[] };
export type Place = { window: { from: number; to: number }; zone: (id: string) => Zone | null; work: Work };

const mostOfOne = 200;
const mostWorkOfOne = 100_000;
const longest = 36_525 * dayLength;

const floating: Clock = (local) => Date.parse(`${local.length > 10 ? local : `${local}T00:00:00`}Z`);

/** Where an event's times are read: null for what has no zone that anybody knows, and is then read as whole days. */
function clockFor({ local, utc, zone }: When, place: Place): { clock: Clock; exact: boolean; name: string | null; lost: string | null } {
  if (utc) return { clock: floating, exact: true, name: null, lost: null };
  const known = zone === null || local.length === 10 ? null : place.zone(zone);
  if (!known) return { clock: floating, exact: false, name: null, lost: zone };
  return { clock: known.clock, exact: true, name: known.name, lost: null };
}

const instant = (when: When, place: Place) => clockFor(when, place).clock(when.local);

function lengthOfEvent(start: When, { end, length }: { end: When | null; length: Length | null }, place: Place): Length {
  const allDay = start.local.length === 10;
  if (!end) return length ?? { days: 0, clock: allDay ? dayLength : 0 };
  if (end.local.length !== start.local.length)
    throw new EventFault('comienza con fecha y termina con hora, o al revés', 'it starts with a date and ends with a time, or the reverse');
  const clock = instant(end, place) - instant(start, place);
  if (clock < 0) throw new EventFault('termina antes de comenzar', 'it ends before it starts');
  return { days: 0, clock: allDay ? Math.max(clock, dayLength) : clock };
}

function endOf(start: When, ends: { end: When | null; length: Length | null }, place: Place): Length {
  const length = lengthOfEvent(start, ends, place);
  if (length.days * dayLength + length.clock > longest) throw new EventFault('dura más de cien años', 'it lasts over a hundred years');
  return length;
}

/** RFC 5545 3.3.6: the days of a duration follow the calendar, the rest the clock. */
const after = (local: string, at: number, length: Length, clock: Clock) =>
  (length.days === 0 ? at : clock(dateOf(Math.floor(floating(local) / dayLength) + length.days) + local.slice(10))) + length.clock;

function repeated(written: Written, place: Place, gone: Set<number | string>, work: Work): Span[] {
  const { clock } = clockFor(written.start, place);
  const length = endOf(written.start, written, place);
  const { from, to } = place.window;
  const spans: Span[] = [];
  const reach = { from: from - length.days * dayLength - length.clock, to };
  for (const { local, at } of startsOf(written.start.local, written.rule, clock, reach, work)) {
    const end = after(local, at, length, clock);
    if (gone.has(at) || gone.has(local.slice(0, 10)) || !meets(at, end, from, to)) continue;
    spans.push({ start: at, end });
    if (spans.length > mostOfOne) break;
  }
  return spans;
}

function added({ start, end, length }: Written['also'][number], written: Written, place: Place): Span {
  const { clock } = clockFor(start, place);
  const at = clock(start.local);
  return {
    start: at,
    end: after(start.local, at, end || length ? endOf(start, { end, length }, place) : endOf(written.start, written, place), clock),
  };
}

const shown = ({ start, end }: Span, exact: boolean): Occurrence | Days => {
  if (exact) return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
  const first = Math.floor(start / dayLength);
  return { from: dateOf(first), to: dateOf(Math.max(first, Math.floor((end - 1) / dayLength))) };
};

/**
 * The occurrences of one event inside the window, in order, at most 200: its rule and dates, less its exceptions, with those that another
 * VEVENT of the same UID replaces (RECURRENCE-ID). All-day and floating ones, and those of an unknown zone, are days.
 */
export function placed(written: Written, replacements: Written[], place: Place): Placed {
  const findings: Bilingual[] = [];
  const { exact, name, lost } = clockFor(written.start, place);
  if (lost) findings.push({ es: 'su zona horaria no se conoce: se toma por días', en: 'its time zone is not known: it is taken by days' });
  if (written.faultOfRule)
    findings.push({
      es: `se lee sin su repetición: ${written.faultOfRule.es}`,
      en: `read without its repetition: ${written.faultOfRule.en}`,
    });
  const keys = [...written.except, ...replacements.flatMap(({ replaces }) => replaces ?? [])];
  const gone = new Set(keys.map((when) => (when.local.length === 10 ? when.local : instant(when, place))));
  const work = { left: Math.min(mostWorkOfOne, place.work.left) };
  const given = work.left;
  const spans = repeated(written, place, gone, work);
  place.work.left -= given - work.left;
  if (work.left < 0)
    findings.push({
      es: 'su repetición es demasiado larga: se lee solo en parte',
      en: 'its repetition is too long: only part of it is read',
    });
  const { from, to } = place.window;
  for (const also of written.also) {
    const span = added(also, written, place);
    if (!gone.has(span.start) && meets(span.start, span.end, from, to)) spans.push(span);
  }
  for (const other of replacements) {
    const span = added({ start: other.start, end: other.end, length: other.length }, other, place);
    if (other.status !== 'cancelled' && meets(span.start, span.end, from, to)) spans.push(span);
  }
  const ordered = [...new Map(spans.map((span) => [span.start, span])).values()].toSorted((a, b) => a.start - b.start);
  if (ordered.length > mostOfOne)
    findings.push({ es: `se leen solo sus ${mostOfOne} primeras fechas`, en: `only its first ${mostOfOne} dates are read` });
  return { occurrences: ordered.slice(0, mostOfOne).map((span) => shown(span, exact)), zone: name, findings };
}
