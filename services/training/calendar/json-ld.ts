import { occurrencesOf } from '../occurrences/recurrence.ts';
import type { Calendar, CalendarEvent, SessionTime } from './calendar-event.ts';
import { scheduleOf } from './schedule.ts';
import { tidied } from './text.ts';
import { instantIn, instantText } from './times.ts';
import { endsOf } from './words.ts';

export type JsonLd = { [key: string]: unknown };

const statuses = { tentative: 'EventPostponed', confirmed: 'EventScheduled', cancelled: 'EventCancelled' } as const;

/**
 * The calendar as JSON-LD of schema.org: a `Course` for each course with its editions, and after them the editions of none. Dates are as
 * precise as is known (ISO 8601, `2010-02`), none where they are to be defined. What puts it into a page escapes its `<`.
 */
export function courseInstances(calendar: Calendar): { '@context': string; '@graph': JsonLd[] } {
  const events = calendar.events.map(tidied);
  const courses = Map.groupBy(events, ({ course }) => course);
  const graph = [...courses].flatMap(([course, editions]) => (course === null ? [] : [courseOf(course, editions)]));
  const others = (courses.get(null) ?? []).map((event) => instanceOf(event));
  return { '@context': 'https://schema.org', '@graph': [...graph, ...others] };
}

const courseOf = (name: string, editions: CalendarEvent[]): JsonLd => ({
  '@type': 'Course',
  name,
  description: editions.find(({ summary }) => summary !== null)?.summary ?? name,
  provider: [...new Set(editions.map(({ organiser }) => organiser))].map(organisation),
  hasCourseInstance: editions.map((event) => instanceOf(event)),
});

const organisation = (name: string): JsonLd => ({ '@type': 'Organization', name });

const instanceOf = (event: CalendarEvent): JsonLd => ({
  '@type': 'CourseInstance',
  '@id': `urn:uuid:${event.id}`,
  name: event.title,
  ...(event.summary === null ? {} : { description: event.summary }),
  url: event.url,
  ...datesOf(event.when),
  eventStatus: `https://schema.org/${statuses[event.status]}`,
  courseMode: event.virtual ? 'online' : 'onsite',
  eventAttendanceMode: `https://schema.org/${event.virtual ? 'Online' : 'Offline'}EventAttendanceMode`,
  ...locationOf(event),
  organizer: organisation(event.organiser),
  ...(event.languages.length === 0 ? {} : { inLanguage: event.languages }),
  ...(event.themes.length === 0 ? {} : { about: event.themes }),
  ...(event.audiences.length === 0 ? {} : { audience: event.audiences.map((audienceType) => ({ '@type': 'Audience', audienceType })) }),
});

function locationOf({ virtual, place, url }: CalendarEvent): JsonLd {
  const named = place === null ? {} : { name: place };
  if (virtual) return { location: { '@type': 'VirtualLocation', url, ...named } };
  return place === null ? {} : { location: { '@type': 'Place', ...named } };
}

function datesOf(when: CalendarEvent['when']): JsonLd {
  if (when.kind === 'open') return {};
  if (when.kind === 'days') return { startDate: when.from, endDate: when.to };
  if (when.kind === 'session') return timesOf(when);
  const [startDate, endDate] = endsOf(when.edtf);
  return { startDate, endDate };
}

function timesOf(when: SessionTime): JsonLd {
  const { start, end, zone, rule } = when;
  const once = { startDate: instantText(start, zone), endDate: instantText(end, zone) };
  if (rule === undefined) return once;
  const last = occurrencesOf(when, { from: '0001-01-01', to: '9999-12-31' }).at(-1);
  const eventSchedule = scheduleOf(when, last ? instantIn(last.start, zone).slice(0, 10) : null);
  return { ...once, ...(last ? { endDate: instantIn(last.end, zone) } : {}), ...(eventSchedule ? { eventSchedule } : {}) };
}
