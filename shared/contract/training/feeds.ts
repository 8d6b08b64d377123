import * as z from 'zod';
import { Day, Instant } from '../dates.ts';
import { Country } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { answer, contract, fileOf } from '../route.ts';
import { TermCode } from './terms.ts';

const FeedLanguage = z
  .enum(['es', 'en'])
  .default('es')
  .meta({ description: 'In which language it speaks', examples: ['es'] });

/** How precisely it is known when something is. */
export const precisions = ['year', 'month', 'day', 'time', 'open'] as const;

const said = z.string().max(20_000);
const words = z.array(said).max(500);

/** What a public calendar shows of a training, or of one of its sessions; both ends belong to it. */
const CalendarShown = z
  .strictObject({
    id: z.uuid(),
    sequence: z.int().min(0).max(1_000_000_000).meta({ description: 'Rises with every change' }),
    createdAt: Instant,
    modifiedAt: Instant,
    status: z.enum(['tentative', 'confirmed', 'cancelled']),
    title: said,
    summary: said.nullable(),
    place: said.nullable(),
    url: z.string().max(2000),
    themes: words,
    audiences: words,
    languages: words,
    organiser: said,
    course: said.nullable(),
    virtual: z.boolean(),
    precision: z.enum(precisions),
    start: z.string().max(40).nullable().meta({ description: 'A year, a month, a day, or an instant with the offset of its zone' }),
    end: z.string().max(40).nullable(),
    lastDay: Day.nullable().meta({ description: 'The last day on which it may be' }),
    zone: z.string().max(60).nullable(),
    rule: z.string().max(300).nullable().meta({ description: 'RRULE of a session that recurs' }),
    except: z.array(z.string().max(19)).max(200),
  })
  .meta({ id: 'CalendarEvent' });

export const PublicCalendar = z
  .strictObject({
    name: said,
    description: said,
    url: z.string().max(2000),
    language: z.enum(['es', 'en']),
    events: z.array(CalendarShown).max(20_000),
  })
  .meta({ id: 'PublicCalendar' });

const tag = 'Training calendar';

/** What a feed is about: public trainings alone, whoever asks. */
const query = z.strictObject({
  network: NetworkRef.optional(),
  country: Country.optional(),
  theme: TermCode.optional(),
  language: FeedLanguage,
});
export type FeedQuery = z.output<typeof query>;

const feed = <const P extends `/v1/${string}`>(path: P, form: string) =>
  ({ method: 'get', path, tag, summary: `Get the public trainings as ${form}`, access: 'anyone', query, problems: [] }) as const;

export const feeds = contract({
  getCalendarFile: {
    ...feed('/v1/training/calendar.ics', 'a calendar to subscribe to (iCalendar, RFC 5545)'),
    description:
      'Days as days, sessions at their time and zone. Dates that are only known to the month or the year are in the other feeds. What was cancelled stays for 90 days.',
    answers: { 200: fileOf(['text/calendar'], 'The calendar') },
  },
  getCalendarAtom: {
    ...feed('/v1/training/calendar.atom', 'an Atom feed (RFC 4287)'),
    answers: { 200: fileOf(['application/atom+xml'], 'The feed') },
  },
  getCalendarJson: {
    ...feed('/v1/training/calendar.json', 'JSON, with how precise each date is'),
    answers: { 200: answer(PublicCalendar) },
  },
  getCalendarJsonLd: {
    ...feed('/v1/training/calendar.jsonld', 'courses and their editions of schema.org (JSON-LD)'),
    answers: { 200: fileOf(['application/ld+json'], 'The graph') },
  },
});
