import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { narrows, relabel } from '../../../shared/access/relabel.ts';
import { type Audience, audiences, labels } from '../../../shared/contract/access.ts';
import { type Label, aboveGreen, agree, widens } from '../../../shared/contract/labels.ts';
import type { Database } from '../../../shared/database/open.ts';
import { plans } from '../../../shared/database/plans.ts';
import { groups } from '../../../shared/database/sharing.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedNetwork, seedOrganisation } from '../../support/seed.ts';

/** Which labels an audience may carry, as the design says it. */
const table: Record<Audience, string> = {
  //             RED  STRICT AMBER  GREEN  CLEAR
  public: '       ·      ·     ·      ·      ✓',
  network: '      ·      ·     ·      ✓      ·',
  governments: '  ·      ·     ✓      ✓      ·',
  group: '        ·      ·     ✓      ✓      ·',
  organisation: ' ·      ✓     ✓      ✓      ·',
  persons: '      ✓      ✓     ✓      ✓      ·',
};
const marks = (row: string) => row.trim().split(/ +/);

/** Every label with every audience, with a group and without. */
const everyLabel = (group: string): Label[] =>
  audiences.flatMap((audience) => labels.flatMap((tlp) => [group, null].map((inGroup) => ({ tlp, audience, group: inGroup }))));

const written = ({ tlp, audience, group }: Label) => `${tlp} ${audience} ${group ? 'with' : 'without'} a group`;

test.each(audiences)('the audience %s carries the labels of its row in the table and no other', (audience) => {
  const group = audience === 'group' ? 'g' : null;
  expect(labels.map((tlp) => (agree({ tlp, audience, group }) ? '✓' : '·'))).toEqual(marks(table[audience]));
});

test('a group is named if and only if the audience is one', () => {
  const wrong = labels.flatMap((tlp) => audiences.map((audience) => agree({ tlp, audience, group: audience === 'group' ? null : 'g' })));
  expect(new Set(wrong)).toEqual(new Set([false]));
});

test('the table stores exactly what agrees', async () => {
  const { db, network, group } = await ownGroup();
  const stored: string[] = [];
  for (const label of everyLabel(group)) if ((await store(db, network, label)) === 'stored') stored.push(written(label));
  expect(stored).toEqual(everyLabel(group).filter(agree).map(written));
  expect(stored).toHaveLength(13);
});

test.each([
  ['two labels in one', { tlp: 'GREEN AMBER', audience: 'governments' }],
  ['two labels as a list', { tlp: '["GREEN","AMBER"]', audience: 'governments' }],
  ['two audiences in one', { tlp: 'GREEN', audience: 'network governments' }],
  ['a label of TLP 1', { tlp: 'WHITE', audience: 'public' }],
  ['a label in small letters', { tlp: 'green', audience: 'network' }],
  ['an audience nobody knows', { tlp: 'CLEAR', audience: 'everyone' }],
  ['no label', { tlp: null, audience: 'network' }],
  ['no audience', { tlp: 'GREEN', audience: null }],
])('%s cannot be stored', async (_, label) => {
  const { db, network } = await ownGroup();
  expect(await store(db, network, label as unknown as Label)).toBe('refused');
});

test('two labels on one record cannot be stored, neither as a second row nor by a change of half of it (MISP #4364)', async () => {
  const { db, network } = await ownGroup();
  const id = uuid();
  expect(await store(db, network, { tlp: 'GREEN', audience: 'network' }, id)).toBe('stored');
  expect(await store(db, network, { tlp: 'CLEAR', audience: 'public' }, id)).toBe('refused');
  await expect(db.orm.update(plans).set({ tlp: 'AMBER' })).rejects.toThrow('Failed query');
  await expect(db.orm.update(plans).set({ audience: 'public' })).rejects.toThrow('Failed query');
  expect(await db.orm.select({ tlp: plans.tlp, audience: plans.audience }).from(plans)).toEqual([{ tlp: 'GREEN', audience: 'network' }]);
});

test('the query says of every pair of labels what the code says', async () => {
  const { db } = await ownGroup();
  const all = [...everyLabel('one'), ...everyLabel('another')].filter(({ audience, group }) => (audience === 'group') === Boolean(group));
  const from = { tlp: sql`(f.value ->> 'tlp')`, audience: sql`(f.value ->> 'audience')`, group: sql`(f.value ->> 'group')` };
  for (const to of all) {
    const rows = await db.orm.all<{ narrower: number }>(
      sql`select ${narrows(from, to)} as narrower from json_each(${JSON.stringify(all)}) f order by f.key`,
    );
    const said = rows.map(({ narrower }, at) => ({ from: all[at], to, narrower: Boolean(narrower) }));
    expect(said).toEqual(all.map((label) => ({ from: label, to, narrower: !widens(label, to) })));
  }
});

async function ownGroup() {
  const db = await ownDatabase();
  const network = await seedNetwork(db);
  const organisation = await seedOrganisation(db, [{ network, as: 'member' }]);
  const group = uuid();
  const text = { es: 'Grupo' };
  await db.orm.insert(groups).values({ id: group, network, organisation, name: text, purpose: text, tlp: 'GREEN', createdAt: '' });
  return { db, network, group };
}

const store = ({ orm }: Database, network: string, label: Label, id = uuid()) =>
  orm
    .insert(plans)
    .values({ id, network, ...label, currentVersion: 'none', createdAt: '' })
    .then(
      () => 'stored',
      ({ cause }: Error) => (String(cause).includes('constraint') ? 'refused' : cause),
    );

const at = (tlp: Label['tlp'], audience: Audience, group?: string): Label => ({ tlp, audience, group: group ?? null });

test.each<[what: string, from: Label, to: Label, widens: boolean]>([
  ['a wider label for the same audience', at('AMBER', 'governments'), at('GREEN', 'governments'), true],
  ['a narrower label for the same audience', at('GREEN', 'governments'), at('AMBER', 'governments'), false],
  ['the same again', at('GREEN', 'network'), at('GREEN', 'network'), false],
  ['from the network to its governments', at('GREEN', 'network'), at('GREEN', 'governments'), false],
  ['from governments to the network', at('GREEN', 'governments'), at('GREEN', 'network'), true],
  ['to everybody', at('GREEN', 'network'), at('CLEAR', 'public'), true],
  ['from everybody to a group', at('CLEAR', 'public'), at('GREEN', 'group', 'a'), false],
  ['from everybody to named persons', at('CLEAR', 'public'), at('RED', 'persons'), false],
  ['from the network to a group, which may hold civil society', at('GREEN', 'network'), at('GREEN', 'group', 'a'), true],
  ['from one group to another', at('GREEN', 'group', 'a'), at('GREEN', 'group', 'b'), true],
  ['to the same group', at('GREEN', 'group', 'a'), at('AMBER', 'group', 'a'), false],
  ['from a group to its source alone', at('GREEN', 'group', 'a'), at('GREEN', 'organisation'), false],
  ['from named persons to an organisation', at('GREEN', 'persons'), at('GREEN', 'organisation'), true],
  ['from an organisation to named persons, who may be others', at('GREEN', 'organisation'), at('GREEN', 'persons'), true],
])('%s', (_, from, to, expected) => {
  expect(widens(from, to)).toBe(expected);
});

test('everything narrower than GREEN is audited when it is read, and nothing else', () => {
  expect([...aboveGreen]).toEqual(['AMBER', 'AMBER+STRICT', 'RED']);
});

test('a refused label says in both languages what is missing', async () => {
  const { db } = await ownGroup();
  const [group, consent] = relabel(contextOn(db), plans, uuid(), at('GREEN', 'network')).guards;
  expect(group?.problem.detail).toEqual({ es: expect.stringMatching(/grupo/) as string, en: expect.stringMatching(/group/) as string });
  const said = { es: expect.stringMatching(/consentimiento/) as string, en: expect.stringMatching(/consent/) as string };
  expect(consent?.problem.detail).toEqual(said);
});
