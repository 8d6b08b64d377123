import { asc } from 'drizzle-orm';
import { createSubscription } from '../../../../services/training/subscriptions/keeping.ts';
import type { NewSubscription } from '../../../../shared/contract/training/subscriptions.ts';
import { subscriptions } from '../../../../shared/database/training-calendars.ts';
import { type Receipt, type Reply, ownVault, receiver } from '../../../support/webhooks.ts';
import { type TrainingWorld, trainingWorld } from '../training-world.ts';

/** A network of a test's own that follows calendars of a server on the loopback, over the outgoing worker's own code. */
export type Following = TrainingWorld & {
  outgoing: Fetcher;
  url: string;
  receipts: Receipt[];
  /** What the server answers from now on. */
  answer: (reply: Reply | ((receipt: Receipt) => Reply | Promise<Reply>)) => void;
  follow: (different?: Partial<NewSubscription>) => Promise<string>;
};

/** Makes that network. The server has an empty calendar until a test says otherwise. */
export async function following(): Promise<Following> {
  const world = await trainingWorld();
  let answers: (receipt: Receipt) => Reply | Promise<Reply> = () => ({ status: 200, body: calendar() });
  const { url, receipts } = await receiver((receipt) => answers(receipt));
  const { outgoing } = await ownVault(url);
  const wanted = { network: world.network, name: { es: 'Foro de muestra' }, url: `${url}/foro.ics`, countries: ['GTM'], audiences: [] };
  return {
    ...world,
    outgoing,
    url,
    receipts,
    answer: (reply) => void (answers = typeof reply === 'function' ? reply : () => reply),
    follow: async (different) => (await createSubscription(world.by('ST officer'), outgoing, { ...wanted, ...different })).body.id,
  };
}

/** A calendar of these events. */
export const calendar = (...events: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`;

/** An event on 4 May 2026, or at the times that are given. */
export const event = (uid: string, ...lines: string[]) => {
  const times = lines.some((line) => line.startsWith('DTSTART')) ? [] : ['DTSTART;VALUE=DATE:20260504'];
  return ['BEGIN:VEVENT', `UID:${uid}`, 'SUMMARY:Foro', ...times, ...lines, 'END:VEVENT', ''].join('\r\n');
};

/** All that is stored of the subscriptions, the oldest first. */
export const storedOf = ({ db }: TrainingWorld) => db.orm.select().from(subscriptions).orderBy(asc(subscriptions.id));

/** The one subscription that is stored. */
export async function theStored(world: TrainingWorld): Promise<typeof subscriptions.$inferSelect> {
  const [row] = await storedOf(world);
  if (!row) throw new Error('Nothing is followed');
  return row;
}

/** So many minutes after noon of 10 March 2026, when all of it begins. */
export const later = (minutes: number) => new Date(Date.parse('2026-03-10T12:00:00Z') + minutes * 60_000);
