import { beforeEach, describe, expect, test } from 'vitest';
import { addSighting, removeSighting } from '../../../../services/specimens/alerts/sightings.ts';
import { getEntry } from '../../../../services/specimens/entries/entries.ts';
import { publishEntry, withdrawEntry } from '../../../../services/specimens/entries/publication.ts';
import { updateEntry } from '../../../../services/specimens/entries/changes.ts';
import { exportAlerts, getAlertBundle } from '../../../../services/specimens/stix/alert-bundles.ts';
import { EntryLabel } from '../../../../shared/contract/specimens/entry.ts';
import { NewSighting } from '../../../../shared/contract/specimens/sightings.ts';
import { stixType } from '../../../../shared/contract/specimens/stix.ts';
import { StixBundle, type StixObject } from '../../../../shared/contract/specimens/stix/bundle.ts';
import { tlpMarkingIds } from '../../../../shared/contract/specimens/stix/common.ts';
import { documentAlertExtension } from '../../../../shared/contract/specimens/stix/extension.ts';
import { aGroup } from '../../../support/own-network.ts';
import { type Code, type ExchangeWorld, acts, begin, exchangeWorld, problem, published, remove, versionAt } from '../exchange-world.ts';
import { origin, refsIn } from './drawn.ts';

let world: ExchangeWorld;
beforeEach(async () => (world = await exchangeWorld()));

type Who = `${Code} reader`;
type Answer = Awaited<ReturnType<typeof getAlertBundle>>;
const seen = NewSighting.parse({ kind: 'seen', month: '2026-03', count: 2, note: { es: 'En frontera' } });
const tomorrow = new Date('2026-03-11T12:00:00Z');

const read = ({ body }: Answer) => StixBundle.parse(JSON.parse(new TextDecoder().decode(body.file as Uint8Array)));
const bundleFor = async (who: Who, id: string) => read(await getAlertBundle(world.by(who), origin, id));
const exportFor = async (who: Who, changedAfter?: string) =>
  read(await exportAlerts(world.by(who), origin, { network: world.network, changedAfter }));
const of = <T extends StixObject['type']>({ objects }: StixBundle, type: T) =>
  objects.filter((one): one is Extract<StixObject, { type: T }> => one.type === type);
const alertsIn = (bundle: StixBundle) => of(bundle, 'report').map(({ external_references: [own] = [] }) => own?.external_id);

describe('the bundle of an alert', () => {
  test('has the alert, what it names and what others said of it', async () => {
    const specimen = await published(world, 'specimen');
    const method = await published(world, 'method', {}, { tlp: 'AMBER', audience: 'governments' });
    const advice = { es: 'Retener y avisar' };
    const id = await published(world, 'alert', { specimen, method, advice, confidence: { source: 'B', information: 2 } }, { tlp: 'GREEN' });
    await addSighting(world.by('GTM officer'), id, seen);
    await addSighting(world.by('SLV officer'), id, { ...seen, kind: 'false-positive', count: 0 });
    const bundle = await bundleFor('GTM reader', id);
    const [report] = of(bundle, 'report');
    expect(report).toMatchObject({ confidence: 70, lang: 'es', object_marking_refs: [tlpMarkingIds.GREEN] });
    const { body } = await getEntry(world.by('GTM reader'), 'specimen', specimen);
    expect(report?.extensions[documentAlertExtension]).toMatchObject({
      typology: 'counterfeit',
      alert_class: 'false-document',
      specimen_id: specimen,
      specimen_code: body.code,
      route: ['HND', 'GTM', 'MEX'],
      messages: [{ kind: 'alert' }],
    });
    expect(
      of(bundle, 'attack-pattern')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Documento falsificado', 'Partida tardía']);
    expect(of(bundle, 'course-of-action')).toMatchObject([{ description: 'Retener y avisar' }]);
    expect(of(bundle, 'sighting')).toMatchObject([{ count: 2, sighting_of_ref: report?.id, description: 'En frontera' }]);
    expect(of(bundle, 'note')).toMatchObject([{ labels: ['false-positive'], object_refs: [report?.id] }]);
    expect(of(bundle, 'identity')).toHaveLength(4);
    const ids = new Set(bundle.objects.map((one) => one.id as string));
    expect(refsIn(bundle).filter((ref) => !ids.has(ref))).toEqual([]);
  });

  test('is a file whose version changes with anything in it', async () => {
    const id = await published(world, 'alert');
    const first = await getAlertBundle(world.by('GTM reader'), origin, id);
    expect(first.body).toMatchObject({ mediaType: stixType, name: `alert-${id}.json` });
    expect((await getAlertBundle(world.by('SLV reader'), origin, id)).version).toBe(first.version);
    await addSighting(world.by('GTM officer'), id, seen);
    expect((await getAlertBundle(world.by('SLV reader'), origin, id)).version).not.toBe(first.version);
  });

  test('leaves nothing of a method or a specimen that the reader does not see, and of who wrote it', async () => {
    const group = await aGroup(world, 'MEX', ['MEX', 'GTM']);
    const specimen = await published(world, 'specimen', {}, { audience: 'group', group });
    const method = await published(world, 'method', {}, { audience: 'group', group });
    const id = await published(world, 'alert', { specimen, method });
    const hidden = JSON.stringify(await bundleFor('SLV reader', id));
    const shown = await bundleFor('GTM reader', id);
    expect(of(shown, 'attack-pattern')).toHaveLength(2);
    expect(hidden).not.toContain(specimen);
    for (const { id: ref, name } of of(shown, 'attack-pattern').filter((one) => one.name === 'Partida tardía')) {
      expect(hidden).not.toContain(ref);
      expect(hidden).not.toContain(name);
    }
  });

  test('leaves nothing of a method that is a draft, to its own source either', async () => {
    const method = await begin(world, 'method');
    const id = await published(world, 'alert', { method });
    expect(of(await bundleFor('MEX reader', id), 'attack-pattern').map(({ name }) => name)).toEqual(['Documento falsificado']);
  });

  test.each([
    ['that is a draft', () => begin(world, 'alert'), 'MEX reader'],
    ['that another group has', async () => forGroupOf(['MEX', 'GTM']), 'SLV reader'],
    ['for governments, to a partner', () => published(world, 'alert'), 'IOM reader'],
    ['that is a specimen', () => published(world, 'specimen'), 'MEX reader'],
  ] as const)('of one %s is not found', async (_, make, who) => {
    await expect(getAlertBundle(world.by(who), origin, await make())).rejects.toEqual(problem('not-found'));
  });

  test('is not found any more by who left the network', async () => {
    const id = await published(world, 'alert');
    await remove(world, 'SLV');
    await expect(getAlertBundle(world.by('SLV reader'), origin, id)).rejects.toEqual(problem('not-found'));
    await expect(exportFor('SLV reader')).rejects.toEqual(problem('not-found'));
  });

  test('leaves a row in the audit of whose alert and method were opened above GREEN, and only then', async () => {
    const method = await published(world, 'method', {}, { tlp: 'AMBER', audience: 'governments' });
    const amber = await published(world, 'alert', { method });
    const green = await published(world, 'alert', {}, { tlp: 'GREEN' });
    const openings = async () =>
      Promise.all([amber, method, green].map(async (id) => (await acts(world, id)).filter((act) => act === 'exchange:read').length));
    const before = await openings();
    const since = async () => (await openings()).map((count, at) => count - (before[at] ?? 0));
    await bundleFor('GTM reader', amber);
    await bundleFor('GTM reader', green);
    expect(await since()).toEqual([1, 1, 0]);
    await exportFor('SLV reader');
    expect(await since()).toEqual([2, 2, 0]);
  });
});

async function forGroupOf(members: Code[]): Promise<string> {
  const group = await aGroup(world, 'MEX', members);
  return published(world, 'alert', {}, { audience: 'group', group });
}

describe('the export', () => {
  test('has the published alerts that the reader sees and no other', async () => {
    const one = await published(world, 'alert');
    const other = await forGroupOf(['MEX', 'GTM']);
    await begin(world, 'alert');
    expect(alertsIn(await exportFor('GTM reader')).toSorted()).toEqual([one, other].toSorted());
    expect(alertsIn(await exportFor('SLV reader'))).toEqual([one]);
  });

  test('tells of an alert that was cancelled, as revoked', async () => {
    const id = await published(world, 'alert', { advice: { es: 'Retener' } });
    const before = await bundleFor('GTM reader', id);
    await withdrawEntry(world.by('MEX validator', tomorrow), 'alert', id, await versionAt(world, 'alert', id), { es: 'Era auténtico' });
    const after = await exportFor('GTM reader');
    expect(of(after, 'course-of-action')).toMatchObject([{ revoked: true }]);
    expect(of(after, 'report')).toMatchObject([{ id: of(before, 'report')[0]?.id, revoked: true, modified: tomorrow.toISOString() }]);
    expect(of(after, 'report')[0]?.extensions[documentAlertExtension]).toMatchObject({
      messages: [{ kind: 'alert' }, { kind: 'cancel' }],
      cancelled: { reason: { es: 'Era auténtico' } },
    });
  });

  test('of a later day has what was updated or said since, under the ids of before', async () => {
    const still = await published(world, 'alert');
    const updated = await published(world, 'alert');
    const sighted = await published(world, 'alert');
    const before = await exportFor('GTM reader');
    await updateEntry(world.by('MEX officer', tomorrow), 'alert', updated, await versionAt(world, 'alert', updated), { count: 7 });
    const label = EntryLabel.parse({});
    await publishEntry(world.by('MEX validator', tomorrow), 'alert', updated, await versionAt(world, 'alert', updated), label);
    const { body } = await addSighting(world.by('GTM officer', tomorrow), sighted, seen);
    const since = await exportFor('GTM reader', '2026-03-10T12:00:00Z');
    expect(alertsIn(since).toSorted()).toEqual([updated, sighted].toSorted());
    expect(alertsIn(before)).toContain(still);
    const known = new Set(of(before, 'report').map(({ id }) => id));
    expect(of(since, 'report').every(({ id }) => known.has(id))).toBe(true);
    expect(of(since, 'sighting')).toHaveLength(1);
    await removeSighting(world.by('GTM officer'), sighted, body.id, await versionAt(world, 'alert', sighted));
    expect(alertsIn(await exportFor('GTM reader', '2026-03-10T12:00:00Z'))).toEqual([updated]);
  });

  test('of a network without alerts is a bundle without reports', async () => {
    const bundle = await exportFor('GTM reader');
    expect(alertsIn(bundle)).toEqual([]);
    expect(bundle.objects).not.toEqual([]);
  });

  test('is for who reads what is for governments, and for who sees an alert of the network', async () => {
    const other = await exchangeWorld();
    const asked = exportAlerts(other.by('MEX reader'), origin, { network: world.network });
    await expect(asked).rejects.toEqual(problem('not-found'));
    await published(world, 'alert');
    await expect(exportFor('IOM reader')).rejects.toEqual(problem('not-found'));
    const wide = await published(world, 'alert', {}, { tlp: 'GREEN', audience: 'network' });
    expect(alertsIn(await exportFor('IOM reader'))).toEqual([wide]);
  });
});
