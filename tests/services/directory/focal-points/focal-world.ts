import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { createFocalPoint } from '../../../../services/directory/focal-points/keeping.ts';
import { NewFocalPoint } from '../../../../shared/contract/directory/focal-points.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { audit, outbox } from '../../../../shared/database/journal.ts';
import { contextOn } from '../../../support/database.ts';
import { seedClient, seedOrganisation } from '../../../support/seed.ts';
import { type DirectoryWorld, directoryWorld } from '../directory-world.ts';

export const today = new Date('2026-03-10T12:00:00Z');
export const problem = (code: string) => expect.objectContaining({ code });

/** A directory's world with an organisation of civil society. */
export type FocalWorld = DirectoryWorld & { RROCM: string; civil: Context };

/** Makes that world. Everybody asks at noon of 10 March 2026 unless another moment is given. */
export async function focalWorld(): Promise<FocalWorld> {
  const world = await directoryWorld();
  const RROCM = await seedOrganisation(world.db, [{ network: world.network, as: 'civil_society' }]);
  const civil = contextOn(world.db, { principal: await seedClient(world.db, RROCM, 'officer'), now: today });
  return { ...world, by: (who, now = today) => world.by(who, now), RROCM, civil };
}

type Given = { [name: string]: unknown };

/** A focal point of Guatemala as the contract reads it, with what a test wants different. */
export const aFocalPoint = ({ network }: DirectoryWorld, different: Given = {}) =>
  NewFocalPoint.parse({
    network,
    country: 'GTM',
    purposes: ['protocol'],
    name: 'Ana Ejemplo',
    post: { es: 'Directora de Protección', en: 'Director of Protection' },
    phones: [{ label: { es: 'Oficina' }, number: '+502 0000 0100', extension: 12 }],
    emails: [{ label: { es: 'Oficina' }, address: 'enlace@example.org' }],
    from: '2026-01-01',
    ...different,
  });

/** Enters one as an officer of the country, or of whom is given; gives its id. */
export async function enter(world: FocalWorld, different: Given = {}, by: Context = world.by('GTM officer')): Promise<string> {
  return (await createFocalPoint(by, aFocalPoint(world, different))).body.id;
}

/** The events of a focal point, in their order. */
export const told = ({ db }: DirectoryWorld, id: string) =>
  db.orm.select().from(outbox).where(eq(outbox.subject, id)).orderBy(outbox.position);

/** The openings of a focal point that the audit holds. */
export const openings = async ({ db }: DirectoryWorld, id: string) =>
  (await db.orm.select().from(audit).where(eq(audit.subject, id))).filter(({ action }) => action === 'focal:read');
