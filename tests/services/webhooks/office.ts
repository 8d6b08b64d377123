import { eq } from 'drizzle-orm';
import { createEndpoint } from '../../../services/webhooks/endpoints/endpoints.ts';
import type { Role } from '../../../shared/contract/access.ts';
import type { NewEndpoint } from '../../../shared/contract/webhooks/endpoints.ts';
import { webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';
import { type Receipt, type Reply, ownVault, receiver } from '../../support/webhooks.ts';

/** A network of a test's own with a member and its administrator, and a receiver that answers as the test says. */
export async function ownOffice(answer?: (receipt: Receipt, count: number) => Reply | Promise<Reply>) {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisation = await seedOrganisation(db, [{ network, as: 'member' }]);
  const there = await receiver(answer);
  const vault = await ownVault(there.url);
  const as = async (role: Role, of = organisation) => contextOn(db, { principal: await seedClient(db, of, role) });
  const by = await as('administrator');
  const input = (difference: Partial<NewEndpoint> = {}): NewEndpoint => ({
    url: `${there.url}/events`,
    types: ['plans.*'],
    network: null,
    description: null,
    inOrder: false,
    ...difference,
  });
  const make = async (difference?: Partial<NewEndpoint>, context = by) => {
    const { body } = await createEndpoint(context, vault, input(difference));
    return { id: body.endpoint.id, secret: body.secret ?? '' };
  };
  /** Writes into an endpoint's row what only the relay or time would. */
  const set = (id: string, values: Partial<typeof webhookEndpoints.$inferInsert>) =>
    db.orm.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, id));
  return { db, network, organisation, vault, as, by, input, make, set, url: there.url, receipts: there.receipts };
}

/** An endpoint that has proved itself. */
export async function provedEndpoint(office: Office, difference?: Partial<NewEndpoint>): Promise<string> {
  const { id } = await office.make(difference);
  await office.set(id, { state: 'active', provedAt: new Date().toISOString() });
  return id;
}

export type Office = Awaited<ReturnType<typeof ownOffice>>;
