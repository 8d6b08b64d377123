import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { getTrainingFigures } from '../../../services/training/figures/figures.ts';
import { shownParts } from '../../../services/training/figures/suppression.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { came, openTraining, peopledWorld, taken } from './people.ts';
import type { TrainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await peopledWorld()));

const figures = (who: Parameters<TrainingWorld['by']>[0] = 'ST reader', year = '2026') =>
  getTrainingFigures(world.by(who), { network: world.network, year });

async function counted(reached: EditionContent['reached'], different: Partial<EditionContent> = {}) {
  const id = await openTraining(world, { reached, ...different });
  await taken(world, id, 'held');
}

describe('the figures of a year', () => {
  test('are those that organisers count, and where none is counted those of who was there', async () => {
    await counted([{ country: 'GTM', people: 40, qualifier: 'about' }, { country: 'HND', audience: 'police', people: 12 }], { audiences: ['consular-officers'] }); // prettier-ignore
    const enrolled = await openTraining(world, { audiences: ['police'] });
    for (const sex of ['female', 'male'] as const) for (let each = 0; each < 6; each += 1) await came(world, enrolled, 'MEX', { sex });
    await taken(world, enrolled, 'held');
    expect(await figures()).toEqual({
      year: '2026',
      trainings: 2,
      people: 64,
      about: true,
      countries: [
        { country: 'GTM', people: 40 },
        { country: 'HND', people: 12 },
        { country: 'MEX', people: 12 },
      ],
      audiences: [
        { audience: 'consular-officers', people: 40 },
        { audience: 'police', people: 24 },
      ],
      sexes: [
        { sex: 'female', people: 6 },
        { sex: 'male', people: 6 },
        { sex: null, people: 52 },
      ],
    });
  });

  test('leave out what is small, and what would tell it', async () => {
    await counted([{ country: 'GTM', people: 3 }, { country: 'HND', people: 8 }, { country: 'MEX', people: 60 }]); // prettier-ignore
    const { people, countries } = await figures();
    expect(people).toBe(71);
    expect(countries).toEqual([
      { country: 'GTM', people: null },
      { country: 'HND', people: null },
      { country: 'MEX', people: 60 },
    ]);
  });

  test('are of that year, of what was held, and for the network alone', async () => {
    await openTraining(world, { reached: [{ people: 50 }] });
    await counted([{ people: 40 }], { dates: '2025-12-30/2026-01-02' });
    await counted([{ people: 30 }], { dates: '2025-12-30' });
    expect(await figures()).toMatchObject({ trainings: 1, people: 40 });
    expect(await figures('ST reader', '2025')).toMatchObject({ trainings: 1, people: 30 });
    expect(await figures('RROCM reader')).toMatchObject({ trainings: 0, people: null, countries: [] });
  });

  test('of two persons are no figures', async () => {
    await counted([{ country: 'GTM', people: 2 }]);
    expect(await figures()).toMatchObject({ trainings: 1, people: null, countries: [{ country: 'GTM', people: null }] });
  });
});

describe('parts of a whole', () => {
  const parts = fc.array(fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 1000 })), { maxLength: 12 });
  const split = (numbers: number[]) => {
    const shown = shownParts(numbers.map((people, at) => [at, people] as const));
    return { shown, hidden: shown.filter(([, people]) => people === null).map(([at]) => numbers[at] ?? 0) };
  };

  test('never tell a small one, nor what all left out come to, when that would tell one of them', () => {
    fc.assert(
      fc.property(parts, (numbers) => {
        const { shown, hidden } = split(numbers);
        expect(shown.every(([, people]) => people === null || people >= 5)).toBe(true);
        const whole = numbers.filter((people) => people > 0);
        if (hidden.length > 0 && hidden.length < whole.length) {
          expect(hidden.length).toBeGreaterThanOrEqual(2);
          expect(hidden.reduce((sum, people) => sum + people, 0)).toBeGreaterThanOrEqual(10);
        }
      }),
    );
  });

  test('all tell their number where none is small, and no more is left out than it takes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 1000 }), { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (large, small) => {
        expect(split(large).hidden).toEqual([]);
        if (large.length > 2) expect(split([...large, small]).hidden.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
