import fc from 'fast-check';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import { calendarAtom } from '../../../../services/training/calendar/atom.ts';
import type { CalendarEvent } from '../../../../services/training/calendar/calendar-event.ts';
import { calendarJson } from '../../../../services/training/calendar/json.ts';
import { tidied } from '../../../../services/training/calendar/text.ts';
import { whenInWords } from '../../../../services/training/calendar/words.ts';
import { anyEvent, anyText, calendarOf, event, session } from './calendar-world.ts';

const atom = { a: 'http://www.w3.org/2005/Atom' };

function readAtom(feed: string) {
  const document = XmlDocument.fromString(feed);
  try {
    const all = (of: XmlDocument | XmlElement, path: string) => of.find(path, atom) as XmlElement[];
    const texts = (of: XmlElement, path: string) => all(of, path).map(({ content }) => content);
    return {
      updated: texts(document.root, 'a:updated'),
      entries: all(document, '/a:feed/a:entry').map((entry) => ({
        id: texts(entry, 'a:id'),
        title: texts(entry, 'a:title'),
        updated: texts(entry, 'a:updated'),
        published: texts(entry, 'a:published'),
        author: texts(entry, 'a:author/a:name'),
        link: all(entry, 'a:link').map((link) => link.attr('href')?.value),
        themes: all(entry, 'a:category').map((category) => category.attr('term')?.value),
        summary: texts(entry, 'a:summary'),
        when: texts(entry, 'a:content')[0]?.split('\n')[0],
      })),
    };
  } finally {
    document.dispose();
  }
}

const told = (row: CalendarEvent) => ({
  id: [`urn:uuid:${row.id}`],
  title: [row.title],
  updated: [row.modifiedAt],
  published: [row.createdAt],
  author: [row.organiser],
  link: [row.url],
  themes: row.themes,
  summary: row.summary === null ? [] : [row.summary],
  when: `Cuándo: ${whenInWords(row.when, 'es')}`,
});

test('the Atom feed tells every row, whatever its texts, and when the latest of them changed', () => {
  fc.assert(
    fc.property(fc.array(anyEvent(anyText), { maxLength: 6 }), (rows) => {
      const { entries, updated } = readAtom(calendarAtom(calendarOf(rows)));
      expect(entries).toEqual(rows.map((row) => told(tidied(row))));
      expect(updated).toEqual([
        rows
          .map(({ modifiedAt }) => modifiedAt)
          .toSorted()
          .at(-1) ?? '1970-01-01T00:00:00.000Z',
      ]);
    }),
    { numRuns: 150 },
  );
});

const local = { start: '2026-05-04T09:00:00', end: '2026-05-04T11:30:00' };

test.each<[CalendarEvent['when'], string, string]>([
  [{ kind: 'coarse', edtf: '2010' }, '2010', '2010'],
  [{ kind: 'coarse', edtf: '2010-02' }, 'febrero de 2010', 'February 2010'],
  [{ kind: 'coarse', edtf: '2009-11/2010-02' }, 'noviembre de 2009 – febrero de 2010', 'November 2009 – February 2010'],
  [{ kind: 'coarse', edtf: '2009-11/2010' }, 'noviembre de 2009 – 2010', 'November 2009 – 2010'],
  [{ kind: 'open' }, 'fecha por definir', 'date to be defined'],
  [{ kind: 'days', from: '2026-05-04', to: '2026-05-04' }, '4 de mayo de 2026', 'May 4, 2026'],
  [{ kind: 'days', from: '2026-05-04', to: '2026-05-06' }, '4 de mayo de 2026 – 6 de mayo de 2026', 'May 4, 2026 – May 6, 2026'],
  [session(local), '4 de mayo de 2026, 09:00 – 11:30 (America/Guatemala)', 'May 4, 2026, 09:00 – 11:30 (America/Guatemala)'],
  [
    session({ ...local, end: '2026-05-05T01:00:00', rule: 'FREQ=WEEKLY;COUNT=3' }),
    '4 de mayo de 2026, 09:00 – 5 de mayo de 2026, 01:00 (America/Guatemala); se repite',
    'May 4, 2026, 09:00 – May 5, 2026, 01:00 (America/Guatemala); repeats',
  ],
])('%j is “%s” and “%s”', (when, spanish, english) => {
  expect([whenInWords(when, 'es'), whenInWords(when, 'en')]).toEqual([spanish, english]);
});

test('the content of an entry says what was called off, where and for whom', () => {
  const document = XmlDocument.fromString(calendarAtom(calendarOf([{ ...event, status: 'cancelled', virtual: true }], { language: 'en' })));
  expect(document.get('//a:content', atom)!.content).toBe(
    'When: May 4, 2026 – May 6, 2026\nPlace: Ciudad de Ejemplo, sala 1\nState: cancelled\nCourse: Lineamientos regionales\n' +
      'Organised by: Instituto de Ejemplo\nFor: Policía de fronteras\nLanguages: es\nMode: virtual',
  );
  document.dispose();
});

const simple = { zone: null, rule: null, except: [] };

test.each<[CalendarEvent['when'], object]>([
  [
    { kind: 'coarse', edtf: '2010' },
    { precision: 'year', start: '2010', end: '2010', lastDay: '2010-12-31', ...simple },
  ],
  [
    { kind: 'coarse', edtf: '2010-02' },
    { precision: 'month', start: '2010-02', end: '2010-02', lastDay: '2010-02-28', ...simple },
  ],
  [
    { kind: 'coarse', edtf: '2009-11/2010' },
    { precision: 'year', start: '2009-11', end: '2010', lastDay: '2010-12-31', ...simple },
  ],
  [
    { kind: 'coarse', edtf: '2010-02-15' },
    { precision: 'day', start: '2010-02-15', end: '2010-02-15', lastDay: '2010-02-15', ...simple },
  ],
  [{ kind: 'open' }, { precision: 'open', start: null, end: null, lastDay: null, ...simple }],
  [
    { kind: 'days', from: '2026-05-04', to: '2026-05-06' },
    { precision: 'day', start: '2026-05-04', end: '2026-05-06', lastDay: '2026-05-06', ...simple },
  ],
  [
    session({ ...local, rule: 'FREQ=WEEKLY;COUNT=3', except: ['2026-05-11T09:00:00'] }),
    {
      precision: 'time',
      start: '2026-05-04T09:00:00-06:00',
      end: '2026-05-04T11:30:00-06:00',
      lastDay: '2026-05-18',
      zone: 'America/Guatemala',
      rule: 'FREQ=WEEKLY;COUNT=3',
      except: ['2026-05-11T09:00:00'],
    },
  ],
])('the JSON tells %j as precisely as it is known', (when, dates) => {
  const { when: _when, ...rest } = event;
  expect(calendarJson(calendarOf([{ ...event, when }])).events).toEqual([{ ...rest, ...dates }]);
});

test('the JSON of any rows is whole once it has been through octets', () => {
  fc.assert(
    fc.property(fc.array(anyEvent(anyText), { maxLength: 5 }), (rows) => {
      const json = calendarJson(calendarOf(rows));
      const octets = new TextEncoder().encode(JSON.stringify(json));
      expect(JSON.parse(new TextDecoder().decode(octets))).toEqual(json);
      expect(json.events.map(({ id, title }) => [id, title])).toEqual(rows.map((row) => [row.id, tidied(row).title]));
    }),
  );
});
