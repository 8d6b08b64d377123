import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { createReport } from '../../../services/plans/reports/creation.ts';
import { getReport, listReports } from '../../../services/plans/reports/reports.ts';
import { returnReport, submitReport, validateReport } from '../../../services/plans/reports/transitions.ts';
import { discardReport, updateReport } from '../../../services/plans/reports/writing.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit, outbox } from '../../../shared/database/journal.ts';
import { activities } from '../../../shared/database/plans.ts';
import { reports } from '../../../shared/database/work.ts';
import { type Reporting, draftOf, published, reporting } from './reports-world.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const idsOf = async (context: Context, filter: object = {}) =>
  (await listReports(context, { limit: 50, ...filter }, null)).items.map(({ id }) => id);
const eventsOf = async ({ db }: Reporting, id: string) => db.orm.select().from(outbox).where(eq(outbox.subject, id));

describe('a new report', () => {
  test('is a draft for its own organisation, made in two round trips', async () => {
    const network = await reporting();
    const before = network.db.trips;
    const { body, version, location } = await createReport(network.by('MEX'), {
      activity: network.activity,
      period: '2009-S2',
      takeLast: false,
      done: { es: 'Hecho' },
      indicators: [{ name: { es: 'Personas' }, value: 12, unit: null }],
    });
    expect(network.db.trips - before).toBe(2);
    expect(body).toMatchObject({ state: 'draft', revision: 1, tlp: 'AMBER', audience: 'organisation', evidence: [], limitations: null });
    expect([version, location]).toEqual([1, `/v1/reports/${body.id}`]);
    expect(await getReport(network.by('MEX'), body.id)).toEqual({ body, version: 1 });
  });

  test('is not seen by anybody else before it is published', async () => {
    const network = await reporting();
    const { id } = await draftOf(network);
    for (const code of ['ST', 'SLV', 'IOM', 'RROCM']) {
      expect(await idsOf(network.by(code))).toEqual([]);
      await expect(getReport(network.by(code), id)).rejects.toEqual(refusal('not-found'));
      await expect(submitReport(network.by(code), id, 1)).rejects.toEqual(refusal('not-found'));
    }
  });

  test('is refused for a cell of others, for no cell at all and for an activity that is not seen', async () => {
    const network = await reporting();
    await expect(draftOf(network, {}, 'IOM')).rejects.toEqual(refusal('not-your-obligation'));
    await expect(draftOf(network, { period: '2009' })).rejects.toEqual(refusal('not-your-obligation'));
    await expect(draftOf(network, {}, 'RROCM')).rejects.toEqual(refusal('not-found'));
    await expect(draftOf(network, { activity: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' })).rejects.toEqual(refusal('not-found'));
  });

  test('is refused to a reader, and for a cell that has one', async () => {
    const network = await reporting();
    const input = { activity: network.activity, period: '2009-S2', takeLast: false };
    await expect(createReport(await network.another('MEX', 'reader'), input)).rejects.toEqual(refusal('forbidden'));
    await draftOf(network);
    await expect(draftOf(network)).rejects.toEqual(refusal('conflict'));
    expect(await network.db.orm.select().from(reports)).toHaveLength(1);
  });

  test('answers other activities of its plan and no others', async () => {
    const network = await reporting();
    const [one] = await network.db.orm.select().from(activities).limit(1);
    expect((await draftOf(network, { alsoAnswers: [one?.id ?? ''] })).alsoAnswers).toEqual([one?.id]);
    const foreign = draftOf(network, { period: '2010-S1', alsoAnswers: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11'] });
    await expect(foreign).rejects.toEqual(refusal('unprocessable'));
  });

  test('begins with the texts of the last one; what is written goes before them', async () => {
    const network = await reporting();
    await draftOf(network, { period: '2009-S2', limitations: { es: 'Sin fondos' }, done: { es: 'Antes' } });
    const next = await draftOf(network, { period: '2010-S1', takeLast: true, done: { es: 'Ahora' } });
    expect(next).toMatchObject({ done: { es: 'Ahora' }, limitations: { es: 'Sin fondos' }, state: 'draft', revision: 1 });
    await published(network, { period: '2010-S2', limitations: { es: 'Ajeno' } });
    expect(await draftOf(network, { period: '2010-S1', takeLast: true }, 'HND')).toMatchObject({ limitations: null });
  });
});

describe('writing on', () => {
  test('replaces what is named and keeps the rest', async () => {
    const network = await reporting();
    const { id } = await draftOf(network, { done: { es: 'Uno', en: 'One' }, nextSteps: { es: 'Seguir' } });
    const { body, version } = await updateReport(network.by('MEX'), id, 1, { done: { es: 'Dos' }, funding: null });
    expect([body.done, body.nextSteps, version]).toEqual([{ es: 'Dos' }, { es: 'Seguir' }, 2]);
    await expect(updateReport(network.by('MEX'), id, 1, {})).rejects.toEqual(refusal('stale'));
  });

  test('is refused once it was handed in, after the version was asked', async () => {
    const network = await reporting();
    const { id } = await draftOf(network);
    await submitReport(network.by('MEX'), id, 1);
    await expect(updateReport(network.by('MEX'), id, 1, {})).rejects.toEqual(refusal('stale'));
    await expect(updateReport(network.by('MEX'), id, 2, {})).rejects.toEqual(refusal('conflict'));
    await expect(discardReport(network.by('MEX'), id, 2)).rejects.toEqual(refusal('conflict'));
    expect(await getReport(network.by('MEX'), id)).toMatchObject({ version: 2, body: { state: 'submitted' } });
  });

  test('a draft is discarded and its cell is free again', async () => {
    const network = await reporting();
    const { id } = await draftOf(network);
    await discardReport(network.by('MEX'), id, 1);
    await expect(getReport(network.by('MEX'), id)).rejects.toEqual(refusal('not-found'));
    expect((await draftOf(network)).revision).toBe(1);
  });
});

describe('handing in', () => {
  test.each([
    ['indicators', { indicators: [{ name: { es: 'Personas' }, value: 1, unit: null }] }],
    ['people counted', { beneficiaries: [{ sex: 'female', ageGroup: 'child', count: 3 }] }],
    ['what was done', {}],
  ] as const)('is enough with %s', async (name, more) => {
    const network = await reporting();
    const { id } = await draftOf(network, { ...(name === 'what was done' ? {} : { done: null }), ...structuredClone(more) } as object);
    const { body } = await submitReport(network.by('MEX'), id, 1);
    expect(body).toMatchObject({ state: 'submitted', submittedAt: '2009-12-20T12:00:00.000Z', tlp: 'AMBER' });
  });

  test('is refused when it says nothing', async () => {
    const network = await reporting();
    const { id } = await draftOf(network, { done: null, nextSteps: { es: 'Algo' } });
    await expect(submitReport(network.by('MEX'), id, 1)).rejects.toEqual(refusal('empty-report'));
    expect((await getReport(network.by('MEX'), id)).version).toBe(1);
    expect(await eventsOf(network, id)).toEqual([]);
  });

  test('is refused twice', async () => {
    const network = await reporting();
    const { id } = await draftOf(network);
    await submitReport(network.by('MEX'), id, 1);
    await expect(submitReport(network.by('MEX'), id, 2)).rejects.toEqual(refusal('conflict'));
  });
});

describe('validating', () => {
  test('takes a second client of the same organisation with the role of validator', async () => {
    const network = await reporting();
    const { id } = await draftOf(network);
    await submitReport(network.by('MEX'), id, 1);
    const roles = await Promise.all((['reader', 'officer', 'administrator'] as const).map((role) => network.another('MEX', role)));
    for (const one of roles) await expect(validateReport(one, id, 2)).rejects.toEqual(refusal('forbidden'));
    await expect(validateReport(await network.another('SLV', 'validator'), id, 2)).rejects.toEqual(refusal('not-found'));
    const { body } = await validateReport(await network.another('MEX', 'validator'), id, 2);
    expect(body).toMatchObject({ state: 'validated', validatedAt: '2009-12-20T12:00:00.000Z' });
  });

  test('is refused to whoever began it, wrote in it or handed it in', async () => {
    const network = await reporting();
    const [author, writer, submitter] = [
      await network.another('MEX', 'validator'),
      await network.another('MEX', 'validator'),
      await network.another('MEX', 'validator'),
    ];
    const { body } = await createReport(author, { activity: network.activity, period: '2009-S2', takeLast: false });
    await updateReport(writer, body.id, 1, { done: { es: 'Hecho' } });
    await submitReport(submitter, body.id, 2);
    for (const one of [author, writer, submitter]) {
      await expect(validateReport(one, body.id, 3)).rejects.toEqual(refusal('same-person'));
      await expect(returnReport(one, body.id, 3, { es: 'No' })).rejects.toEqual(refusal('same-person'));
    }
    expect((await validateReport(await network.another('MEX', 'validator'), body.id, 3)).version).toBe(4);
  });

  test('asks the version first, then the state, then the person', async () => {
    const network = await reporting();
    const validator = await network.another('MEX', 'validator');
    const { id } = (await createReport(validator, { activity: network.activity, period: '2009-S2', takeLast: false, done: { es: 'x' } }))
      .body;
    await expect(validateReport(validator, id, 9)).rejects.toEqual(refusal('stale'));
    await expect(validateReport(validator, id, 1)).rejects.toEqual(refusal('conflict'));
    await submitReport(validator, id, 1);
    await expect(validateReport(validator, id, 2)).rejects.toEqual(refusal('same-person'));
    await validateReport(await network.another('MEX', 'validator'), id, 2);
    await expect(validateReport(validator, id, 3)).rejects.toEqual(refusal('already-validated'));
    await expect(returnReport(validator, id, 3, { es: 'Tarde' })).rejects.toEqual(refusal('conflict'));
  });
});

test('a report given back says why, is written on, handed in and validated', async () => {
  const network = await reporting();
  const validator = await network.another('MEX', 'validator');
  const { id } = await draftOf(network);
  await submitReport(network.by('MEX'), id, 1);
  const { body } = await returnReport(validator, id, 2, { es: 'Falta la fuente' });
  expect(body).toMatchObject({ state: 'returned', returned: { reason: { es: 'Falta la fuente' }, at: '2009-12-20T12:00:00.000Z' } });
  await expect(discardReport(network.by('MEX'), id, 3)).rejects.toEqual(refusal('conflict'));
  await updateReport(network.by('MEX'), id, 3, { done: { es: 'Con fuente' } });
  await submitReport(network.by('MEX'), id, 4);
  expect((await validateReport(validator, id, 5)).body.state).toBe('validated');
});

test('whoever opens a draft leaves a row in the audit; a report for the network is opened without', async () => {
  const network = await reporting();
  const { id } = await draftOf(network);
  const { id: open } = await published(network, { period: '2010-S1' });
  const readings = async () =>
    (await network.db.orm.select().from(audit).where(eq(audit.action, 'report:read'))).map(({ subject }) => subject);
  const trips = network.db.trips;
  await getReport(network.by('MEX'), open);
  expect(await readings()).toEqual([]);
  await getReport(network.by('MEX'), id);
  await listReports(network.by('MEX'), { limit: 50 }, null);
  expect(network.db.trips - trips).toBe(3);
  expect(await readings()).toEqual([id, id]);
});

test('reports are found by plan, activity, organisation, period and state', async () => {
  const network = await reporting();
  const { id } = await published(network);
  const draft = await draftOf(network, { period: '2010-S1' });
  const mexico = network.by('MEX');
  const none = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
  expect(await idsOf(mexico, { network: 'crm', plan: network.plan, activity: network.activity })).toEqual([id, draft.id]);
  expect(await idsOf(mexico, { organisation: mexico.principal?.organisation, state: 'published' })).toEqual([id]);
  expect(await idsOf(mexico, { period: '2010-S1' })).toEqual([draft.id]);
  for (const filter of [{ network: 'other' }, { plan: none }, { activity: none }, { organisation: none }]) {
    expect(await idsOf(mexico, filter)).toEqual([]);
  }
});
