import { v7 as uuid } from 'uuid';
import type { Kind, Role } from '../../shared/contract/access.ts';
import { clientSecrets, clients, memberships, networks, organisations } from '../../shared/database/identity.ts';
import type { Principal } from '../../shared/database/context.ts';
import type { Database } from '../../shared/database/open.ts';

/** A network in a test's own database; gives its id. */
export async function seedNetwork({ orm }: Database): Promise<string> {
  const id = uuid();
  await orm
    .insert(networks)
    .values({ id, code: `n${id.slice(-8)}`, name: { es: 'Red' }, bodies: [], createdAt: '2026-01-01T00:00:00.000Z' });
  return id;
}

type Seat = { network: string; as: Kind; from?: string; to?: string | null };

/** An organisation with its seats in networks; gives its id. */
export async function seedOrganisation({ orm }: Database, seats: Seat[] = [], suspended = false): Promise<string> {
  const id = uuid();
  await orm
    .insert(organisations)
    .values({ id, kind: 'partner', name: { es: 'Organización' }, suspended, createdAt: '2026-01-01T00:00:00.000Z' });
  for (const { network, as, from = '2000-01-01', to = null } of seats) {
    const row = { id: uuid(), network, organisation: id, role: as, code: `C${uuid().slice(-8).toUpperCase()}`, aliases: [], from, to };
    await orm.insert(memberships).values(row);
  }
  return id;
}

/** A client of an organisation with a secret; gives the principal that its token would name. */
export async function seedClient({ orm }: Database, organisation: string, role: Role, revoked = false): Promise<Principal> {
  const id = uuid();
  const credential = uuid();
  const createdAt = '2026-01-01T00:00:00.000Z';
  await orm.insert(clients).values({ id, organisation, name: role, role, revoked, createdAt });
  await orm
    .insert(clientSecrets)
    .values({ id: credential, client: id, hash: credential, createdAt, expiresAt: '2126-01-01T00:00:00.000Z' });
  return { client: id, organisation, credential };
}
