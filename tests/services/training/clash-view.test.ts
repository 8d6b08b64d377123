import { beforeEach, describe, expect, test } from 'vitest';
import { getTrainingClashes } from '../../../services/training/clashes/clashes.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import { type TrainingWorld, forAnyone, forNetwork, planned, trainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await trainingWorld()));

const inMay = { from: '2026-05-01', to: '2026-05-31' };
const found = async (who: Parameters<TrainingWorld['by']>[0] = 'GTM reader', query = {}) =>
  (await getTrainingClashes(world.by(who), { ...inMay, ...query })).clashes;

describe('the view of collisions', () => {
  test('has two trainings on the same days for a country, a trainer or an audience, once, with what they share', async () => {
    const one = await planned(world, {
      dates: '2026-05-04/2026-05-06',
      country: 'GTM',
      audiences: ['police'],
      trainers: [{ name: 'Ana Ejemplo' }],
    });
    const other = await planned(world, { dates: '2026-05-06', seats: [{ country: 'GTM', seats: 2 }], audiences: ['police'], trainers: [{ name: 'ANA ejemplo' }] }); // prettier-ignore
    await planned(world, { dates: '2026-05-07', country: 'GTM', audiences: ['police'] });
    await planned(world, { dates: '2026-05', country: 'GTM', audiences: ['police'] });
    const clashes = await found();
    expect(clashes).toMatchObject([
      { for: ['country', 'trainer', 'audience'], countries: ['GTM'], trainers: ['ana ejemplo'], audiences: ['police'], from: '2026-05-06', to: '2026-05-06' },
    ]); // prettier-ignore
    expect(clashes.flatMap((clash) => [clash.one.edition, clash.other.edition]).toSorted()).toEqual([one, other].toSorted());
    expect(await found('GTM reader', { country: 'GTM' })).toHaveLength(1);
    expect(await found('GTM reader', { country: 'MEX' })).toEqual([]);
  });

  test('compares sessions by the minute, across zones', async () => {
    const at = (start: string, end: string, zone: string) => ({ sessions: [{ start: `2026-05-04T${start}:00`, end: `2026-05-04T${end}:00`, zone }] }); // prettier-ignore
    await planned(world, { ...at('09:00', '10:00', 'America/Guatemala'), audiences: ['police'], dates: '2026-05-04' });
    await planned(world, { ...at('10:00', '11:00', 'America/Guatemala'), audiences: ['police'], dates: '2026-05-04' });
    expect(await found()).toEqual([]);
    await planned(world, { ...at('11:30', '12:00', 'America/New_York'), audiences: ['police'], dates: '2026-05-04' });
    expect(await found()).toMatchObject([{ from: '2026-05-04T15:30:00.000Z', to: '2026-05-04T16:00:00.000Z' }]);
  });

  test('leaves out what was postponed or cancelled, and what the caller does not see', async () => {
    const days = { dates: '2026-05-04', audiences: ['police'] };
    await planned(world, days, forAnyone);
    const id = await planned(world, days, forNetwork);
    expect(await found()).toHaveLength(1);
    expect(await found('RROCM reader')).toEqual([]);
    await stepEdition(world.by('GTM officer'), id, 1, { state: 'postponed', reason: { es: 'Elecciones' } });
    expect(await found()).toEqual([]);
  });

  test.each([
    ['longer than a year', { to: '2027-05-04' }],
    ['that ends before it begins', { to: '2026-04-30' }],
  ])('is not of a stretch %s', async (_, query) => {
    await expect(found('GTM reader', query)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/query/to' }] });
  });
});
