import { Problem } from '../../../shared/contract/problem.ts';

/** The lines of one component that are read, unfolded; `cut` when it never ended. */
export type Lines = { lines: string[]; cut: boolean };
export type ZoneLines = { lines: string[]; parts: { lines: string[] }[] };
export type FeedLines = { events: Lines[]; zones: ZoneLines[]; broken: boolean };

const mostCharacters = 2_000_000;
const mostEvents = 5000;
const deepest = 20;

const read = new Set(
  'UID SUMMARY LOCATION STATUS SEQUENCE RECURRENCE-ID DTSTART DTEND DURATION RRULE RDATE EXDATE TZID X-LIC-LOCATION TZOFFSETFROM TZOFFSETTO'.split(
    ' ',
  ),
);

/** The refusal of a whole feed. */
export const refused = (es: string, en: string) => new Problem('unprocessable', { es, en });

function unfolded(text: string): string[] {
  if (text.length > mostCharacters)
    throw refused('El calendario pasa de 2.000.000 de caracteres', 'The calendar is over 2,000,000 characters');
  const plain = text.replaceAll('\u0000', '').replace(/^\uFEFF/, '');
  return plain
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]/g, '')
    .split('\n');
}

class Reader {
  readonly events: Lines[] = [];
  readonly zones: ZoneLines[] = [];
  broken = false;
  private stack: { name: string; into: { lines: string[] } | null }[] = [];

  take(line: string): void {
    const name = /^[A-Za-z0-9-]{1,40}/.exec(line)?.[0].toUpperCase();
    if (name === undefined) this.broken ||= line.trim() !== '';
    else if (name === 'BEGIN') this.begin(line.slice(6).trim().toUpperCase());
    else if (name === 'END') this.end(line.slice(4).trim().toUpperCase());
    else if (read.has(name)) this.stack.at(-1)?.into?.lines.push(line);
  }

  begin(name: string): void {
    // An event inside an event means that the first one was never closed.
    const at = name === 'VEVENT' ? this.stack.findLastIndex((each) => each.name === 'VEVENT') : -1;
    if (at >= 0) this.leave(at);
    if (this.stack.length >= deepest)
      throw refused(`El calendario anida más de ${deepest} componentes`, `The calendar nests more than ${deepest} components`);
    this.stack.push({ name, into: this.opened(name) });
  }

  private opened(name: string): { lines: string[] } | null {
    const parent = this.stack.at(-1)?.name;
    if (name === 'VEVENT' && parent === 'VCALENDAR') {
      if (this.events.length >= mostEvents)
        throw refused(`El calendario pasa de ${mostEvents} eventos`, `The calendar has over ${mostEvents} events`);
      const event = { lines: [], cut: true };
      this.events.push(event);
      return event;
    }
    if (name === 'VTIMEZONE' && parent === 'VCALENDAR') {
      const zone = { lines: [], parts: [] };
      this.zones.push(zone);
      return zone;
    }
    const zone = this.zones.at(-1);
    if (parent !== 'VTIMEZONE' || !zone || (name !== 'STANDARD' && name !== 'DAYLIGHT')) return null;
    const part = { lines: [] };
    zone.parts.push(part);
    return part;
  }

  end(name: string): void {
    const at = this.stack.findLastIndex((each) => each.name === name);
    if (at < 0) {
      this.broken = true;
      return;
    }
    const into = this.stack[at]?.into;
    if (into && 'cut' in into) into.cut = false;
    this.leave(at);
  }

  /** Leaves the component at that depth and all that is inside it. */
  private leave(depth: number): void {
    this.broken ||= depth < this.stack.length - 1;
    this.stack.length = depth;
  }

  finish(): FeedLines {
    this.broken ||= this.stack.length > 0;
    return { events: this.events, zones: this.zones, broken: this.broken };
  }
}

/**
 * The events and zones of an iCalendar text as unfolded lines, of the properties that are read alone; in one pass over at most 2,000,000
 * characters. Refuses (`unprocessable`) what is no calendar, is too long, has over 5,000 events or nests deeper than 20.
 */
export function linesOf(text: string): FeedLines {
  const reader = new Reader();
  const lines = unfolded(text);
  const first = lines.find((line) => line.trim() !== '');
  if (first?.trim().toUpperCase() !== 'BEGIN:VCALENDAR') throw refused('No es un calendario iCalendar', 'It is not an iCalendar calendar');
  for (const line of lines) reader.take(line);
  return reader.finish();
}
