import { beforeEach, describe, expect, test } from 'vitest';
import { getEntry, listEntries } from '../../../services/specimens/entries/entries.ts';
import { publishEntry } from '../../../services/specimens/entries/publication.ts';
import { EntryLabel, SensitiveLabel } from '../../../shared/contract/specimens/entry.ts';
import { NewAlert } from '../../../shared/contract/specimens/alerts.ts';
import { aGroup } from '../../support/own-network.ts';
import {
  type Code,
  type ExchangeWorld,
  acts,
  begin,
  contents,
  exchangeWorld,
  problem,
  publish,
  published,
  told,
  versionAt,
} from './exchange-world.ts';

let world: ExchangeWorld;
beforeEach(async () => (world = await exchangeWorld()));

const clientOf = (who: Parameters<ExchangeWorld['by']>[0]) => world.by(who).principal?.client ?? '';
const sees = async (who: Parameters<ExchangeWorld['by']>[0], id: string) =>
  (await listEntries(world.by(who), 'alert', { limit: 9 }, null)).items.some((item) => item.id === id);
const nobody = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';

describe('a label that holds nobody is refused, and nothing changes', () => {
  test.each([
    ['RED without persons', () => ({ tlp: 'RED', audience: 'persons' }), 'unprocessable'],
    ['persons that no client is', () => ({ tlp: 'RED', audience: 'persons', persons: [nobody] }), 'unprocessable'],
    ['persons for another audience', () => ({ tlp: 'AMBER', audience: 'governments', persons: [nobody] }), 'unprocessable'],
    ['RED for governments', () => ({ tlp: 'RED', audience: 'governments' }), 'labels-disagree'],
    ['a group that is none', () => ({ tlp: 'AMBER', audience: 'group', group: nobody }), 'unprocessable'],
    ['an empty group', async () => ({ tlp: 'AMBER', audience: 'group', group: await aGroup(world, 'MEX', []) }), 'unprocessable'],
    ['public without CLEAR', () => ({ tlp: 'GREEN', audience: 'public' }), 'labels-disagree'],
    ['CLEAR for governments', () => ({ tlp: 'CLEAR', audience: 'governments' }), 'labels-disagree'],
  ] as const)('%s', async (_, make, code) => {
    const id = await begin(world, 'alert');
    const label = EntryLabel.parse(await make());
    await expect((async () => publishEntry(world.by('MEX validator'), 'alert', id, 1, label))()).rejects.toEqual(problem(code));
    expect((await getEntry(world.by('MEX reader'), 'alert', id)).body).toMatchObject({ state: 'draft', audience: 'organisation' });
    expect(await told(world, id)).toEqual([]);
  });

  test('a second TLP has no place', () => {
    expect(EntryLabel.safeParse({ tlp: ['RED', 'GREEN'], audience: 'governments' }).success).toBe(false);
    expect(EntryLabel.safeParse({ tlp: 'GREEN', tlp2: 'RED', audience: 'governments' }).success).toBe(false);
    expect(NewAlert.safeParse({ network: world.network, country: 'MEX', ...contents.alert, tlp: 'RED' }).success).toBe(false);
  });
});

test('RED is for those named and for whoever publishes, and not for their organisations', async () => {
  const id = await begin(world, 'alert');
  await publish(world, 'alert', id, { tlp: 'RED', audience: 'persons', persons: [clientOf('GTM officer')] });
  const seen = ['GTM officer', 'MEX validator', 'GTM validator', 'MEX officer', 'MEX reader', 'ST reader', 'IOM reader'] as const;
  const found = [];
  for (const who of seen) if (await sees(who, id)) found.push(who);
  expect(found).toEqual(['GTM officer', 'MEX validator']);
});

test('a group is who is in it today, with what it was shown before', async () => {
  const group = await aGroup(world, 'MEX', ['MEX', 'GTM']);
  const id = await published(world, 'alert', {}, { audience: 'group', group });
  expect([await sees('GTM reader', id), await sees('SLV reader', id), await sees('ST reader', id)]).toEqual([true, false, false]);
});

test('a source widens what it published by its own act, and whoever sees it anew finds it', async () => {
  const id = await published(world, 'alert');
  expect(await sees('IOM reader', id)).toBe(false);
  const version = await versionAt(world, 'alert', id);
  await publishEntry(world.by('MEX validator'), 'alert', id, version, EntryLabel.parse({ tlp: 'GREEN', audience: 'network' }));
  expect(await sees('IOM reader', id)).toBe(true);
  expect((await getEntry(world.by('IOM reader'), 'alert', id)).body.messages).toHaveLength(1);
});

test('a fraud method is for its own organisation unless its source says otherwise', async () => {
  const id = await published(world, 'method', {}, SensitiveLabel.parse({}));
  expect((await getEntry(world.by('MEX reader'), 'method', id)).body).toMatchObject({ tlp: 'AMBER+STRICT', audience: 'organisation' });
  await expect(getEntry(world.by('GTM reader'), 'method', id)).rejects.toEqual(problem('not-found'));
  expect(await told(world, id)).toMatchObject([{ tlp: 'AMBER+STRICT', audience: 'organisation', data: { fraudMethod: id } }]);
});

test('opening what is above GREEN leaves a row in the audit, and what is GREEN leaves none', async () => {
  const amber = await published(world, 'alert');
  const green = await published(world, 'alert', {}, { tlp: 'GREEN', audience: 'governments' });
  await getEntry(world.by('GTM reader'), 'alert', amber);
  await getEntry(world.by('GTM reader'), 'alert', green);
  const opened = async (id: string) => (await acts(world, id)).filter((action) => action === 'exchange:read').length;
  const before = await opened(amber);
  await listEntries(world.by('SLV reader'), 'alert', { limit: 9 }, null);
  expect(await opened(amber)).toBe(before + 1);
  // Its own draft was AMBER while its source read the version of it.
  expect(await opened(green)).toBe(1);
});

test('two readers never count differently what both may see', async () => {
  const group = await aGroup(world, 'MEX', ['MEX', 'GTM']);
  for (const label of [{}, { tlp: 'GREEN', audience: 'network' }, { audience: 'group', group }, {}] as const)
    await published(world, 'alert', {}, label as Partial<EntryLabel>);
  const of = async (code: Code) => (await listEntries(world.by(`${code} reader`), 'alert', { limit: 50 }, null)).items;
  const [mexico, guatemala, salvador, partner] = [await of('MEX'), await of('GTM'), await of('SLV'), await of('IOM')];
  const stripped = (items: typeof mexico) => items.map(({ draft: _, returned: __, ...item }) => item);
  const both = (a: typeof mexico, b: typeof mexico) => stripped(a.filter(({ id }) => b.some((other) => other.id === id)));
  expect([mexico.length, guatemala.length, salvador.length, partner.length]).toEqual([4, 4, 3, 1]);
  for (const [a, b] of [
    [mexico, guatemala],
    [guatemala, salvador],
    [salvador, partner],
  ] as const)
    expect(both(a, b)).toEqual(both(b, a));
});
