import { beforeEach, describe, expect, test } from 'vitest';
import { addSighting } from '../../../../services/specimens/alerts/sightings.ts';
import { withdrawEntry } from '../../../../services/specimens/entries/publication.ts';
import { draftFigure } from '../../../../services/specimens/figures/drafting.ts';
import { getFigure } from '../../../../services/specimens/figures/figures.ts';
import { NewSighting } from '../../../../shared/contract/specimens/sightings.ts';
import { Replay } from '../../../../shared/database/context.ts';
import { aGroup } from '../../../support/own-network.ts';
import { begin, problem, published, remove, versionAt } from '../exchange-world.ts';
import { type FigureWorld, figureWorld, period } from './figures-world.ts';

let world: FigureWorld;
beforeEach(async () => (world = await figureWorld()));

const month = '2025-09';
const derived = async () => (await getFigure(world.by('MEX reader'), await world.draft())).body.derived;
const seen = (different: object = {}) => NewSighting.parse({ kind: 'seen', month, count: 2, ...different });

describe('the draft of a half year', () => {
  test('adds up its alerts and its sightings on those of others, by the country that the passport pretends to be of', async () => {
    await published(world, 'alert', { month, count: 3 });
    await published(world, 'alert', { month: '2025-07' });
    await published(world, 'alert', { month: '2025-12', documentCountry: 'HND', typology: 'pseudo', count: 4 });
    const other = await published(world, 'alert', { month: '2025-05', documentCountry: 'SLV' }, {}, 'GTM');
    await addSighting(world.by('MEX officer'), other, seen({ count: 5 }));
    const before = world.db.trips;
    const { body, version, location } = await draftFigure(world.by('MEX officer'), { network: world.network, period });
    expect(world.db.trips - before).toBe(1);
    const counts = [
      { nationality: 'GTM', persons: 4 },
      { nationality: 'HND', persons: 4 },
      { nationality: 'SLV', persons: 5 },
    ];
    expect(body).toMatchObject({ period, state: 'draft', derived: counts, counts, total: 13, note: null, report: null, confirmedAt: null });
    expect([version, location]).toEqual([1, `/v1/false-passport-figures/${body.id}`]);
    expect(await getFigure(world.by('MEX reader'), body.id)).toEqual({ body, version: 1 });
  });

  test.each([
    ['an exercise', () => published(world, 'alert', { month, purpose: 'exercise' })],
    ['another document', () => published(world, 'alert', { month, category: 'identity-card' })],
    ['a genuine passport in the wrong hands', () => published(world, 'alert', { month, typology: 'impostor' })],
    ['the month before', () => published(world, 'alert', { month: '2025-06' })],
    ['the month after', () => published(world, 'alert', { month: '2026-01' })],
    ['an alert that is not published', () => begin(world, 'alert', { month })],
    ['an alert of another country', () => published(world, 'alert', { month }, {}, 'GTM')],
    ['a cancelled alert', cancelled],
    ['a sighting on its own alert', () => sightedBy('MEX officer', published(world, 'alert', { month: '2025-02' }))],
    ['a sighting of another country', () => sightedBy('SLV officer', published(world, 'alert', { month: '2025-02' }, {}, 'GTM'))],
    ['a false positive', () => sightedBy('MEX officer', published(world, 'alert', { month }, {}, 'GTM'), { kind: 'false-positive' })],
    [
      'a sighting in another half year',
      () => sightedBy('MEX officer', published(world, 'alert', { month }, {}, 'GTM'), { month: '2026-01' }),
    ],
    ['a sighting of none', () => sightedBy('MEX officer', published(world, 'alert', { month }, {}, 'GTM'), { count: 0 })],
    ['a sighting on what is seen no more', sightedInGroup],
  ] as const)('does not count %s', async (_, make) => {
    await make();
    expect(await derived()).toEqual([]);
  });

  test('repeated under its key answers what was counted the first time', async () => {
    await published(world, 'alert', { month, count: 3 });
    const once = () => draftFigure({ ...world.by('MEX officer'), idempotencyKey: 'one' }, { network: world.network, period });
    const { body } = await once();
    await published(world, 'alert', { month, count: 9 });
    const replay = await once().catch((error: unknown) => error);
    expect(replay).toBeInstanceOf(Replay);
    expect((replay as Replay).answer).toMatchObject({ status: 201, version: 1, body });
  });
});

describe('is refused', () => {
  test.each([
    ['a second one', 'MEX administrator', period, 'conflict'],
    ['a half year that is not over', 'MEX officer', '2026-S1', 'unprocessable'],
    ['one by a reader', 'SLV reader', period, 'forbidden'],
    ['one by the secretariat', 'ST officer', period, 'forbidden'],
    ['one by a partner', 'IOM officer', period, 'forbidden'],
    ['one by who has left', 'GTM officer', period, 'not-found'],
  ] as const)('%s', async (_, who, wanted, code) => {
    await world.draft();
    await remove(world, 'GTM');
    await expect(world.draft(who, wanted)).rejects.toEqual(problem(code));
  });
});

async function cancelled() {
  const id = await published(world, 'alert', { month });
  await withdrawEntry(world.by('MEX validator'), 'alert', id, await versionAt(world, 'alert', id), { es: 'Error' });
}

async function sightedBy(who: 'MEX officer' | 'SLV officer', alert: Promise<string>, different: object = {}) {
  await addSighting(world.by(who), await alert, seen(different));
}

/** Mexico was in the group when it saw the document, and is no more. */
async function sightedInGroup() {
  const group = await aGroup(world, 'GTM', ['GTM', 'MEX']);
  await sightedBy('MEX officer', published(world, 'alert', { month }, { audience: 'group', group }, 'GTM'));
  await world.db.client.execute({ sql: 'delete from group_members where organisation_id = ?', args: [world.organisations.MEX] });
}
