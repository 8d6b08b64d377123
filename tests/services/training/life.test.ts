import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Role, answerAsked, askOrganisation } from '../../../services/training/asked/asked.ts';
import { createTrainingTerm, deleteTrainingTerm, updateTrainingTerm } from '../../../services/training/catalogue/keeping.ts';
import { getTrainingTerm, listTrainingTerms } from '../../../services/training/catalogue/terms.ts';
import { updateTraining } from '../../../services/training/trainings/keeping.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import { type EditionState, editionStates } from '../../../shared/contract/training/editions.ts';
import { type TermList, standardTerms } from '../../../shared/contract/training/standard-terms.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { type TrainingWorld, planned, readBack, trainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await trainingWorld()));

const reason = { es: 'Elecciones en el país sede' };
const step = (id: string, version: number, state: EditionState) => stepEdition(world.by('GTM officer'), id, version, { state, reason });

describe('the life of a training', () => {
  test('goes from planned to held, and each step is told', async () => {
    const id = await planned(world, { dates: '2026-03-09/2026-03-11' });
    for (const [at, state] of (['open', 'confirmed', 'held'] as const).entries()) await step(id, at + 1, state);
    expect((await readBack(world, id)).body).toMatchObject({ state: 'held', reason: null });
    const told = await world.db.orm.select().from(outbox);
    const moves = told.filter(({ type }) => type === 'training.edition.moved').map(({ data }) => (data as { state: string }).state);
    expect(moves).toEqual(['open', 'confirmed', 'held']);
  });

  test('once it is confirmed, keeps its days', async () => {
    const id = await planned(world, { dates: '2026-05-04' });
    await step(id, 1, 'confirmed');
    for (const dates of [null, '2026', '2026-05', '2026-05/2026-06-01'])
      await expect(updateTraining(world.by('GTM officer'), 'edition', id, 2, { dates })).rejects.toMatchObject({ code: 'conflict' });
    expect((await updateTraining(world.by('GTM officer'), 'edition', id, 2, { dates: '2026-05-05' })).body.dates).toBe('2026-05-05');
  });

  test('keeps the reason while it is postponed, and loses it when it is planned again', async () => {
    const id = await planned(world, { dates: '2026-05-04' });
    expect((await step(id, 1, 'postponed')).body.reason).toEqual(reason);
    expect((await step(id, 2, 'planned')).body.reason).toBeNull();
  });

  test('ends: what was held or cancelled goes nowhere, whatever is tried', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('held', 'cancelled'), fc.constantFrom(...editionStates), async (end, state) => {
        const id = await planned(world, { dates: '2026-03-09' });
        await step(id, 1, end as EditionState);
        await expect(step(id, 2, state)).rejects.toMatchObject({ code: 'conflict' });
        expect((await readBack(world, id)).body.state).toBe(end);
      }),
      { numRuns: 12 },
    );
  });

  test.each([
    ['confirmed without days', {}, 'confirmed', 'conflict'],
    ['confirmed for a month', { dates: '2026-05' }, 'confirmed', 'conflict'],
    ['held before it begins', { dates: '2026-03-11' }, 'held', 'conflict'],
    ['held on no date', {}, 'held', 'conflict'],
  ] as const)('is not %s', async (_, different, state, code) => {
    const id = await planned(world, different);
    await expect(step(id, 1, state)).rejects.toMatchObject({ code });
    expect((await readBack(world, id)).version).toBe(1);
  });

  test.each(['postponed', 'cancelled'] as const)('is not %s without saying why', async (state) => {
    const id = await planned(world);
    const silent = stepEdition(world.by('GTM officer'), id, 1, { state });
    await expect(silent).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/reason' }] });
  });

  test('an old version is stale, whatever the state', async () => {
    const id = await planned(world, { dates: '2026-05-04' });
    await step(id, 1, 'cancelled');
    await expect(step(id, 1, 'open')).rejects.toMatchObject({ code: 'stale' });
  });
});

describe.each<[Role, 'cosponsors' | 'guests']>([
  ['cosponsor', 'cosponsors'],
  ['guest', 'guests'],
])('a %s', (role, list) => {
  const ask = (id: string, version: number, organisation: string) =>
    askOrganisation(world.by('GTM officer'), role, id, { version, organisation });
  const answer = (who: Parameters<TrainingWorld['by']>[0], id: string, version: number, accepted: boolean) =>
    answerAsked(world.by(who), role, id, { version, accepted });
  const asked = async (organisation: string) => {
    const id = await planned(world);
    const { body, version } = await ask(id, 1, organisation);
    return { id, body, version };
  };

  test('is asked, and accepts or declines; both are told to the other alone', async () => {
    const { MEX, GTM } = world.organisations;
    const { id, body, version } = await asked(MEX);
    expect(body[list]).toEqual([{ organisation: MEX, state: 'asked' }]);
    const answered = await answer('MEX validator', id, version, true);
    expect(answered.body[list]).toEqual([{ organisation: MEX, state: 'accepted' }]);
    const again = await answer('MEX administrator', id, answered.version, false);
    expect(again.body[list]).toEqual([{ organisation: MEX, state: 'declined' }]);
    const told = (await world.db.orm.select().from(outbox)).filter(({ type }) => type.startsWith(`training.${role}`));
    expect(told.map(({ audience, organisation }) => [audience, organisation])).toEqual([
      ['organisation', MEX],
      ['organisation', GTM],
      ['organisation', GTM],
    ]);
  });

  test('is not asked twice, nor when it does not see the training', async () => {
    const { MEX, RROCM } = world.organisations;
    const { id, version } = await asked(MEX);
    await expect(ask(id, version, MEX)).rejects.toMatchObject({ code: 'conflict' });
    const blind = { code: 'unprocessable', errors: [{ pointer: '/body/organisation' }] };
    await expect(ask(id, version, RROCM)).rejects.toMatchObject(blind);
    await expect(ask(id, version, id)).rejects.toMatchObject(blind);
    expect((await readBack(world, id)).version).toBe(version);
  });

  test('who was not asked answers nothing', async () => {
    const { id, version } = await asked(world.organisations.MEX);
    await expect(answer('IOM validator', id, version, true)).rejects.toMatchObject({ code: 'conflict' });
    await expect(answer('MEX officer', id, version, true)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(answer('RROCM validator', id, version, true)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the lists of a network', () => {
  const own = (code: string, list: TermList = 'theme') => ({
    network: world.network,
    list,
    code,
    name: { es: 'Propio' },
    definition: null,
    national: [],
  });
  const added = (code: string, list?: TermList) => createTrainingTerm(world.by('ST officer'), own(code, list));
  const codesOf = async (limit: number) => {
    const found: string[] = [];
    let after = null as Awaited<ReturnType<typeof listTrainingTerms>>['next'];
    do {
      const page = await listTrainingTerms(world.by('GTM reader'), { limit }, after);
      found.push(...page.items.map(({ list, code }) => `${code} ${list}`));
      after = page.next;
    } while (after);
    return found;
  };

  test('are the standard ones with its own among them, page by page', async () => {
    await added('border-health');
    await added('police');
    const all = [...standardTerms.map(({ list, code }) => `${code} ${list}`), 'border-health theme', 'police theme'].toSorted();
    expect((await codesOf(200)).toSorted()).toEqual(all);
    expect(await codesOf(3)).toEqual(await codesOf(200));
  });

  test('take a code once, and give none back that a training carries', async () => {
    const { body } = await added('border-health');
    await expect(added('border-health')).rejects.toMatchObject({ code: 'conflict' });
    await expect(added('trafficking')).rejects.toMatchObject({ code: 'conflict' });
    await added('border-health', 'audience');
    await planned(world, { themes: ['border-health'] });
    await expect(deleteTrainingTerm(world.by('ST officer'), body.id ?? '', 1)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('are for the secretariat to extend, and go when nothing carries them', async () => {
    const { body } = await added('border-health');
    await deleteTrainingTerm(world.by('ST officer'), body.id ?? '', 1);
    await expect(planned(world, { themes: ['border-health'] })).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(createTrainingTerm(world.by('MEX officer'), own('mine'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('define concepts in common, and as the law of each country does (RR-07); no training is about one', async () => {
    const definition = { es: 'Definición común', en: 'Common definition' };
    const national = [{ country: 'GTM', definition: { es: 'Definición nacional' }, source: 'Artículo 0' }];
    await createTrainingTerm(world.by('ST officer'), { ...own('offence', 'concept'), definition, national });
    const { items } = await listTrainingTerms(world.by('MEX reader'), { limit: 50, list: 'concept' }, null);
    expect(items).toMatchObject([{ code: 'offence', definition, national }]);
    await expect(planned(world, { themes: ['offence'] })).rejects.toMatchObject({ code: 'unprocessable' });
  });

  test('correct a name or a definition of what trainings carry, at the version that was read', async () => {
    const { body } = await added('border-health');
    const id = body.id ?? '';
    await planned(world, { themes: ['border-health'] });
    const name = { es: 'Salud en fronteras', en: 'Health at borders' };
    const changed = { body: { ...body, name }, version: 2 };
    await expect(updateTrainingTerm(world.by('MEX officer'), id, 1, { name })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await updateTrainingTerm(world.by('ST officer'), id, 1, { name })).toEqual(changed);
    expect(await getTrainingTerm(world.by('MEX reader'), id)).toEqual(changed);
    await expect(updateTrainingTerm(world.by('ST officer'), id, 1, { definition: null })).rejects.toMatchObject({ code: 'stale' });
  });
});
