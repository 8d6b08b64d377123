import type { CalendarEvent } from './calendar-event.ts';

/** What neither XML 1.0 nor a text of RFC 5545 may hold. C1 is among it: U+0085 ends a line for some readers. */
const unprintable = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** A text as any file may hold it: lines end in `\n`, no other control character but the tab, no half characters. */
export const clean = (text: string) => text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(unprintable, '');

/** The same in one line, for names and terms. */
export const cleanLine = (text: string) => clean(text).replaceAll(/\s+/g, ' ').trim();

const cleanList = (list: readonly string[]) => list.map(cleanLine).filter((each) => each !== '');
const orNull = (text: string | null) => (text === null ? null : clean(text).trim() || null);

/** An event with every text that people wrote made clean. */
export const tidied = (event: CalendarEvent): CalendarEvent => ({
  ...event,
  title: cleanLine(event.title),
  summary: orNull(event.summary),
  place: orNull(event.place),
  themes: cleanList(event.themes),
  audiences: cleanList(event.audiences),
  languages: cleanList(event.languages),
  organiser: cleanLine(event.organiser),
  course: event.course === null ? null : cleanLine(event.course) || null,
});
