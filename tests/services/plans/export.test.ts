import { expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import documents from '../../../services/documents/worker.ts';
import { exportPlan } from '../../../services/plans/export.ts';
import { docxType } from '../../../services/plans/import/parse.ts';
import { createPlanImport } from '../../../services/plans/imports.ts';
import { getPlanOutline } from '../../../services/plans/outline.ts';
import { organisations } from '../../../shared/database/identity.ts';
import { plans } from '../../../shared/database/plans.ts';
import { contextOn } from '../../support/database.ts';
import { ownNetwork, planText, publishText } from '../../support/planned-network.ts';
import { seedClient } from '../../support/seed.ts';

/** The documents worker itself, as a binding reaches it. */
const binding = () => ({ fetch: async (url: string, init: RequestInit) => documents.fetch(new Request(url, init)) }) as unknown as Fetcher;

async function withPlan() {
  const network = await ownNetwork();
  const { plan, version } = await publishText(network, planText('es'));
  const file = async (by: string, asked: Partial<Parameters<typeof exportPlan>[3]> = {}) => {
    const { body, version: validator } = await exportPlan(network.by(by), binding, plan, { format: 'docx', language: 'es', ...asked });
    if (!('file' in body)) throw new Error('No file');
    return { ...body, validator, bytes: new Uint8Array(await new Response(body.file as BodyInit).arrayBuffer()) };
  };
  return { ...network, plan, version, file };
}

test('the Word file of a plan changes nothing when it is imported again', async () => {
  const network = await withPlan();
  const { bytes, name, mediaType } = await network.file('MEX');
  expect([name, mediaType]).toEqual(['crm-plan-v1-es.docx', docxType]);
  const { body } = await createPlanImport(network.by('ST'), { network: 'crm', language: 'es', mediaType: docxType, bytes });
  expect(body.changes.filter(({ kinds }) => kinds.join() !== 'same')).toEqual([]);
});

test('as JSON it is the tree of the plan', async () => {
  const network = await withPlan();
  const { body } = await exportPlan(network.by('MEX'), binding, network.plan, { format: 'json', language: 'en' });
  expect(body).toEqual((await getPlanOutline(network.by('MEX'), network.plan)).body);
});

test('each version, format and language has a validator and a name of its own', async () => {
  const network = await withPlan();
  await publishText(network, planText('es').replace('26 de noviembre de 2009', '4 de mayo de 2010'));
  const files = [
    await network.file('MEX'),
    await network.file('MEX', { version: 1 }),
    await network.file('MEX', { format: 'csv' }),
    await network.file('MEX', { language: 'en' }),
  ];
  expect(new Set(files.map(({ validator }) => validator)).size).toBe(4);
  expect(files.map(({ name }) => name)).toEqual([
    'crm-plan-v2-es.docx',
    'crm-plan-v1-es.docx',
    'crm-plan-v2-es.csv',
    'crm-plan-v2-en.docx',
  ]);
});

test('a plan or a version that is not seen is not there', async () => {
  const network = await withPlan();
  await expect(network.file('RROCM')).rejects.toMatchObject({ code: 'not-found' });
  await expect(network.file('MEX', { version: 2 })).rejects.toMatchObject({ code: 'not-found' });
});

test('IATI names the secretariat as reporter and each party by its name', async () => {
  const network = await withPlan();
  const text = new TextDecoder().decode((await network.file('MEX', { format: 'iati' })).bytes);
  expect(text).toContain('<reporting-org ref="ENLACE-CRM-ST" type="40">');
  expect(text).toMatch(/<participating-org ref="ENLACE-CRM-IOM" type="40" role="4"><narrative xml:lang="es">/);
});

test('whoever is outside the network reads a public plan with codes for the organisations it may not see', async () => {
  const network = await withPlan();
  const outside = uuid();
  await network.db.orm
    .insert(organisations)
    .values({ id: outside, kind: 'partner', name: { es: 'Fuera' }, createdAt: '2026-01-01T00:00:00.000Z' });
  await network.db.orm.update(plans).set({ tlp: 'CLEAR', audience: 'public' });
  const reader = contextOn(network.db, { principal: await seedClient(network.db, outside, 'reader') });
  const { body } = await exportPlan(reader, binding, network.plan, { format: 'iati', language: 'es' });
  if (!('file' in body)) throw new Error('No file');
  const text = await new Response(body.file as BodyInit).text();
  expect(text).toContain('<reporting-org ref="ENLACE-CRM-ST" type="40">');
  expect(text).toContain('<participating-org ref="ENLACE-CRM-IOM" role="4"><narrative xml:lang="es">IOM</narrative>');
});
