import XmlBuilder from 'fast-xml-builder';
import type { Calendar, CalendarEvent } from './calendar-event.ts';
import { clean, cleanLine, tidied } from './text.ts';
import { factsInWords } from './words.ts';

const builder = new XmlBuilder({ ignoreAttributes: false, suppressEmptyNode: true, suppressBooleanAttributes: false });

/** The instant as RFC 3339 in UTC, whatever the offset it was given in. */
const instant = (text: string) => new Date(text).toISOString();

/**
 * The calendar as an Atom feed (RFC 4287), with what iCalendar cannot say: the dates that are coarse or still to be defined, told in words.
 * It is `updated` when the latest of its events was; one without events never, which is the beginning of 1970.
 */
export function calendarAtom(calendar: Calendar): string {
  const events = calendar.events.map(tidied);
  const latest = events.reduce((last, { modifiedAt }) => Math.max(last, Date.parse(modifiedAt)), 0);
  const feed = {
    '@_xmlns': 'http://www.w3.org/2005/Atom',
    '@_xml:lang': calendar.language,
    id: calendar.url,
    title: cleanLine(calendar.name),
    subtitle: clean(calendar.description),
    updated: new Date(latest).toISOString(),
    author: { name: 'Enlace' },
    generator: 'Enlace',
    link: { '@_rel': 'alternate', '@_href': calendar.url },
    entry: events.map((event) => toEntry(event, calendar.language)),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ feed })}`;
}

const toEntry = (event: CalendarEvent, language: Calendar['language']) => ({
  id: `urn:uuid:${event.id}`,
  title: event.title,
  updated: instant(event.modifiedAt),
  published: instant(event.createdAt),
  author: { name: event.organiser },
  link: { '@_rel': 'alternate', '@_href': event.url },
  category: event.themes.map((term) => ({ '@_term': term })),
  ...(event.summary === null ? {} : { summary: event.summary }),
  content: factsInWords(event, language).join('\n'),
});
