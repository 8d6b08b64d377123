import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { v7 as uuid } from 'uuid';
import { membershipOf, network, places } from '../../scripts/demo/network.ts';
import { acceptPlanImport } from '../../services/plans/acceptance.ts';
import { createPlanImport } from '../../services/plans/imports.ts';
import type { Language } from '../../shared/contract/text.ts';
import type { Context, Principal } from '../../shared/database/context.ts';
import { memberships, networks, organisations } from '../../shared/database/identity.ts';
import type { Database } from '../../shared/database/open.ts';
import { contextOn, ownDatabase } from './database.ts';
import { seedClient } from './seed.ts';

/** The model network in a database of the test's own, without a plan. */
export type PlannedNetwork = { db: Database; id: string; by: (code: string) => Context };

/** Makes the model network with an officer for each organisation; `by('MEX')` is the context of a call of Mexico's. */
export async function ownNetwork(): Promise<PlannedNetwork> {
  const db = await ownDatabase();
  const id = uuid();
  const createdAt = '2026-01-01T00:00:00.000Z';
  await db.orm.insert(networks).values({ id, ...network, createdAt });
  const officers = new Map<string, Principal>();
  for (const place of places) {
    const organisation = uuid();
    const { kind, name, country = null } = place.organisation;
    await db.orm.insert(organisations).values({ id: organisation, kind, name, country, createdAt });
    const { aliases, from, role, code } = { ...membershipOf(place, id), aliases: place.aliases };
    await db.orm.insert(memberships).values({ id: uuid(), network: id, organisation, role, code, aliases, from, to: null });
    officers.set(place.code, await seedClient(db, organisation, 'officer'));
  }
  return { db, id, by: (code) => contextOn(db, { principal: officers.get(code) ?? null }) };
}

/** A plan document of ours as text. */
export const planText = (language: Language): string =>
  readFileSync(resolve(import.meta.dirname, `../../scripts/demo/work-plan.${language}.txt`), 'utf8');

/** Imports a text as the network's plan, as the secretariat would. */
export const importText = ({ by }: PlannedNetwork, text: string, language: Language = 'es') =>
  createPlanImport(by('ST'), { network: network.code, language, mediaType: 'text/plain', bytes: new TextEncoder().encode(text) });

/** Imports a text and makes it the current version; gives the acceptance. */
export async function publishText(planned: PlannedNetwork, text: string, language: Language = 'es') {
  const { body } = await importText(planned, text, language);
  return (await acceptPlanImport(planned.by('ST'), body.id)).body;
}
