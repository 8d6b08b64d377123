import { lastDay } from '../../../shared/contract/dates.ts';
import { lastEnd } from '../occurrences/recurrence.ts';
import type { Calendar, CalendarEvent } from './calendar-event.ts';
import { clean, cleanLine, tidied } from './text.ts';
import { instantText } from './times.ts';
import { endsOf } from './words.ts';

export type Precision = 'year' | 'month' | 'day' | 'time' | 'open';

/**
 * When an event is, as precise as is known and no more. Both ends belong to it: `2010-02` for a month, `2010-02-15` for a day; where `precision`
 * is `time`, an instant with the offset of its zone. A session that recurs tells its first occurrence, its rule and the local starts left out.
 * `lastDay` is the last day on which it may be, of its last occurrence too.
 */
export type CalendarDates = {
  precision: Precision;
  start: string | null;
  end: string | null;
  lastDay: string | null;
  zone: string | null;
  rule: string | null;
  except: string[];
};

export type CalendarEntry = Omit<CalendarEvent, 'when'> & CalendarDates;
export type CalendarJson = { name: string; description: string; url: string; language: Calendar['language']; events: CalendarEntry[] };

/** The calendar as JSON, with all of its events. */
export const calendarJson = (calendar: Calendar): CalendarJson => ({
  name: cleanLine(calendar.name),
  description: clean(calendar.description),
  url: calendar.url,
  language: calendar.language,
  events: calendar.events.map((event) => toEntry(tidied(event))),
});

const toEntry = (event: CalendarEvent): CalendarEntry => ({
  id: event.id,
  sequence: event.sequence,
  createdAt: event.createdAt,
  modifiedAt: event.modifiedAt,
  status: event.status,
  title: event.title,
  summary: event.summary,
  place: event.place,
  url: event.url,
  themes: event.themes,
  audiences: event.audiences,
  languages: event.languages,
  organiser: event.organiser,
  course: event.course,
  virtual: event.virtual,
  ...datesOf(event.when),
});

const coarseness = (edtf: string): Precision => {
  const shortest = Math.min(...endsOf(edtf).map(({ length }) => length));
  if (shortest <= 4) return 'year';
  return shortest <= 7 ? 'month' : 'day';
};

function datesOf(when: CalendarEvent['when']): CalendarDates {
  const simple = { zone: null, rule: null, except: [] };
  if (when.kind === 'open') return { precision: 'open', start: null, end: null, lastDay: null, ...simple };
  if (when.kind === 'days') return { precision: 'day', start: when.from, end: when.to, lastDay: when.to, ...simple };
  if (when.kind === 'coarse') {
    const [start, end] = endsOf(when.edtf);
    return { precision: coarseness(when.edtf), start, end, lastDay: lastDay(when.edtf), ...simple };
  }
  return {
    precision: 'time',
    start: instantText(when.start, when.zone),
    end: instantText(when.end, when.zone),
    lastDay: lastEnd(when).slice(0, 10),
    zone: when.zone,
    rule: when.rule ?? null,
    except: when.except ?? [],
  };
}
