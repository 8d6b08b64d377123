import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { getReport, listReports } from '../../../services/plans/reports/reports.ts';
import { reviseReport } from '../../../services/plans/reports/revisions.ts';
import { publishReport, submitReport, validateReport } from '../../../services/plans/reports/transitions.ts';
import { discardReport, updateReport } from '../../../services/plans/reports/writing.ts';
import { ReportLabel } from '../../../shared/contract/plans/reports.ts';
import type { Context } from '../../../shared/database/context.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { consents } from '../../../shared/database/sharing.ts';
import { type Reporting, draftOf, forNetwork, published, reporting, validated } from './reports-world.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const idsOf = async (context: Context, filter: object = {}) =>
  (await listReports(context, { limit: 50, ...filter }, null)).items.map(({ id }) => id);
const eventsOf = async ({ db }: Reporting, id: string) => db.orm.select().from(outbox).where(eq(outbox.subject, id));

describe('publishing', () => {
  test('shows it to the audience chosen, with the consent of its organisation recorded', async () => {
    const network = await reporting();
    const { id, body } = await published(network);
    expect(body).toMatchObject({ state: 'published', ...forNetwork, publishedAt: '2009-12-20T12:00:00.000Z' });
    for (const code of ['ST', 'SLV', 'IOM']) expect(await idsOf(network.by(code))).toEqual([id]);
    expect(await idsOf(network.by('RROCM'))).toEqual([]);
    expect(await network.db.orm.select().from(consents)).toMatchObject([{ subject: id, ...forNetwork }]);
  });

  test.each<[string, ReportLabel, seen: string[]]>([
    ['the public', { tlp: 'CLEAR', audience: 'public', group: null }, ['MEX', 'ST', 'SLV', 'IOM', 'RROCM']],
    ['the governments', { tlp: 'AMBER', audience: 'governments', group: null }, ['MEX', 'ST', 'SLV']],
    ['its own organisation', { tlp: 'AMBER+STRICT', audience: 'organisation', group: null }, ['MEX']],
  ])('for %s shows it to nobody else', async (_, label, seen) => {
    const network = await reporting();
    const { id } = await published(network, {}, label);
    const seeing = [];
    for (const code of ['MEX', 'ST', 'SLV', 'IOM', 'RROCM']) if ((await idsOf(network.by(code))).includes(id)) seeing.push(code);
    expect(seeing).toEqual(seen);
  });

  test('is refused with a label that does not agree, for named persons, and as RED', async () => {
    const network = await reporting();
    const { id, version, validator } = await validated(network);
    const wrong = publishReport.bind(null, validator, id, version);
    await expect((async () => wrong({ tlp: 'AMBER', audience: 'network', group: null }))()).rejects.toEqual(refusal('labels-disagree'));
    expect(ReportLabel.safeParse({ tlp: 'RED', audience: 'persons' }).success).toBe(false);
    expect(ReportLabel.safeParse({ tlp: 'RED', audience: 'organisation' }).success).toBe(false);
    expect((await getReport(validator, id)).body.state).toBe('validated');
  });

  test('is refused before it is validated, and to an officer', async () => {
    const network = await reporting();
    const { id } = await draftOf(network);
    const validator = await network.another('MEX', 'validator');
    await expect(publishReport(validator, id, 1, forNetwork)).rejects.toEqual(refusal('conflict'));
    await expect(publishReport(network.by('MEX'), id, 1, forNetwork)).rejects.toEqual(refusal('forbidden'));
    await submitReport(network.by('MEX'), id, 1);
    await expect(publishReport(validator, id, 2, forNetwork)).rejects.toEqual(refusal('conflict'));
    expect(await network.db.orm.select().from(consents)).toEqual([]);
  });
});

describe('a revision', () => {
  test('is a draft with the same texts; the published one stays as it is and is seen', async () => {
    const network = await reporting();
    const { id, body, version } = await published(network);
    const { body: next } = await reviseReport(network.by('MEX'), id);
    expect(next).toMatchObject({ revision: 2, state: 'draft', done: body.done, tlp: 'AMBER', audience: 'organisation', publishedAt: null });
    expect(await getReport(network.by('SLV'), id)).toEqual({ body, version });
    expect(await idsOf(network.by('SLV'))).toEqual([id]);
    expect(await idsOf(network.by('MEX'), { period: '2009-S2' })).toEqual([id, next.id]);
  });

  test('goes the same way; then both are there', async () => {
    const network = await reporting();
    const { id, validator } = await published(network);
    const { body: next } = await reviseReport(network.by('MEX'), id);
    await updateReport(network.by('MEX'), next.id, 1, { done: { es: 'Corregido' } });
    await submitReport(network.by('MEX'), next.id, 2);
    await validateReport(validator, next.id, 3);
    await publishReport(validator, next.id, 4, forNetwork);
    expect(await idsOf(network.by('SLV'))).toEqual([id, next.id]);
    await expect(reviseReport(network.by('MEX'), id)).rejects.toEqual(refusal('conflict'));
    expect((await reviseReport(network.by('MEX'), next.id)).body.revision).toBe(3);
  });

  test('is refused while one is open, of what is not published, and to others', async () => {
    const network = await reporting();
    const { id } = await published(network);
    const { body: open } = await reviseReport(network.by('MEX'), id);
    await expect(reviseReport(network.by('MEX'), id)).rejects.toEqual(refusal('conflict'));
    await expect(reviseReport(network.by('MEX'), open.id)).rejects.toEqual(refusal('conflict'));
    await expect(reviseReport(network.by('SLV'), id)).rejects.toEqual(refusal('forbidden'));
    await expect(reviseReport(network.by('RROCM'), id)).rejects.toEqual(refusal('not-found'));
    await discardReport(network.by('MEX'), open.id, 1);
    expect((await reviseReport(network.by('MEX'), id)).body.revision).toBe(2);
  });
});

test('each step tells its event, with the label that the report has at that moment', async () => {
  const network = await reporting();
  const { id } = await published(network);
  const told = (await eventsOf(network, id)).map(({ type, tlp, audience, data }) => [type, tlp, audience, data]);
  expect(told).toEqual([
    ['plans.report.submitted', 'AMBER', 'organisation', { report: id }],
    ['plans.report.validated', 'AMBER', 'organisation', { report: id }],
    ['plans.report.published', 'GREEN', 'network', { report: id }],
  ]);
});
