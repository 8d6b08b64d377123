import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import documents from '../../../services/documents/worker.ts';
import { listActivities } from '../../../services/plans/activities.ts';
import { getAnnualReport } from '../../../services/plans/annual-report-file.ts';
import { createExemption } from '../../../services/plans/ledger/exemptions.ts';
import { updateMeeting } from '../../../services/plans/meetings/meetings.ts';
import { getMeetingPack } from '../../../services/plans/meetings/pack-file.ts';
import { packOf } from '../../../services/plans/meetings/pack.ts';
import { createReport } from '../../../services/plans/reports/creation.ts';
import { publishReport, submitReport, validateReport } from '../../../services/plans/reports/transitions.ts';
import { planFormats } from '../../../shared/contract/plans/documents.ts';
import type { Context } from '../../../shared/database/context.ts';
import { agreeOn, meet, organisationOf } from '../../support/meetings.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../../support/planned-network.ts';
import { seedClient } from '../../support/seed.ts';

/*
 * The network between two meetings: the plan of November 2009, the GRCM of December, reports for the second half of 2009, agreements that
 * have fallen due, and the GRCM of June 2010, for which the pack is made.
 */
let planned: PlannedNetwork;
let plan: string;
let next: string;
const silent = ['BLZ', 'HND'];
const reporting = ['CAN', 'CRI', 'DOM', 'GTM', 'MEX', 'NIC', 'PAN', 'SLV'];
const at = (code: string, day: string): Context => ({ ...planned.by(code), now: new Date(`${day}T15:00:00Z`) });
const binding = () => ({ fetch: async (url: string, init: RequestInit) => documents.fetch(new Request(url, init)) }) as unknown as Fetcher;
const noWorker = () => expect.unreachable();
const activityId = async (number: string) =>
  (await listActivities(at('ST', '2010-01-01'), { limit: 1, plan, number, part: 'active' }, null)).items[0]?.id ?? '';

beforeAll(async () => {
  planned = await ownNetwork();
  ({ plan } = await publishText({ ...planned, by: (code) => at(code, '2009-11-26') }, planText('es')));
  const st = at('ST', '2009-11-27');
  const { id: first } = await meet(st, { body: 'GRCM', date: '2009-12-02/2009-12-03' });
  await updateMeeting(at('ST', '2009-12-03'), first, 1, { state: 'held' });
  ({ id: next } = await meet(st, { body: 'GRCM', session: 'XII', date: '2010-06-16/2010-06-17', place: { es: 'Ciudad de Guatemala' } }));
  const owners = [organisationOf(planned.by('MEX'))];
  await agreeOn(st, first, { text: { es: 'Enviar el directorio' }, owners, deadline: { kind: 'date', date: '2010-03' } });
  await agreeOn(st, first, { text: { es: 'Presentar el protocolo' }, deadline: { kind: 'nextMeeting', body: 'GRCM' } });
  const activity = await activityId('13.1');
  for (const code of reporting) await published(code, activity, code === 'SLV' ? 'submitted' : 'published');
  const cell = { activity, organisation: organisationOf(planned.by('USA')), period: '2009-S2' };
  await createExemption(at('ST', '2010-01-10'), { ...cell, kind: 'notApplicable', reason: { es: 'Otra autoridad lo lleva' } });
});

async function published(code: string, activity: string, until: 'submitted' | 'published') {
  const by = at(code, '2010-01-12');
  const content = {
    done: { es: `Cifras de ${code}` },
    nextSteps: { es: `Revisar ${code}` },
    indicators: [{ name: { es: 'Personas' }, value: 12, unit: null }],
  };
  const { body } = await createReport(by, { activity, period: '2009-S2', takeLast: false, ...content });
  await submitReport(by, body.id, 1);
  if (until === 'submitted') return;
  const validator = { ...by, principal: await seedClient(planned.db, organisationOf(by), 'validator') };
  await validateReport(validator, body.id, 2);
  await publishReport(validator, body.id, 3, { tlp: 'GREEN', audience: 'network', group: null });
}

async function packFile(language: 'es' | 'en', by = 'MEX') {
  const { body } = await getMeetingPack(at(by, '2010-06-01'), binding, next, { format: 'docx', language });
  if (!('file' in body)) throw new Error('No file');
  const buffer = Buffer.from(await new Response(body.file as BodyInit).arrayBuffer());
  return { ...body, buffer, text: (await mammoth.extractRawText({ buffer })).value.replaceAll(/\n+/g, '\n') };
}

describe('the pack of a meeting as a file', () => {
  test.each([
    ['es', 'sin información', 'Sin información de: ', 'Vencido\n'],
    ['en', 'no information', 'No information from: ', 'Overdue\n'],
  ] as const)('in %s shows what was reported, who is silent and what is overdue', async (language, words, who, overdue) => {
    const { text, name, mediaType } = await packFile(language);
    expect([name, mediaType]).toEqual([`grcm-2010-06-16-pack-${language}.docx`, planFormats.docx]);
    const half = text.slice(text.indexOf('\n13.1 '));
    for (const code of reporting.filter((one) => one !== 'SLV'))
      expect(half).toMatch(new RegExp(`\\(${code}\\)\n.*\n.*\n.*\n.*: Cifras de ${code}\n`));
    for (const code of silent) expect(half).toMatch(new RegExp(`\\(${code}\\)\n.*\n.*\n.*\n${words}\n`));
    expect(text).toContain(who);
    expect(text).not.toContain('Cifras de SLV');
    expect(text).toMatch(new RegExp(`Enviar el directorio\n.*\\(MEX\\)\n.* 2010\n${overdue}`));
    expect(text.match(new RegExp(`\n${words}\n`, 'g'))).toHaveLength((await silentCells()).length);
  });

  test('as JSON it is the pack, without asking for a file', async () => {
    const by = at('MEX', '2010-06-01');
    const { body } = await getMeetingPack(by, noWorker, next, { format: 'json', language: 'en' });
    expect(body).toEqual(await packOf(by, next));
  });

  test('it has the same validator until something changes, each language its own', async () => {
    const version = async (language: 'es' | 'en', day = '2010-06-01') =>
      (await getMeetingPack(at('MEX', day), binding, next, { format: 'docx', language })).version;
    expect(await version('es')).toBe(await version('es'));
    expect(new Set([await version('es'), await version('en'), await version('es', '2010-06-02')]).size).toBe(3);
  });

  test('whoever may not see the meeting gets no file', async () => {
    await expect(getMeetingPack(at('RROCM', '2010-06-01'), noWorker, next, { format: 'docx', language: 'es' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

const silentCells = async () =>
  (await packOf(at('MEX', '2010-06-01'), next)).activities.flatMap(({ cells }) => cells.filter((cell) => cell.silent));

describe('the annual report as a file', () => {
  test.each([
    ['mandates', 'Cifras de MEX'],
    ['goals', '(MEX): Cifras de MEX'],
    [undefined, '(MEX): Cifras de MEX'],
  ] as const)('in the shape %s', async (shape, words) => {
    const { body } = await getAnnualReport(at('MEX', '2010-06-01'), binding, plan, { year: 2009, shape, format: 'docx', language: 'es' });
    if (!('file' in body)) throw new Error('No file');
    expect([body.name, body.mediaType]).toEqual(['annual-report-2009-es.docx', planFormats.docx]);
    const buffer = Buffer.from(await new Response(body.file as BodyInit).arrayBuffer());
    const { value } = await mammoth.extractRawText({ buffer });
    expect(value).toContain(words);
    expect(value).toContain('sin información');
  });

  test('as JSON it is the report, and of a plan that is not seen there is none', async () => {
    const asked = { year: 2009, language: 'es' } as const;
    const { body } = await getAnnualReport(at('MEX', '2010-06-01'), noWorker, plan, { ...asked, format: 'json' });
    expect(body).toMatchObject({ plan, year: 2009 });
    await expect(getAnnualReport(at('RROCM', '2010-06-01'), noWorker, plan, { ...asked, format: 'docx' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
