import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { EnlaceClient, PlanDocument } from '../../shared/contract/index.ts';
import { hasSources, realPlan } from '../support/plans.ts';
import { planText } from '../support/planned-network.ts';
import { type World, makeWorld, platformUrl, tokenOf } from '../support/world.ts';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => Array.fromAsync(items);
const importAs = (by: EnlaceClient, world: World, body: Uint8Array | string, mediaType: PlanDocument = 'text/plain') =>
  by.createPlanImport({ query: { network: world.code, language: 'es' }, body, mediaType });

async function publish(world: World): Promise<string> {
  const { body } = await importAs(world.ST.clients.officer, world, planText('es'));
  return (await world.ST.clients.officer.acceptPlanImport({ params: { id: body.id } })).body.plan;
}

test('the secretariat imports, every member’s portal reads', async () => {
  const world = await makeWorld();
  const plan = await publish(world);
  const { body, etag } = await world.MEX.clients.reader.getPlanOutline({ params: { id: plan } });
  expect(body.parts.map(({ kind, axes }) => [kind, axes.length])).toEqual([
    ['active', 3],
    ['historical', 2],
  ]);
  const again = await world.SLV.clients.reader.getPlanOutline({ params: { id: plan }, ...(etag ? { ifNoneMatch: etag } : {}) });
  expect(again.status).toBe(304);
  expect(await all(world.MEX.clients.reader.listActivities({ query: { plan, limit: 20 } }))).toHaveLength(51);
});

test('a member removed today loses the plan at its next call, with the token it has', async () => {
  const world = await makeWorld();
  const plan = await publish(world);
  const token = await tokenOf(world.SLV.credentials.reader);
  const status = async () => (await fetch(`${platformUrl()}/v1/plans/${plan}`, { headers: { Authorization: `Bearer ${token}` } })).status;
  expect(await status()).toBe(200);
  const { etag } = await world.ST.clients.officer.getMembership({ params: { id: world.SLV.membership } });
  await world.ST.clients.officer.updateMembership({
    params: { id: world.SLV.membership },
    ifMatch: etag ?? '',
    body: { to: '2020-01-01' },
  });
  expect(await status()).toBe(404);
});

test('another network’s plan is not there', async () => {
  const [world, other] = [await makeWorld(), await makeWorld()];
  const plan = await publish(world);
  await expect(other.ST.clients.officer.getPlan({ params: { id: plan } })).rejects.toMatchObject({ code: 'not-found' });
  expect(await all(other.MEX.clients.reader.listActivities({ query: { q: 'trata' } }))).toEqual([]);
  await expect(importAs(other.ST.clients.officer, world, planText('es'))).rejects.toMatchObject({ code: 'not-found' });
});

test.each(['officer', 'reader', 'administrator'] as const)('a member’s %s cannot import', async (role) => {
  const world = await makeWorld();
  await expect(importAs(world.MEX.clients[role], world, planText('es'))).rejects.toMatchObject({ code: 'forbidden', status: 403 });
});

test('anonymous sees no plan', async () => {
  const response = await fetch(`${platformUrl()}/v1/plans`);
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});

let stage: World;
beforeAll(async () => {
  stage = await makeWorld();
});

test.each<[string, Uint8Array | string, PlanDocument, number]>([
  ['no docx at all', 'hello', word, 422],
  ['a cut docx', readFileSync(resolve(import.meta.dirname, '../../scripts/demo/work-plan.es.txt')).subarray(0, 2000), word, 422],
  ['an encrypted or old document', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), word, 422],
  ['an empty file', '', 'text/plain', 422],
  ['nothing but tabs', '\t\n'.repeat(5000), 'text/plain', 422],
  ['invalid UTF-8', Uint8Array.from([0xff, 0xfe, 0xff]), 'text/plain', 422],
  ['other columns', 'nombre,teléfono\nAna,1\n', 'text/csv', 422],
  [
    '100,000 rows',
    `eje,objetivo,actividad,responsable,calendario\n${'A. Eje,1. Uno,1.1 Dos,OIM,Continuo\n'.repeat(100_000)}`,
    'text/csv',
    413,
  ],
  ['more than 5 MB', 'x'.repeat(5_000_001), 'text/plain', 413],
])('%s gets a clear problem and leaves nothing', async (_, body, mediaType, status) => {
  const officer = stage.ST.clients.officer;
  const failure = await importAs(officer, stage, body, mediaType).catch((error: unknown) => error);
  expect(failure).toMatchObject({ status, details: { detail: expect.stringMatching(/\S/) as string } });
  expect(await all(officer.listPlanImports({ query: { network: stage.code } }))).toEqual([]);
});

test.skipIf(!hasSources)('the real plan reads the same from Word and from text, inside the platform', async () => {
  const world = await makeWorld();
  const officer = world.ST.clients.officer;
  const [docx, text] = [await importAs(officer, world, realPlan('docx'), word), await importAs(officer, world, realPlan('txt'))];
  expect(docx.body.outline).toEqual(text.body.outline);
  expect(docx.body.counts).toEqual(text.body.counts);
  expect(docx.body.counts.active).toMatchObject({
    axes: 3,
    objectives: 13,
    activities: 39,
    placeholders: 1,
    citations: 41,
    completeCitations: 35,
  });
});
