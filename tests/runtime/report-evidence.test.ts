import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperator } from '../../scripts/operator.ts';
import type { Platform } from '../../scripts/platform/platform.ts';
import { startPlatform } from '../support/start-platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import type { EnlaceClient } from '../../shared/contract/index.ts';
import { bytesOf, jpeg, pdf, png, pngChunk, zip } from '../support/files.ts';
import { planText } from '../support/planned-network.ts';
import { type World, makeWorld, platformUrl, tokenOf, usePlatform } from '../support/world.ts';

const secretText = 'Texto ficticio que nadie debe leer en claro';
const image = png(3, 3, pngChunk('tEXt', `Comment\0${secretText}`));
const paper = pdf(`% ${secretText}`);

let dataDir: string;
let platform: Platform;
let world: World;
let report: string;

async function start() {
  platform = await startPlatform({ dataDir, port: 0 });
  await waitUntilReady(platform.url);
}

/** A platform of its own, which this test starts again, with a draft of Mexico's. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'enlace-files-'));
  await start();
  const operator = await createOperator({ url: platform.databaseUrl }, platform.secrets['PEPPER'] ?? '');
  usePlatform({ url: platform.url, databaseUrl: platform.databaseUrl, operator });
  world = await makeWorld();
  const { officer } = world.ST.clients;
  const { body: draft } = await officer.createPlanImport({
    query: { network: world.code, language: 'es' },
    body: planText('es'),
    mediaType: 'text/plain',
  });
  const { plan } = (await officer.acceptPlanImport({ params: { id: draft.id } })).body;
  for await (const { id } of officer.listActivities({ query: { plan, number: '13.1', part: 'active' } })) {
    const period = `${new Date().getUTCFullYear() + 1}-S1`;
    const { body } = await world.MEX.clients.officer.createReport({ body: { activity: id, period, done: { es: 'Hecho' } } });
    report = body.id;
  }
}, 120_000);
afterAll(async () => {
  await platform.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const attach = (by: EnlaceClient, body: Uint8Array, mediaType: 'image/png' | 'application/pdf' | 'image/jpeg', name: string) =>
  by.attachEvidence({ params: { id: report }, query: { name, title: 'Prueba', public: 'true' }, body, mediaType });

const fetchFile = async (url: string, token: string) =>
  fetch(new URL(url, platformUrl()), { headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'es' } });

/** All bytes under the folder of the object store. */
function stored(folder = join(dataDir, 'objects')): Buffer {
  const parts = readdirSync(folder).map((name) => join(folder, name));
  return Buffer.concat(parts.map((path) => (statSync(path).isDirectory() ? stored(path) : readFileSync(path))));
}

test('a picture and a PDF go in and come out the same, once for each ticket, and lie there in no plain text', async () => {
  const by = world.MEX.clients.officer;
  const token = await tokenOf(world.MEX.credentials.officer);
  const other = await tokenOf(world.MEX.credentials.reader);
  const files = [
    [image, 'image/png', 'mapa de la frontera.png'],
    [paper, 'application/pdf', 'informe “núm. 1”.pdf'],
  ] as const;
  for (const [bytes, mediaType, name] of files) {
    const { body: kept } = await attach(by, bytes, mediaType, name);
    expect(kept.file).toMatchObject({ name, mediaType, bytes: bytes.length });
    const { body: ticket } = await by.issueTicket({ params: { id: kept.id } });
    expect((await fetchFile(ticket.url, other)).status).toBe(404);
    const first = await fetchFile(ticket.url, token);
    expect([first.status, first.headers.get('content-type'), first.headers.get('etag')]).toEqual([200, mediaType, null]);
    expect(first.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('server-timing')).toBe('db;desc="1"');
    expect(Buffer.from(await first.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await fetchFile(ticket.url, token)).status).toBe(404);
  }
  const all = stored();
  expect(all.length).toBeGreaterThan(image.length + paper.length);
  for (const plain of [secretText, '%PDF', 'IHDR']) expect(all.includes(plain)).toBe(false);
});

test('files are there after the platform was started again', async () => {
  const { body } = await attach(world.MEX.clients.officer, image, 'image/png', 'otra.png');
  const { port } = new URL(platform.url);
  await platform.stop();
  platform = await startPlatform({ dataDir, port: Number(port) });
  await waitUntilReady(platform.url);
  const { body: ticket } = await world.MEX.clients.officer.issueTicket({ params: { id: body.id } });
  const response = await fetchFile(ticket.url, await tokenOf(world.MEX.credentials.officer));
  expect(Buffer.from(await response.arrayBuffer()).equals(image)).toBe(true);
}, 60_000);

test.each([
  ['another type than it says', jpeg(), 'image/png'],
  ['a picture with a ZIP after it', bytesOf(png(), zip()), 'image/png'],
  ['a PDF that runs a script', pdf('4 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj'), 'application/pdf'],
] as const)('%s is refused, and says why', async (_, bytes, mediaType) => {
  await expect(attach(world.MEX.clients.officer, bytes, mediaType, 'x')).rejects.toMatchObject({ code: 'unsafe-file', status: 422 });
});

test('a picture of twenty megabytes goes in and out, one byte more does not', async () => {
  const room = 20_000_000 - png(1, 1, pngChunk('tEXt', '')).length;
  const large = png(1, 1, pngChunk('tEXt', new Uint8Array(room).fill(65)));
  expect(large.length).toBe(20_000_000);
  const by = world.MEX.clients.officer;
  const { body } = await attach(by, large, 'image/png', 'grande.png');
  const { body: ticket } = await by.issueTicket({ params: { id: body.id } });
  const response = await fetchFile(ticket.url, await tokenOf(world.MEX.credentials.officer));
  expect(Buffer.from(await response.arrayBuffer()).equals(large)).toBe(true);
  await expect(attach(by, bytesOf(large, 'x'), 'image/png', 'x.png')).rejects.toMatchObject({ status: 413 });
}, 60_000);
