import type { FeedQuery } from '../../../shared/contract/training/feeds.ts';
import type { Context } from '../../../shared/database/context.ts';
import { calendarAtom } from '../calendar/atom.ts';
import type { Calendar } from '../calendar/calendar-event.ts';
import { calendarFile } from '../calendar/ical.ts';
import { courseInstances } from '../calendar/json-ld.ts';
import { calendarJson } from '../calendar/json.ts';
import { publicCalendar } from './feeds.ts';
import type { Asked } from './reading.ts';

const forms = {
  ics: { mediaType: 'text/calendar', write: calendarFile },
  atom: { mediaType: 'application/atom+xml', write: calendarAtom },
  jsonld: { mediaType: 'application/ld+json', write: (calendar: Calendar) => JSON.stringify(courseInstances(calendar)) },
} as const;

/** The public trainings as a file of iCalendar, Atom or JSON-LD, with its validators; empty for who has it already (register TR-05, TR-15). */
export async function getFeed<F extends keyof typeof forms>(context: Context, form: F, asked: Asked, query: FeedQuery) {
  const { calendar, ...validators } = await publicCalendar(context, asked, query);
  const { mediaType, write } = forms[form];
  const file = new TextEncoder().encode(calendar ? write(calendar) : '');
  return { ...validators, body: { file, mediaType: mediaType as (typeof forms)[F]['mediaType'], name: `calendar.${form}` } };
}

/** The same as JSON, with how precise each date is. */
export async function getFeedJson(context: Context, asked: Asked, query: FeedQuery) {
  const { calendar, ...validators } = await publicCalendar(context, asked, query);
  const nothing = { name: '', description: '', url: '', language: query.language, events: [] };
  return { ...validators, body: calendar ? calendarJson(calendar) : nothing };
}
