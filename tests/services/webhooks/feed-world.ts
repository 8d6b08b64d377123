import { v7 as uuid } from 'uuid';
import type { Kind, Role } from '../../../shared/contract/access.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import type { Database } from '../../../shared/database/open.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

type NewEvent = Partial<typeof outbox.$inferInsert>;

/** A network with a source of events, in a test's own database. */
export type FeedWorld = {
  db: Database;
  network: string;
  source: Context;
  /** A caller of a new organisation in the network, from a day and to a day. */
  caller: (as: Kind, role?: Role, seat?: { network?: string; from?: string; to?: string }) => Promise<Context>;
  /** Writes an event of the source for its network, with what a test wants different; gives its id. */
  put: (difference?: NewEvent) => Promise<string>;
};

export async function feedWorld(): Promise<FeedWorld> {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const caller: FeedWorld['caller'] = async (as, role = 'officer', seat = {}) =>
    contextOn(db, { principal: await seedClient(db, await seedOrganisation(db, [{ network, as, ...seat }]), role) });
  const source = await caller('secretariat');
  const put = async (difference: NewEvent = {}) => {
    const [id, plan] = [uuid(), uuid()];
    const label = { tlp: 'GREEN', audience: 'network', organisation: organisationOf(source) } as const;
    const event = { id, type: 'plans.plan.relabelled', network, subject: plan, sequence: 1, data: { plan }, at: new Date().toISOString() };
    await db.orm.insert(outbox).values({ ...label, ...event, ...difference });
    return difference.id ?? id;
  };
  return { db, network, source, caller, put };
}

/** The organisation of a caller. */
export const organisationOf = ({ principal }: Context): string => principal?.organisation ?? '';

/** The same caller at noon of a day. */
export const on = (context: Context, day: string): Context => ({ ...context, now: new Date(`${day}T12:00:00Z`) });
