import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { endFocalPoint } from '../../../../services/directory/focal-points/duties.ts';
import { updateFocalPoint } from '../../../../services/directory/focal-points/keeping.ts';
import { daysAfter } from '../../../../shared/contract/dates.ts';
import { standardPurposes } from '../../../../shared/contract/directory/standard-purposes.ts';
import { type FocalWorld, enter, focalWorld, problem } from './focal-world.ts';

const sole = standardPurposes.filter(({ onePerCountry }) => onePerCountry).map(({ code }) => code);
let world: FocalWorld;
beforeEach(async () => (world = await focalWorld()));

type Post = { id: string; country: string; purposes: string[]; main: boolean; from: string; to: string | null };

/** Writes past all verbs, as whoever holds the database could. */
async function write(sql: string, { id, country, purposes, main, from, to }: Post): Promise<boolean> {
  const args = { id, country, purposes: JSON.stringify(purposes), main: Number(main), starts: from, ends: to };
  const [network, organisation] = [world.network, world.organisations.GTM];
  try {
    await world.db.client.execute({ sql, args: sql.startsWith('insert') ? { ...args, network, organisation } : args });
    return true;
  } catch (error) {
    if (!/one main focal point/.test(String(error))) throw error;
    return false;
  }
}

const insert = `insert into focal_points (id, network_id, organisation_id, tlp, audience, country, purposes, main, name, post, phones, emails,
  languages, starts_on, ends_on, last_confirmed_on, created_at)
  values (:id, :network, :organisation, 'AMBER', 'governments', :country, :purposes, :main, 'X', '{}', '[]', '[]', '[]', :starts, :ends, '2026-01-01', '')`;
const update =
  'update focal_points set country = :country, purposes = :purposes, main = :main, starts_on = :starts, ends_on = :ends where id = :id';

const shareADay = (one: Post, other: Post) =>
  one.from !== one.to && other.from !== other.to && (other.to === null || other.to > one.from) && (one.to === null || other.from < one.to);
const clash = (one: Post, other: Post) =>
  one.id !== other.id &&
  one.main &&
  other.main &&
  one.country === other.country &&
  one.purposes.some((code) => sole.includes(code) && other.purposes.includes(code)) &&
  shareADay(one, other);

const posts = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  country: fc.constantFrom('GTM', 'MEX'),
  purposes: fc.uniqueArray(fc.constantFrom('repatriation-link', 'campaign', 'civil-society-referent', 'protocol'), {
    minLength: 1,
    maxLength: 3,
  }),
  main: fc.boolean(),
  from: fc.integer({ min: 0, max: 20 }),
  length: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
});
const day = (number: number) => daysAfter('2026-01-01', number);
const postOf = ({ from, length, ...rest }: typeof posts extends fc.Arbitrary<infer P> ? P : never): Post => ({
  ...rest,
  from: day(from),
  to: length === null ? null : day(from + length),
});

test('whatever is written in whatever order, no country has two main ones on a day, and nothing else is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(posts.map(postOf), { minLength: 2, maxLength: 12 }), async (writes) => {
      await world.db.client.execute('delete from focal_points');
      const kept = new Map<string, Post>();
      for (const post of writes) {
        const clear = ![...kept.values()].some((other) => clash(post, other));
        expect(await write(kept.has(post.id) ? update : insert, post)).toBe(clear);
        if (clear) kept.set(post.id, post);
      }
      const all = [...kept.values()];
      expect(all.flatMap((one) => all.filter((other) => clash(one, other)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 120_000);

const link = { country: 'GTM', purposes: ['repatriation-link'], main: true, from: '2026-01-01', to: null };

describe('direct SQL', () => {
  test.each([
    ['insert', insert],
    ['insert or replace', insert.replace('insert', 'insert or replace')],
    ['insert or ignore', insert.replace('insert', 'insert or ignore')],
  ])('%s does not make a second one', async (_, sql) => {
    await write(insert, { id: 'a', ...link });
    expect(await write(sql, { id: 'b', ...link, from: '2030-01-01' })).toBe(false);
    expect((await world.db.client.execute('select id from focal_points')).rows).toMatchObject([{ id: 'a' }]);
  });

  test.each(sole)('%s is of those that the triggers know', async (code) => {
    await write(insert, { id: 'a', ...link, purposes: [code] });
    expect(await write(insert, { id: 'b', ...link, purposes: ['protocol', code] })).toBe(false);
  });

  test.each(['public', 'group', 'organisation', 'persons'])('a focal point is never for the audience %s', async (audience) => {
    await write(insert, { id: 'a', ...link });
    const sql = `update focal_points set audience = '${audience}', tlp = case '${audience}' when 'public' then 'CLEAR' else 'GREEN' end`;
    await expect(world.db.client.execute(sql)).rejects.toThrow(/CHECK constraint/);
  });

  test.each(['2026-02-30', 'mañana', '', '2026-1-1'])('a day that is none, "%s", is refused', async (from) => {
    await expect(write(insert, { id: 'a', ...link, from })).rejects.toThrow(/CHECK constraint/);
  });
});

describe('the verbs say so', () => {
  const purposes = ['repatriation-link'];
  const asOfficer = () => world.by('GTM officer');

  test.each([
    ['open ones', { from: '2026-01-01' }, { from: '2026-06-01' }],
    ['a future one that begins too soon', { from: '2027-01-01' }, { from: '2026-01-01', to: '2027-01-02' }],
    ['one within another', { from: '2026-01-01', to: '2026-12-01' }, { from: '2026-03-01', to: '2026-04-01' }],
  ])('%s: conflict', async (_, first, second) => {
    await enter(world, { purposes, ...first });
    await expect(enter(world, { purposes, ...second })).rejects.toEqual(problem('conflict'));
  });

  test.each([
    ['an alternate', { rank: 'alternate', from: '2026-01-01' }],
    ['one for the day after', { from: '2026-06-01' }],
    ['one of another purpose', { from: '2026-01-01', purposes: ['protocol'] }],
  ])('%s stands beside it', async (_, second) => {
    await enter(world, { purposes, from: '2026-01-01', to: '2026-06-01' });
    expect(await enter(world, { purposes, ...second })).toMatch(/-/);
  });

  test('another country’s stands beside it', async () => {
    await enter(world, { purposes });
    expect(await enter(world, { purposes, country: 'MEX' }, world.by('MEX officer'))).toMatch(/-/);
  });

  test('a change of rank, of days or of purposes does not get around it', async () => {
    await enter(world, { purposes, from: '2026-01-01', to: '2026-06-01' });
    const alternate = await enter(world, { purposes, rank: 'alternate' });
    const next = await enter(world, { purposes, from: '2026-06-01' });
    const other = await enter(world, {});
    await expect(updateFocalPoint(asOfficer(), alternate, 1, { rank: 'main' })).rejects.toEqual(problem('conflict'));
    await expect(updateFocalPoint(asOfficer(), next, 1, { from: '2026-05-31' })).rejects.toEqual(problem('conflict'));
    await expect(updateFocalPoint(asOfficer(), other, 1, { purposes })).rejects.toEqual(problem('conflict'));
  });

  test('an end that is put off does not get around it', async () => {
    const id = await enter(world, { purposes, from: '2026-01-01', to: '2026-06-01' });
    await enter(world, { purposes, from: '2026-06-01' });
    await expect(endFocalPoint(asOfficer(), id, 1, '2026-06-02')).rejects.toEqual(problem('conflict'));
  });
});
