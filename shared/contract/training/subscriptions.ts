import * as z from 'zod';
import { Instant } from '../dates.ts';
import { Country, WebAddress } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { TermCode } from './terms.ts';

/**
 * Why a foreign calendar could not be read the last time: `unreachable`, `timeout`, `refused` and `redirected` as the call ended, `not-found`
 * is 404 or 410, `answer` any other status, `too-large` over 1,000,000 bytes, `malformed` no calendar, or none that can be read.
 */
export const foreignFaults = ['unreachable', 'timeout', 'refused', 'redirected', 'not-found', 'answer', 'too-large', 'malformed'] as const;
export type ForeignFault = (typeof foreignFaults)[number];

/** An event of a foreign calendar: when it is held, within the window that was read. Instants, or days as `YYYY-MM-DD`. */
export type ForeignEvent = { uid: string; title: string; occurrences: { from: string; to: string }[]; zone: string | null };

const fields = {
  name: Text,
  url: WebAddress.meta({
    description: 'Where the calendar is published (iCalendar, https)',
    examples: ['https://calendario.example/foro.ics'],
  }),
  countries: z
    .array(Country)
    .max(60)
    .default([])
    .meta({ description: 'Which countries its events ask people of', examples: [['GTM', 'HND']] }),
  audiences: z
    .array(TermCode)
    .max(30)
    .default([])
    .meta({ description: 'Whom its events train', examples: [['consular-officers']] }),
};

/** A calendar of somebody else that a network follows for the view of collisions. */
export const CalendarSubscription = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    ...fields,
    events: z.int().min(0).max(2000).meta({ description: 'How many of its events are known: from a month ago to 400 days ahead' }),
    leftOut: z
      .int()
      .min(0)
      .max(100_000)
      .meta({ description: 'How much of it could not be read (events or parts of them, 101 at most), and how many dates are beyond 2000' }),
    readAt: Instant.nullable().meta({ description: 'When it was last read well, or was found unchanged' }),
    fault: z
      .enum(foreignFaults)
      .nullable()
      .meta({ description: 'Why it could not be read the last time; its events are those known before' }),
    dueAt: Instant.meta({ description: 'When it is read again' }),
    createdAt: Instant,
  })
  .meta({ id: 'CalendarSubscription' });
export type CalendarSubscription = z.output<typeof CalendarSubscription>;

export const NewSubscription = z.strictObject({ network: z.uuidv7(), ...fields }).meta({
  id: 'NewCalendarSubscription',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      name: { es: 'Foro regional', en: 'Regional forum' },
      url: 'https://calendario.example/foro.ics',
      countries: ['GTM', 'HND'],
    },
  ],
});
export type NewSubscription = z.output<typeof NewSubscription>;

const SubscriptionPatch = z
  .strictObject({ name: fields.name, countries: z.array(Country).max(60), audiences: z.array(TermCode).max(30) })
  .partial()
  .meta({ id: 'CalendarSubscriptionPatch', examples: [{ countries: ['GTM'] }] });
export type SubscriptionPatch = z.output<typeof SubscriptionPatch>;

const tag = 'Training calendar';
const path = '/v1/training-subscriptions';
const shown = { 200: answer(CalendarSubscription) };

export const subscriptions = contract({
  listSubscriptions: {
    method: 'get',
    path,
    tag,
    summary: 'List the calendars of others that the caller’s networks follow',
    access: 'training:follow',
    query: z.strictObject({ ...paging, network: NetworkRef.optional() }),
    answers: { 200: listOf(CalendarSubscription) },
  },
  createSubscription: {
    method: 'post',
    path,
    tag,
    summary: 'Follow a public calendar of somebody else',
    description: 'It is read within the hour and then every few hours; its events show where trainings collide.',
    access: 'training:subscribe',
    body: json(NewSubscription),
    answers: { 201: answer(CalendarSubscription) },
    problems: ['conflict', 'unprocessable'],
  },
  getSubscription: {
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Get a calendar that a network follows, and how its last reading went',
    access: 'training:follow',
    params: byId,
    answers: shown,
  },
  updateSubscription: {
    method: 'patch',
    path: `${path}/{id}`,
    tag,
    summary: 'Say anew what a followed calendar is called and whom it is about',
    access: 'training:subscribe',
    params: byId,
    body: json(SubscriptionPatch),
    answers: shown,
    problems: ['unprocessable'],
  },
  refreshSubscription: {
    method: 'put',
    path: `${path}/{id}/reading`,
    tag,
    summary: 'Read a followed calendar now',
    description: 'It is called at once, has fifteen seconds, and is read once a minute at most. What goes wrong there is its `fault`.',
    access: 'training:subscribe',
    params: byId,
    answers: shown,
    problems: ['conflict'],
  },
  deleteSubscription: {
    method: 'delete',
    path: `${path}/{id}`,
    tag,
    summary: 'Follow a calendar no longer',
    access: 'training:subscribe',
    params: byId,
    answers: { 204: nothing },
  },
});
