import { type SQL, and, eq } from 'drizzle-orm';
import type { FeedQuery } from '../../../shared/contract/training/feeds.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { trainings } from '../../../shared/database/training.ts';
import type { Calendar } from '../calendar/calendar-event.ts';
import { has } from '../trainings/trainings.ts';
import { eventsOf } from './events.ts';
import { type Asked, readTrainings, stillShown } from './reading.ts';

const words = {
  es: { name: 'Capacitaciones', description: 'Capacitaciones públicas sobre migración y trata de personas' },
  en: { name: 'Trainings', description: 'Public trainings on migration and trafficking in persons' },
} as const;

/**
 * The public trainings as a calendar, and its validators. Who has that already reads no training: `calendar` is null then. One round trip either
 * way (register TR-05).
 */
export async function publicCalendar(context: Context, asked: Asked, query: FeedQuery) {
  const { reading } = await readTrainings(context, wantedBy(context, query), asked, []);
  const { rows, ...validators } = reading;
  const { origin } = asked;
  const { language } = query;
  const events = rows?.flatMap((row) => eventsOf(row, origin, language));
  return { ...validators, calendar: events ? { ...words[language], ...placeOf(origin, query), language, events } : null };
}

function placeOf(origin: string, { language: _, ...filter }: FeedQuery): Pick<Calendar, 'url' | 'domain'> {
  const address = new URL('/v1/training/calendar.json', origin);
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) address.searchParams.set(name, value);
  return { url: address.href, domain: address.hostname };
}

/** Anyone may read what is public: the index of audiences serves it. A session shown as its own event carries what its training says. */
const wantedBy = (context: Context, { network, country, theme }: FeedQuery): SQL | undefined =>
  and(
    eq(trainings.kind, 'edition'),
    eq(trainings.audience, 'public'),
    stillShown(context),
    networkIs(trainings.network, network),
    country === undefined ? undefined : eq(trainings.country, country),
    has('themes', theme),
  );
