import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { inNetwork, ofDeployment, ofOrganisation, oneOf, predicate } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import type { Permission } from '../../../shared/contract/access.ts';
import { organisations } from '../../../shared/database/identity.ts';
import type { Context } from '../../../shared/database/context.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedNetwork, seedOrganisation } from '../../support/seed.ts';

/** A network with a secretariat and a member, a stranger outside, and an operator. */
async function ownWorld() {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const member = await seedOrganisation(db, [{ network, as: 'member' }]);
  const secretariat = await seedOrganisation(db, [{ network, as: 'secretariat' }]);
  const stranger = await seedOrganisation(db);
  const by = async (organisation: string, role: 'officer' | 'administrator' | 'operator') =>
    contextOn(db, { principal: await seedClient(db, organisation, role) });
  return { db, network, member, secretariat, stranger, by };
}

const holds = async ({ db }: Context, condition: SQL) => Boolean((await db.orm.values<[number]>(sql`select ${condition}`))[0]?.[0]);
const allows = (context: Context, permission: Permission, place: Parameters<typeof predicate>[2]) =>
  holds(context, predicate(context, permission, place));

test('an organisation is found in the networks that it is or was in', async () => {
  const { by, member, secretariat, stranger } = await ownWorld();
  const officer = await by(secretariat, 'officer');
  expect(await allows(officer, 'organisation:edit', ofOrganisation(member))).toBe(true);
  expect(await allows(officer, 'organisation:edit', ofOrganisation(stranger))).toBe(false);
  expect(await allows(await by(member, 'administrator'), 'organisation:edit', ofOrganisation(member))).toBe(true);
  expect(await allows(await by(member, 'administrator'), 'organisation:edit', ofOrganisation(secretariat))).toBe(false);
});

test('what belongs to the deployment is in no network and of no organisation', async () => {
  const { by, secretariat } = await ownWorld();
  const permissions = ['network:create', 'network:edit', 'organisation:edit', 'plan:read', 'membership:edit'] as const;
  const asked = async (context: Context) => Promise.all(permissions.map((permission) => allows(context, permission, ofDeployment)));
  expect(await asked(await by(secretariat, 'administrator'))).toEqual([false, false, false, false, false]);
  expect(await asked(await by(secretariat, 'operator'))).toEqual([true, false, false, false, true]);
});

test('what has no label is in no audience', async () => {
  const { by, secretariat, network } = await ownWorld();
  expect(await allows(await by(secretariat, 'officer'), 'plan:read', inNetwork(network))).toBe(false);
});

/** Which guard of a write fails first, as `commit` would find it. */
async function refusalOf(context: Context, place: Parameters<typeof may>[2], permission: Permission, see: Permission) {
  for (const { holds: condition, problem } of may(context, permission, place, see)) {
    if (!(await holds(context, condition))) return problem;
  }
  return null;
}

test('what does not exist is missing to all, also to the operator, whose rules hold for everything', async () => {
  const { by, secretariat, member, network } = await ownWorld();
  const operator = await by(secretariat, 'operator');
  const refusal = async (place: Parameters<typeof may>[2]) =>
    (await refusalOf(operator, place, 'organisation:suspend', 'organisation:read'))?.code ?? null;
  expect(await refusal(ofOrganisation(member))).toBe(null);
  expect(await refusal(ofOrganisation(uuid()))).toBe('not-found');
  expect(await refusal(inNetwork(network))).toBe(null);
  expect(await refusal(inNetwork(uuid()))).toBe('not-found');
  expect(await refusal(oneOf(organisations, member, ofOrganisation(organisations.id)))).toBe(null);
  expect(await refusal(oneOf(organisations, uuid(), ofOrganisation(organisations.id)))).toBe('not-found');
});

test('one row of a table is judged by that row alone', async () => {
  const { by, member, secretariat, stranger } = await ownWorld();
  const administrator = await by(member, 'administrator');
  const refusal = async (id: string) => {
    const place = oneOf(organisations, id, ofOrganisation(organisations.id));
    return (await refusalOf(administrator, place, 'organisation:edit', 'organisation:read'))?.code ?? null;
  };
  expect(await Promise.all([member, secretariat, stranger].map(refusal))).toEqual([null, 'forbidden', 'not-found']);
});

test('each refusal of a write speaks both languages where it says anything', async () => {
  const { by, member } = await ownWorld();
  const [alive] = may(await by(member, 'officer'), 'plan:read', ofDeployment);
  expect(alive).toMatchObject({ first: true, problem: { code: 'unauthenticated' } });
  expect(alive?.problem.detail).toEqual({ es: expect.stringMatching(/cliente/) as string, en: expect.stringMatching(/client/) as string });
});
