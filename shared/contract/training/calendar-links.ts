import * as z from 'zod';
import { Instant } from '../dates.ts';
import { Country } from '../directory/parts.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, fileOf, json, listOf } from '../route.ts';
import { TermCode } from './terms.ts';

/** What a calendar by its own address holds of what its organisation sees. */
const CalendarLinkFilter = z
  .strictObject({
    network: z.uuidv7().optional(),
    country: Country.optional(),
    theme: TermCode.optional(),
    ours: z.boolean().optional().meta({ description: 'Only what the organisation holds, or sends people to' }),
    language: z.enum(['es', 'en']).default('es'),
    alarmMinutes: z
      .int()
      .min(0)
      .max(40_320)
      .optional()
      .meta({ description: 'So long before each event a reader is reminded', examples: [1440] }),
  })
  .meta({ id: 'CalendarLinkFilter', examples: [{ ours: true, alarmMinutes: 1440 }] });
export type CalendarLinkFilter = z.output<typeof CalendarLinkFilter>;

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: 'To tell it from others', examples: ['Teléfono de la oficina'] });
const scope = z
  .enum(['personal', 'organisation'])
  .meta({ description: 'Whose it is; a personal one ends with its client', examples: ['organisation'] });

/** A calendar that is read by an address of its own, by programs that cannot sign in (RFC 5545 over https). */
export const CalendarLink = z
  .strictObject({
    id: z.uuidv7(),
    organisation: z.uuidv7(),
    scope,
    name,
    filter: CalendarLinkFilter,
    createdAt: Instant,
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'CalendarLink' });
export type CalendarLink = z.output<typeof CalendarLink>;

/** The same with its address, which is told once. */
export const IssuedCalendarLink = CalendarLink.extend({
  url: z.string().max(2000).meta({ description: 'The address to subscribe to: whoever has it reads the calendar. It is not told again.' }),
}).meta({ id: 'IssuedCalendarLink' });
export type IssuedCalendarLink = z.output<typeof IssuedCalendarLink>;

export const NewCalendarLink = z
  .strictObject({ scope, name, filter: CalendarLinkFilter.prefault({}) })
  .meta({ id: 'NewCalendarLink', examples: [{ scope: 'organisation', name: 'Teléfono de la oficina' }] });
export type NewCalendarLink = z.output<typeof NewCalendarLink>;

const tag = 'Training calendar';
const path = '/v1/training-calendar-links';

export const calendarLinks = contract({
  listCalendarLinks: {
    method: 'get',
    path,
    tag,
    summary: 'List the calendar addresses of the caller and of its organisation',
    access: 'calendar:link',
    query: z.strictObject({ ...paging }),
    answers: { 200: listOf(CalendarLink) },
  },
  createCalendarLink: {
    method: 'post',
    path,
    tag,
    summary: 'Make an address by which a calendar program reads the trainings that the organisation sees',
    description: 'Trainings above GREEN are never in it: calendar programs keep what they read elsewhere.',
    access: 'calendar:link',
    body: json(NewCalendarLink),
    answers: { 201: answer(IssuedCalendarLink) },
    problems: ['conflict'],
  },
  revokeCalendarLink: {
    method: 'put',
    path: `${path}/{id}/revocation`,
    tag,
    summary: 'Revoke a calendar address, for good',
    access: 'calendar:link',
    params: byId,
    answers: { 200: answer(CalendarLink) },
    problems: ['conflict'],
  },
  readCalendarLink: {
    method: 'get',
    path: '/v1/training/calendars/{token}',
    tag,
    summary: 'Get the calendar of an address (iCalendar, RFC 5545); a revoked one is not found',
    access: 'anyone',
    params: z.strictObject({
      token: z
        .string()
        .regex(/^[\w-]{43}\.ics$/)
        .max(47)
        .meta({ description: 'What stands at the end of the address', examples: ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics'] }),
    }),
    fresh: true,
    answers: { 200: fileOf(['text/calendar'], 'The calendar') },
    problems: ['not-found'],
  },
});
