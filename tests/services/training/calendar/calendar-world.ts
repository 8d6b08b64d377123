import fc from 'fast-check';
import ICAL from 'ical.js';
import type { Calendar, CalendarEvent, SessionTime } from '../../../../services/training/calendar/calendar-event.ts';

export const event: CalendarEvent = {
  id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
  sequence: 2,
  createdAt: '2026-01-01T08:00:00.000Z',
  modifiedAt: '2026-02-01T10:00:00.000Z',
  status: 'confirmed',
  title: 'Taller de control migratorio',
  summary: 'Primera parte.\nSegunda parte.',
  place: 'Ciudad de Ejemplo, sala 1',
  url: 'https://enlace.example.org/editions/0190f3c2',
  themes: ['Trata de personas', 'Control migratorio'],
  audiences: ['Policía de fronteras'],
  languages: ['es'],
  organiser: 'Instituto de Ejemplo',
  course: 'Lineamientos regionales',
  virtual: false,
  when: { kind: 'days', from: '2026-05-04', to: '2026-05-06' },
};

export const calendarOf = (events: readonly CalendarEvent[], more: Partial<Calendar> = {}): Calendar => ({
  name: 'Capacitaciones de la red',
  description: 'Talleres, cursos y réplicas',
  url: 'https://enlace.example.org/calendar',
  language: 'es',
  domain: 'enlace.example.org',
  events,
  ...more,
});

export const session = (more: Partial<SessionTime>): SessionTime => ({
  kind: 'session',
  start: '2026-03-02T09:00:00',
  end: '2026-03-02T12:00:00',
  zone: 'America/Guatemala',
  ...more,
});

export const zones = [
  'America/Guatemala',
  'America/Mexico_City',
  'America/Costa_Rica',
  'America/New_York',
  'America/Santo_Domingo',
  'UTC',
  'Europe/Madrid',
  'US/Eastern',
  'Etc/UTC',
];

const unit = fc.integer({ min: 0, max: 0xff_ff }).map((code) => String.fromCharCode(code));
const awkward = fc.constantFrom(
  ',',
  ';',
  '\\',
  '\\n',
  '\n',
  '\r\n',
  '\r',
  ':',
  '"',
  '😀',
  'ñ',
  '\u2028',
  '\uFEFF',
  '\r\nEND:VALARM\r\n',
  'METHOD:REQUEST',
);

/** Any UTF-16 at all: halves of characters, controls, and what a file of calendars gives a meaning to. */
export const anyText = fc
  .array(fc.oneof(unit, awkward, fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 30 })
  .map((parts) => parts.join(''));

const minute = 60_000;
const localText = (time: number) => new Date(time).toISOString().slice(0, 19);
const instant = fc.integer({ min: Date.parse('2004-01-01'), max: Date.parse('2030-01-01') }).map((time) => time - (time % 1000));

/** The same weekday of the month: a rule that leaves its own first day out has no meaning (RFC 5545 3.8.5.3). */
function weekdayOf(time: number): string {
  const day = new Date(time).getUTCDate();
  return `${day > 28 ? -1 : Math.ceil(day / 7)}${['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(time).getUTCDay()]}`;
}

export const anySession: fc.Arbitrary<SessionTime> = fc
  .record({
    at: instant,
    minutes: fc.integer({ min: 1, max: 3000 }),
    zone: fc.constantFrom(...zones),
    rule: fc.constantFrom(undefined, 'FREQ=WEEKLY;COUNT=30', 'FREQ=DAILY;COUNT=40', 'FREQ=MONTHLY;COUNT=9;BYDAY='),
    except: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ at, minutes, zone, rule, except }) => ({
    kind: 'session',
    start: localText(at),
    end: localText(at + minutes * minute),
    zone,
    ...(rule === undefined
      ? {}
      : {
          rule: rule.endsWith('=') ? rule + weekdayOf(at) : rule,
          except: Array.from({ length: except }, (_, week) => localText(at + (week + 1) * 7 * 1440 * minute)),
        }),
  }));

const anyDays = fc.tuple(instant, fc.integer({ min: 0, max: 40 })).map(([at, more]) => ({
  kind: 'days' as const,
  from: localText(at).slice(0, 10),
  to: localText(at + more * 1440 * minute).slice(0, 10),
}));

const anyUndated = fc.constantFrom<CalendarEvent['when']>(
  { kind: 'coarse', edtf: '2010' },
  { kind: 'coarse', edtf: '2009-11/2010-02' },
  { kind: 'open' },
);

export const anyEvent = (text: fc.Arbitrary<string>): fc.Arbitrary<CalendarEvent> =>
  fc.record({
    id: fc.uuid(),
    sequence: fc.nat(),
    createdAt: instant.map((time) => new Date(time).toISOString()),
    modifiedAt: instant.map((time) => new Date(time).toISOString()),
    status: fc.constantFrom('tentative', 'confirmed', 'cancelled'),
    title: text,
    summary: fc.option(text),
    place: fc.option(text),
    url: fc.webUrl(),
    themes: fc.array(text, { maxLength: 4 }),
    audiences: fc.array(text, { maxLength: 3 }),
    languages: fc.constantFrom(['es'], ['es', 'en'], []),
    organiser: text,
    course: fc.option(text),
    virtual: fc.boolean(),
    when: fc.oneof(anyDays, anySession, anyUndated),
  });

export const unfold = (file: string) => file.replaceAll('\r\n ', '');

/** The value of each line of that name, as it stands. */
export const valuesOf = (file: string, name: string) =>
  unfold(file)
    .split('\r\n')
    .filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    .map((line) => line.slice(line.indexOf(':') + 1));

/** The events of a file as ical.js reads them. */
export const componentsOf = (file: string) => new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');

export const timeOf = (component: ICAL.Component, name: string) => component.getFirstPropertyValue(name) as ICAL.Time;
