import fc from 'fast-check';
import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';
import { expect, test } from 'vitest';
import type { CalendarEvent } from '../../../../services/training/calendar/calendar-event.ts';
import { calendarFile } from '../../../../services/training/calendar/ical.ts';
import { tidied } from '../../../../services/training/calendar/text.ts';
import { particulars } from '../../../../services/training/calendar/words.ts';
import { daysAfter } from '../../../../shared/contract/dates.ts';
import { anyEvent, anyText, calendarOf, componentsOf, event, session, timeOf, unfold, valuesOf } from './calendar-world.ts';

const isDated = ({ when }: CalendarEvent) => when.kind === 'days' || when.kind === 'session';
const descriptionOf = (row: CalendarEvent) => [...(row.summary === null ? [] : [row.summary, '']), ...particulars(row, 'es')].join('\n');
const percent = (url: string) => url.replaceAll(/[\s,;\\]/g, encodeURIComponent);

/** What an event says in iCalendar, whoever reads it; local times as they stand. */
function told(row: CalendarEvent) {
  const { id, sequence, createdAt, modifiedAt, status, title, place, url, when } = tidied(row);
  const time =
    when.kind === 'days'
      ? { start: when.from, end: daysAfter(when.to, 1), zone: null, rule: false, except: [] }
      : when.kind === 'session'
        ? { start: when.start, end: when.end, zone: when.zone, rule: when.rule !== undefined, except: when.except ?? [] }
        : null;
  const at = { createdAt: Date.parse(createdAt), modifiedAt: Date.parse(modifiedAt), stamp: Date.parse(modifiedAt) };
  const text = { title, place: place ?? '', description: descriptionOf(tidied(row)), url: percent(url) };
  return { uid: `${id}@enlace.example.org`, sequence, status: status.toUpperCase(), ...at, ...text, ...time };
}

const local = (time: ICAL.Time) => time.toString().replace('Z', '');

function readByIcalJs(file: string) {
  return componentsOf(file).map((component) => {
    const text = (name: string) => (component.getFirstPropertyValue(name) as string | null) ?? '';
    const at = (name: string) => timeOf(component, name).toJSDate().getTime();
    const start = timeOf(component, 'dtstart');
    return {
      uid: text('uid'),
      sequence: component.getFirstPropertyValue('sequence'),
      status: text('status'),
      createdAt: at('created'),
      modifiedAt: at('last-modified'),
      stamp: at('dtstamp'),
      title: text('summary'),
      place: text('location'),
      description: text('description'),
      url: text('url'),
      start: local(start),
      end: local(timeOf(component, 'dtend')),
      zone: start.isDate ? null : start.zone!.tzid,
      rule: component.hasProperty('rrule'),
      except: component.getAllProperties('exdate').flatMap((each) => (each.getValues() as ICAL.Time[]).map(local)),
    };
  });
}

test('ical.js reads from the file the rows that it came from, whatever their texts', () => {
  fc.assert(
    fc.property(fc.array(anyEvent(anyText), { maxLength: 6 }), (rows) => {
      const file = calendarFile(calendarOf(rows, { alarmMinutes: 30 }));
      expect(readByIcalJs(file)).toEqual(rows.filter(isDated).map(told));
    }),
    { numRuns: 300 },
  );
});

test('ical.js reads each theme as one, whatever it holds but a backslash, which it takes for that of the next comma', () => {
  const theme = anyText.map((text) => text.replaceAll('\\', '/'));
  fc.assert(
    fc.property(fc.array(theme, { maxLength: 5 }), (themes) => {
      const [component] = componentsOf(calendarFile(calendarOf([{ ...event, themes }])));
      expect(component!.getFirstProperty('categories')?.getValues() ?? []).toEqual(tidied({ ...event, themes }).themes);
    }),
  );
});

const plain = fc.string({ unit: fc.constantFrom('a', 'ñ', ' ', '.', '😀', 'é', 'Z', '(', '漢'), minLength: 1, maxLength: 90 });
const stripped = (instant: { date: Date } | undefined) => instant?.date.getTime();

/** ts-ics does not undo `\,` in categories, ends an event at the words END:VEVENT anywhere and reads SEQUENCE:0 as none: it is asked for the rest. */
test('ts-ics reads from the file the rows that it came from', () => {
  fc.assert(
    fc.property(fc.array(anyEvent(plain), { maxLength: 5 }), (rows) => {
      const { events = [], version, method, name } = convertIcsCalendar(undefined, calendarFile(calendarOf(rows)));
      expect({ version, method, name }).toEqual({ version: '2.0', method: undefined, name: 'Capacitaciones de la red' });
      const read = events.map((one) => ({
        uid: one.uid,
        sequence: one.sequence ?? 0,
        status: one.status,
        createdAt: stripped(one.created),
        modifiedAt: stripped(one.lastModified),
        stamp: stripped(one.stamp),
        title: one.summary ?? '',
        place: one.location ?? '',
        description: one.description ?? '',
        url: one.url,
        start: (one.start.local?.date ?? one.start.date).toISOString().slice(0, one.start.type === 'DATE' ? 10 : 19),
        end: (one.end!.local?.date ?? one.end!.date).toISOString().slice(0, one.end!.type === 'DATE' ? 10 : 19),
        zone: one.start.type === 'DATE' ? null : (one.start.local?.timezone ?? 'UTC'),
        rule: one.recurrenceRule !== undefined,
        except: (one.exceptionDates ?? []).map((each) => (each.local?.date ?? each.date).toISOString().slice(0, 19)),
      }));
      expect(read).toEqual(rows.filter(isDated).map(told));
      expect(events.map(({ categories = [] }) => categories)).toEqual(rows.filter(isDated).map((row) => tidied(row).themes));
    }),
    { numRuns: 200 },
  );
});

test('every physical line ends in CRLF, is valid UTF-8 and has at most 75 octets, whatever the texts', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(anyEvent(anyText), anyText, (row, name) => {
      const octets = Buffer.from(calendarFile(calendarOf([row], { name, description: name, alarmMinutes: 5 })), 'utf8');
      const lines = octets.toString('latin1').split('\r\n');
      expect(lines.pop()).toBe('');
      for (const line of lines) {
        expect(line).not.toMatch(/[\r\n]/);
        expect(line.length).toBeLessThanOrEqual(75);
        expect(() => strict.decode(Buffer.from(line, 'latin1'))).not.toThrow();
      }
    }),
    { numRuns: 300 },
  );
});

test('a long title of any Unicode comes back whole once its lines are unfolded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 100, maxLength: 400 }), (title) => {
      const [written = ''] = valuesOf(calendarFile(calendarOf([{ ...event, title }])), 'SUMMARY');
      expect(written.replaceAll(/\\([\\;,])/g, '$1')).toBe(tidied({ ...event, title }).title);
    }),
  );
});

test('the same rows give the same text', () => {
  fc.assert(
    fc.property(fc.array(anyEvent(anyText), { maxLength: 5 }), (rows) => {
      expect(calendarFile(calendarOf(rows))).toBe(calendarFile(calendarOf(structuredClone(rows))));
    }),
    { numRuns: 50 },
  );
});

test('the last day of an edition is part of it: its end is the day after', () => {
  const file = calendarFile(calendarOf([event]));
  expect(file).toContain('\r\nDTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:20260507\r\n');
  const oneDay = calendarFile(calendarOf([{ ...event, when: { kind: 'days', from: '2026-12-31', to: '2026-12-31' } }]));
  expect(oneDay).toContain('\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
});

test('the file presents itself, and invites nobody', () => {
  const file = calendarFile(calendarOf([event, { ...event, when: session({}) }]));
  expect(valuesOf(file, 'PRODID')).toEqual(['-//Enlace//Training calendar//ES']);
  expect(valuesOf(file, 'NAME')).toEqual(['Capacitaciones de la red']);
  expect(valuesOf(file, 'X-WR-CALNAME')).toEqual(['Capacitaciones de la red']);
  expect(file).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n');
  expect(file).not.toMatch(/^(METHOD|ORGANIZER|ATTENDEE|BEGIN:VALARM)/m);
  const elsewhere = unfold(file)
    .split('\r\n')
    .filter((line) => line.includes('@') && !line.startsWith('UID:'));
  expect(elsewhere).toEqual([]);
});

test.each(['Red\r\nMETHOD:REQUEST', 'a\nATTENDEE:mailto:x', 'a\r\n\r\nEND:VCALENDAR', 'a\u0085METHOD:X'])(
  'no text adds a property: %j',
  (text) => {
    const row = { ...event, title: text, summary: text, place: text, themes: [text], organiser: text, url: `https://example.org/${text}` };
    const file = calendarFile(calendarOf([row], { name: text, description: text, url: `https://example.org/${text}`, alarmMinutes: 5 }));
    const names = unfold(file)
      .split('\r\n')
      .map((line) => line.split(/[;:]/)[0]);
    const honest = unfold(calendarFile(calendarOf([event], { alarmMinutes: 5 })))
      .split('\r\n')
      .map((line) => line.split(/[;:]/)[0]);
    expect(names).toEqual(honest);
  },
);

test.each([
  ['tentative', 'TENTATIVE', 1],
  ['confirmed', 'CONFIRMED', 1],
  ['cancelled', 'CANCELLED', 0],
] as const)('an event that is %s says STATUS:%s and reminds %i times', (status, written, reminders) => {
  const file = calendarFile(calendarOf([{ ...event, status }], { alarmMinutes: 1440 }));
  expect(valuesOf(file, 'STATUS')).toEqual([written]);
  expect(valuesOf(file, 'TRIGGER')).toEqual(Array.from({ length: reminders }, () => '-P1D'));
});

test('whatever holds other components says its own properties before them (RFC 5545 3.4, 3.6.1)', () => {
  const rows = fc.array(anyEvent(anyText), { minLength: 1, maxLength: 5 });
  const late = (file: string) =>
    unfold(file)
      .split('\r\n')
      .filter((line, at, lines) => lines[at - 1]?.startsWith('END:') && !/^(BEGIN:|END:|$)/.test(line));
  fc.assert(
    fc.property(rows, (events) => {
      expect(late(calendarFile(calendarOf(events, { alarmMinutes: 30 })))).toEqual([]);
    }),
  );
});

test('a reminder stands after every property of its event, whatever the texts say', () => {
  const row = { ...event, title: 'x END:VALARM', themes: ['y END:VEVENT'], place: 'BEGIN:VALARM' };
  const file = calendarFile(calendarOf([row, row], { alarmMinutes: 5 }));
  expect(file.match(/\r\nEND:VALARM\r\nEND:VEVENT\r\n/g)).toHaveLength(2);
  expect(componentsOf(file).map((each) => each.getFirstPropertyValue('categories'))).toEqual(['y END:VEVENT', 'y END:VEVENT']);
});

test('coarse dates and dates to be defined are not made up', () => {
  const file = calendarFile(
    calendarOf([
      { ...event, when: { kind: 'coarse', edtf: '2010-02' } },
      { ...event, when: { kind: 'open' } },
    ]),
  );
  expect(file).not.toContain('BEGIN:VEVENT');
  expect(file.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true);
});

/** How often the rows are read while they are written. */
function readsOf(count: number): { reads: number; file: string } {
  let reads = 0;
  const row = (index: number): CalendarEvent => ({
    ...event,
    id: `0190f3c2-7d7e-7a4e-9d55-${String(index).padStart(12, '0')}`,
    when: index % 2 === 0 ? event.when : session({ zone: index % 4 === 1 ? 'America/New_York' : 'Europe/Madrid' }),
  });
  const watched = Array.from({ length: count }, (_, index) => new Proxy(row(index), { get: (of, key) => (reads++, Reflect.get(of, key)) }));
  return { file: calendarFile(calendarOf(watched)), reads };
}

test('ten times the events are ten times the work and ten times the text', () => {
  const [few, many] = [readsOf(1000), readsOf(10_000)];
  expect(many.reads).toBe(few.reads * 10);
  expect(many.file.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(10_000);
  expect(many.file.match(/^BEGIN:VTIMEZONE\r$/gm)).toHaveLength(2);
  const [head, body] = [
    few.file.indexOf('BEGIN:VEVENT'),
    (file: string) => file.length - file.indexOf('BEGIN:VEVENT') - 'END:VCALENDAR\r\n'.length,
  ];
  expect(many.file.indexOf('BEGIN:VEVENT')).toBe(head);
  expect(body(many.file)).toBe(body(few.file) * 10);
});
