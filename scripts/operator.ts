import { v7 as uuid } from 'uuid';
import { newSecretStep } from '../services/identity/client-secrets.ts';
import { commit } from '../shared/database/commit.ts';
import { clients, organisations } from '../shared/database/identity.ts';
import { type DatabaseAddress, openDatabase } from '../shared/database/open.ts';
import { platformContext } from '../shared/database/platform-context.ts';

/** A machine client as `credentials.json` lists it. */
export type Credential = { organisation: string; role: string; clientId: string; clientSecret: string };

/** Makes a client of the platform's operator, straight in the database: the one act that no client can ask for, since there is none yet. */
export async function createOperator(address: DatabaseAddress, pepper: string): Promise<Credential> {
  const db = openDatabase(address);
  const context = platformContext(db);
  const createdAt = context.now.toISOString();
  const organisation = {
    id: uuid(),
    kind: 'partner',
    name: { es: 'Operación de la plataforma', en: 'Operator of the platform' },
    createdAt,
  } as const;
  const client = { id: uuid(), organisation: organisation.id, name: 'Operator', role: 'operator', createdAt } as const;
  const { step, issued } = await newSecretStep(context, client.id, 365, pepper);
  await commit(context, {
    steps: [{ query: db.orm.insert(organisations).values(organisation) }, { query: db.orm.insert(clients).values(client) }, step],
    audit: { action: 'operator:appoint', subject: client.id, network: null },
  });
  db.client.close();
  return { organisation: 'OPERATOR', role: 'operator', clientId: client.id, clientSecret: issued.secret };
}
