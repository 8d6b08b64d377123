import { expect, test } from 'vitest';
import type { CalendarEvent } from '../../../../services/training/calendar/calendar-event.ts';
import { courseInstances } from '../../../../services/training/calendar/json-ld.ts';
import { calendarOf, event, session } from './calendar-world.ts';

/** The instance of an event that belongs to no course. */
const instanceOf = (more: Partial<CalendarEvent>) => courseInstances(calendarOf([{ ...event, course: null, ...more }]))['@graph'][0]!;

test('the editions of a course stand under it, the others after the courses', () => {
  const other = { ...event, id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12' };
  const alone = { ...event, id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c13', course: null };
  const { '@context': context, '@graph': graph } = courseInstances(calendarOf([alone, event, other]));
  expect(context).toBe('https://schema.org');
  expect(graph).toMatchObject([
    {
      '@type': 'Course',
      name: 'Lineamientos regionales',
      description: 'Primera parte.\nSegunda parte.',
      provider: [{ '@type': 'Organization', name: 'Instituto de Ejemplo' }],
      hasCourseInstance: [{ '@id': `urn:uuid:${event.id}` }, { '@id': `urn:uuid:${other.id}` }],
    },
    { '@type': 'CourseInstance', '@id': `urn:uuid:${alone.id}` },
  ]);
});

test('an instance tells what, where, in which language, for whom and by whom', () => {
  expect(instanceOf({})).toEqual({
    '@type': 'CourseInstance',
    '@id': `urn:uuid:${event.id}`,
    name: 'Taller de control migratorio',
    description: 'Primera parte.\nSegunda parte.',
    url: event.url,
    startDate: '2026-05-04',
    endDate: '2026-05-06',
    eventStatus: 'https://schema.org/EventScheduled',
    courseMode: 'onsite',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: { '@type': 'Place', name: 'Ciudad de Ejemplo, sala 1' },
    organizer: { '@type': 'Organization', name: 'Instituto de Ejemplo' },
    inLanguage: ['es'],
    about: ['Trata de personas', 'Control migratorio'],
    audience: [{ '@type': 'Audience', audienceType: 'Policía de fronteras' }],
  });
});

test.each([
  ['tentative', 'EventPostponed'],
  ['confirmed', 'EventScheduled'],
  ['cancelled', 'EventCancelled'],
] as const)('one that is %s is %s', (status, written) => {
  expect(instanceOf({ status })).toMatchObject({ eventStatus: `https://schema.org/${written}` });
});

test('a virtual one is online, at its own address', () => {
  expect(instanceOf({ virtual: true, place: null })).toMatchObject({
    courseMode: 'online',
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url: event.url },
  });
});

test.each<[CalendarEvent['when'], unknown, unknown]>([
  [{ kind: 'open' }, undefined, undefined],
  [{ kind: 'coarse', edtf: '2010' }, '2010', '2010'],
  [{ kind: 'coarse', edtf: '2009-11/2010-02' }, '2009-11', '2010-02'],
  [session({}), '2026-03-02T09:00:00-06:00', '2026-03-02T12:00:00-06:00'],
])('%j begins and ends as precisely as is known', (when, startDate, endDate) => {
  const instance = instanceOf({ when });
  expect([instance['startDate'], instance['endDate']]).toEqual([startDate, endDate]);
});

test('one that recurs ends with its last occurrence and has a schedule', () => {
  const when = session({ zone: 'America/New_York', rule: 'FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=4', except: ['2026-03-27T09:00:00'] });
  expect(instanceOf({ when })).toMatchObject({
    startDate: '2026-03-02T09:00:00-05:00',
    endDate: '2026-04-24T12:00:00-04:00',
    eventSchedule: {
      '@type': 'Schedule',
      startDate: '2026-03-02',
      endDate: '2026-04-24',
      startTime: '09:00:00',
      endTime: '12:00:00',
      scheduleTimezone: 'America/New_York',
      repeatFrequency: 'P1M',
      repeatCount: 4,
      byDay: ['1MO', '-1FR'],
      exceptDate: ['2026-03-27T09:00:00'],
    },
  });
});

test('the last day of a schedule is that of the place, not of UTC', () => {
  const when = session({ start: '2026-03-02T20:00:00', end: '2026-03-02T21:00:00', rule: 'FREQ=DAILY;COUNT=2' });
  expect(instanceOf({ when })).toMatchObject({ endDate: '2026-03-03T21:00:00-06:00', eventSchedule: { endDate: '2026-03-03' } });
});

test.each(['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=3', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3'])(
  '%s has no schedule in schema.org, and is given none',
  (rule) => {
    const instance = instanceOf({ when: session({ rule }) });
    expect(instance).not.toHaveProperty('eventSchedule');
    expect(instance).toHaveProperty('endDate');
  },
);
