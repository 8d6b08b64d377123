import { beforeEach, expect, test } from 'vitest';
import { getEntry } from '../../../services/specimens/entries/entries.ts';
import { decideCorrection, listCorrections, proposeCorrection } from '../../../services/specimens/specimens/corrections.ts';
import { type ExchangeWorld, begin, exchangeWorld, problem, published, told } from './exchange-world.ts';

let world: ExchangeWorld;
beforeEach(async () => (world = await exchangeWorld()));

const reason = { es: 'Desde esa serie lleva circuito' };
const note = { es: 'Gracias' };
const propose = async (specimen: string, patch: object = { chip: true }) =>
  (await proposeCorrection(world.by('GTM officer'), specimen, { patch, reason })).body.id;

test('another country proposes, the source accepts, and it goes into the draft to be checked', async () => {
  const specimen = await published(world, 'specimen');
  const id = await propose(specimen);
  await decideCorrection(world.by('MEX officer'), id, 1, { accepted: true, note });
  const { body } = await getEntry(world.by('MEX reader'), 'specimen', specimen);
  expect(body).toMatchObject({ state: 'draft', draft: { chip: true }, published: expect.not.objectContaining({ chip: true }) });
  expect((await told(world, id)).map(({ type, organisation }) => [type, organisation])).toEqual([
    ['specimens.correction.proposed', world.organisations.MEX],
    ['specimens.correction.decided', world.organisations.GTM],
  ]);
  await expect(decideCorrection(world.by('MEX officer'), id, 2, { accepted: false, note })).rejects.toEqual(problem('conflict'));
});

test('one that is declined changes nothing', async () => {
  const specimen = await published(world, 'specimen');
  const { body } = await decideCorrection(world.by('MEX officer'), await propose(specimen), 1, { accepted: false, note });
  expect(body).toMatchObject({ state: 'declined', decision: note });
  expect((await getEntry(world.by('MEX reader'), 'specimen', specimen)).body).toMatchObject({ state: 'published', draft: null });
});

test('both sides see it and nobody else', async () => {
  const id = await propose(await published(world, 'specimen'));
  const listFor = async (who: 'MEX reader' | 'GTM reader' | 'SLV reader') =>
    (await listCorrections(world.by(who), { limit: 9 }, null)).items.map((item) => item.id);
  expect([await listFor('MEX reader'), await listFor('GTM reader'), await listFor('SLV reader')]).toEqual([[id], [id], []]);
  await expect(decideCorrection(world.by('GTM officer'), id, 1, { accepted: true, note })).rejects.toEqual(problem('forbidden'));
  await expect(decideCorrection(world.by('SLV officer'), id, 1, { accepted: true, note })).rejects.toEqual(problem('not-found'));
});

test.each([
  ['of a specimen that one does not see', () => begin(world, 'specimen'), { chip: true }, 'not-found'],
  ['with a person’s number', () => published(world, 'specimen'), { note: { es: 'CURP HEGG560427MVZRRL04' } }, 'personal-data'],
  ['that ends before it begins', () => published(world, 'specimen'), { firstIssued: '2020', lastIssued: '2010' }, 'unprocessable'],
] as const)('one %s is refused', async (_, make, patch, code) => {
  await expect(propose(await make(), patch)).rejects.toEqual(problem(code));
});
