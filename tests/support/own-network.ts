import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Kind, Role } from '../../shared/contract/access.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships } from '../../shared/database/identity.ts';
import type { Database } from '../../shared/database/open.ts';
import { groupMembers, groups } from '../../shared/database/sharing.ts';
import { contextOn, ownDatabase } from './database.ts';
import { seedClient, seedNetwork, seedOrganisation } from './seed.ts';

const roles = ['reader', 'officer', 'validator', 'administrator'] as const satisfies readonly Role[];

/** A network on a database of its own, and its organisations by their codes. `by` gives the context of a client of theirs, at a moment. */
export type OwnNetwork<C extends string> = {
  db: Database;
  network: string;
  organisations: Record<C, string>;
  by: (who: `${C} ${Role}`, now?: Date) => Context;
};

/** Makes that network. Everybody asks now, unless there is another moment for all. */
export async function ownNetwork<C extends string>(seats: Readonly<Record<C, Kind>>, moment?: Date): Promise<OwnNetwork<C>> {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisations = {} as Record<C, string>;
  const principals = new Map<string, Context['principal']>();
  for (const [code, as] of Object.entries(seats) as [C, Kind][]) {
    const id = await seedOrganisation(db, [{ network, as }]);
    await db.orm.update(memberships).set({ code }).where(eq(memberships.organisation, id));
    organisations[code] = id;
    for (const role of roles) principals.set(`${code} ${role}`, await seedClient(db, id, role));
  }
  const by: OwnNetwork<C>['by'] = (who, now = moment ?? new Date()) => contextOn(db, { principal: principals.get(who) ?? null, now });
  return { db, network, organisations, by };
}

/** A sharing group of the network with these organisations in it since January 2026; gives its id. */
export async function aGroup<C extends string>({ db, network, organisations }: OwnNetwork<C>, owner: C, members: C[]): Promise<string> {
  const id = uuid();
  const text = { es: 'Grupo' };
  const createdAt = '2026-01-01T00:00:00.000Z';
  await db.orm
    .insert(groups)
    .values({ id, network, organisation: organisations[owner], name: text, purpose: text, tlp: 'AMBER', createdAt });
  for (const code of members)
    await db.orm.insert(groupMembers).values({ id: uuid(), group: id, organisation: organisations[code], from: '2026-01-01', to: null });
  return id;
}
