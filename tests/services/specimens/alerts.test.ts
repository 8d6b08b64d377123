import { beforeEach, describe, expect, test } from 'vitest';
import { acknowledgeAlert, listAlertAcknowledgements } from '../../../services/specimens/alerts/acknowledgements.ts';
import { listCorrelations } from '../../../services/specimens/alerts/correlations.ts';
import { addSighting, listSightings, removeSighting } from '../../../services/specimens/alerts/sightings.ts';
import { getEntry, listEntries } from '../../../services/specimens/entries/entries.ts';
import { withdrawEntry } from '../../../services/specimens/entries/publication.ts';
import { NewSighting } from '../../../shared/contract/specimens/sightings.ts';
import { aGroup } from '../../support/own-network.ts';
import { type Code, type ExchangeWorld, begin, exchangeWorld, problem, published, remove, told, versionAt } from './exchange-world.ts';

let world: ExchangeWorld;
beforeEach(async () => (world = await exchangeWorld()));

const first = { limit: 50 };
const seen = NewSighting.parse({ kind: 'seen', month: '2026-03', count: 2 });
const countsFor = async (who: `${Code} reader`, id: string) => (await getEntry(world.by(who), 'alert', id)).body.sightings;

describe('sightings', () => {
  test('of all countries count alike for whoever sees the alert', async () => {
    const id = await published(world, 'alert');
    await addSighting(world.by('GTM officer'), id, seen);
    await addSighting(world.by('SLV officer'), id, { ...seen, kind: 'false-positive', count: 0 });
    await addSighting(world.by('ST officer'), id, { ...seen, count: 3 });
    const expected = { seen: 2, falsePositive: 1, expired: 0, documents: 5 };
    for (const who of ['MEX reader', 'GTM reader', 'ST reader'] as const) {
      expect(await countsFor(who, id)).toEqual(expected);
      expect((await listSightings(world.by(who), id, first, null)).items).toHaveLength(3);
    }
    expect((await told(world, id)).filter(({ type }) => type === 'specimens.alert.sighted')).toHaveLength(3);
  });

  test('are taken back by their own organisation alone', async () => {
    const id = await published(world, 'alert');
    const { body } = await addSighting(world.by('GTM officer'), id, seen);
    const version = await versionAt(world, 'alert', id);
    await expect(removeSighting(world.by('SLV officer'), id, body.id, version)).rejects.toEqual(problem('forbidden'));
    await removeSighting(world.by('GTM officer'), id, body.id, version);
    expect((await countsFor('MEX reader', id)).seen).toBe(0);
  });

  test.each([
    ['that is a draft is not seen', () => begin(world, 'alert'), 'GTM officer', 'not-found'],
    ['that is a draft of one’s own is not yet told', () => begin(world, 'alert'), 'MEX officer', 'conflict'],
    ['for another group is not seen', async () => forGroupOf('MEX', ['GTM']), 'SLV officer', 'not-found'],
    ['is not seen by a partner', () => published(world, 'alert'), 'IOM officer', 'not-found'],
    ['is only read by a reader', () => published(world, 'alert'), 'GTM reader', 'forbidden'],
  ] as const)('of an alert %s', async (_, make, who, code) => {
    const id = await make();
    await expect(addSighting(world.by(who), id, seen)).rejects.toEqual(problem(code));
    expect((await countsFor('MEX reader', id)).seen).toBe(0);
  });

  test('of a cancelled alert are refused', async () => {
    const id = await published(world, 'alert');
    await withdrawEntry(world.by('MEX validator'), 'alert', id, await versionAt(world, 'alert', id), { es: 'Error' });
    await expect(addSighting(world.by('GTM officer'), id, seen)).rejects.toEqual(problem('conflict'));
  });
});

async function forGroupOf(owner: Code, members: Code[]): Promise<string> {
  const group = await aGroup(world, owner, [owner, ...members]);
  return published(world, 'alert', {}, { audience: 'group', group }, owner);
}

describe('correlations', () => {
  test('join alerts by specimen, feature, method and leg of the route', async () => {
    const specimen = await published(world, 'specimen');
    const method = await published(world, 'method', {}, { tlp: 'AMBER', audience: 'governments' });
    const plain = { points: [], route: [] };
    const base = await published(world, 'alert', { specimen, method });
    const bySpecimen = await published(world, 'alert', { ...plain, specimen });
    const byMethod = await published(world, 'alert', { ...plain, method });
    const byFeature = await published(world, 'alert', { route: [] });
    const byRoute = await published(world, 'alert', { points: [], route: ['GTM', 'MEX', 'USA'] });
    await published(world, 'alert', { ...plain, route: ['GTM', 'HND'] });
    await published(world, 'alert', { purpose: 'exercise', specimen });
    const { items } = await listCorrelations(world.by('GTM reader'), base, first, null);
    expect(items.map(({ alert, shares }) => [alert, shares])).toEqual([
      [bySpecimen, ['specimen']],
      [byMethod, ['method']],
      [byFeature, ['feature']],
      [byRoute, ['route']],
    ]);
  });

  test('never reach beyond what the reader sees: neither the other alert nor what joins them', async () => {
    const method = await published(world, 'method', { title: { es: 'Oculto' } }, { tlp: 'AMBER+STRICT', audience: 'organisation' });
    const plain = { points: [], route: [] };
    const base = await published(world, 'alert', { ...plain, method });
    await published(world, 'alert', { ...plain, method });
    expect((await listCorrelations(world.by('MEX reader'), base, first, null)).items).toHaveLength(1);
    expect((await listCorrelations(world.by('GTM reader'), base, first, null)).items).toEqual([]);
    expect((await getEntry(world.by('GTM reader'), 'alert', base)).body.published).not.toHaveProperty('method');
    const shared = await published(world, 'alert');
    await forGroupOf('MEX', ['GTM']);
    expect((await listCorrelations(world.by('GTM reader'), shared, first, null)).items).toHaveLength(1);
    expect((await listCorrelations(world.by('SLV reader'), shared, first, null)).items).toEqual([]);
  });

  test('page by page are the same', async () => {
    const base = await published(world, 'alert');
    for (let count = 0; count < 3; count += 1) await published(world, 'alert');
    const whole = await listCorrelations(world.by('GTM reader'), base, first, null);
    const found = [];
    for (let after: (string | number)[] | null = null; ;) {
      const page = await listCorrelations(world.by('GTM reader'), base, { limit: 1 }, after);
      found.push(...page.items);
      after = page.next;
      if (!after) break;
    }
    expect(found).toEqual(whole.items);
  });
});

describe('acknowledgements', () => {
  const standing = async (id: string, who: `${Code} reader` = 'MEX reader') =>
    Object.fromEntries(
      (await listAlertAcknowledgements(world.by(who), id, first, null)).items.map(({ organisation, state }) => [
        codeOf(organisation),
        state,
      ]),
    );
  const codeOf = (organisation: string) => Object.entries(world.organisations).find(([, id]) => id === organisation)?.[0];

  test('name every government that sees the alert, those that said nothing too, and no other', async () => {
    const id = await published(world, 'alert');
    await acknowledgeAlert(world.by('GTM officer'), id, { state: 'read', note: null });
    expect(await standing(id)).toEqual({ GTM: 'read', SLV: null, ST: null });
    expect(await standing(await forGroupOf('MEX', ['GTM']))).toEqual({ GTM: null });
  });

  test('go forward only', async () => {
    const id = await published(world, 'alert');
    await acknowledgeAlert(world.by('GTM officer'), id, { state: 'acted', note: { es: 'Enviada a los puestos' } });
    const later = await acknowledgeAlert(world.by('GTM officer'), id, { state: 'notified', note: null });
    expect(later).toMatchObject({ state: 'acted', note: { es: 'Enviada a los puestos' } });
  });

  test('are told to the source alone', async () => {
    const id = await published(world, 'alert');
    await acknowledgeAlert(world.by('GTM officer'), id, { state: 'read', note: null });
    const [, event] = await told(world, id);
    expect(event).toMatchObject({ type: 'specimens.alert.acknowledged', audience: 'organisation', organisation: world.organisations.MEX });
  });
});

test('a member that is removed loses the alerts, their counts, sightings, correlations and acknowledgements at once', async () => {
  const id = await published(world, 'alert');
  await published(world, 'alert');
  await addSighting(world.by('GTM officer'), id, seen);
  expect((await listEntries(world.by('GTM reader'), 'alert', first, null)).items).toHaveLength(2);
  await remove(world, 'GTM');
  const by = world.by('GTM officer');
  expect((await listEntries(by, 'alert', first, null)).items).toEqual([]);
  const lost = [
    () => getEntry(by, 'alert', id),
    () => listSightings(by, id, first, null),
    () => listCorrelations(by, id, first, null),
    () => listAlertAcknowledgements(by, id, first, null),
    () => addSighting(by, id, seen),
    () => acknowledgeAlert(by, id, { state: 'read', note: null }),
  ];
  for (const attempt of lost) await expect(attempt()).rejects.toEqual(problem('not-found'));
});
