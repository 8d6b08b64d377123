import { beforeAll, expect, test } from 'vitest';
import { attendee, openTraining } from '../support/certificates.ts';
import { pdf } from '../support/files.ts';
import { planText } from '../support/planned-network.ts';
import { type World, makeWorld, platformUrl } from '../support/world.ts';

let world: World;
beforeAll(async () => (world = await makeWorld()));

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, platformUrl()), { headers });

test('from the seat to the certificate: printed, verified by anyone, worn as a badge, and revoked', async () => {
  const { officer } = world.ST.clients;
  const edition = await openTraining(world);
  const enrolment = await attendee(world, edition);
  await officer.stepEdition({ params: { id: edition }, ifMatch: '"2"', body: { state: 'held' } });
  const { body: certificate } = await officer.issueCertificate({ body: { enrolment, nameShown: true } });
  const params = { id: certificate.id };
  const { body: file } = await world.MEX.clients.reader.getCertificateFile({ params, query: { language: 'es' } });
  expect(new TextDecoder('latin1').decode(file.slice(0, 5))).toBe('%PDF-');

  const path = `/v1/training/verification/${certificate.code}`;
  expect(await (await get(path)).json()).toMatchObject({ state: 'valid', holder: 'Ana Ejemplo' });
  const badge = (await (await get(`${path}/badge`)).json()) as { issuer: { id: string }; proof: { verificationMethod: string } };
  const keys = (await (await get('/.well-known/badge-jwks.json')).json()) as { id: string; assertionMethod: string[] };
  expect(keys.id).toBe(badge.issuer.id);
  expect(keys.assertionMethod).toContain(badge.proof.verificationMethod);
  expect(await (await get(`${path}/status`)).json()).toMatchObject({ revokedCredential: [] });

  await officer.revokeCertificate({ params, ifMatch: '"1"', body: { reason: { es: 'Por error' } } });
  expect(await (await get(path)).json()).toMatchObject({ state: 'revoked', holder: null });
  expect((await get(`${path}/badge`)).status).toBe(404);
  expect(await (await get(`${path}/status`)).json()).toMatchObject({
    revokedCredential: [{ revoked: true, revocationReason: 'Por error' }],
  });
  await expect(officer.getCertificateFile({ params, query: {} })).rejects.toMatchObject({ code: 'conflict' });
});

test('closed, a training has drafted the progress report of its activity in the ledger', async () => {
  const { officer } = world.ST.clients;
  const query = { network: world.code, language: 'es' } as const;
  const { body: draft } = await officer.createPlanImport({ query, body: planText('es'), mediaType: 'text/plain' });
  const { body } = await officer.acceptPlanImport({ params: { id: draft.id }, query: { effectiveOn: '2020-01-01' } });
  const mexican = world.MEX.clients.officer;
  const [found] = await Array.fromAsync(mexican.listActivities({ query: { plan: body.plan, number: '13.1', part: 'active' } }));
  const edition = await mexican.createEdition({
    body: { network: world.id, kind: 'workshop', title: { es: 'Taller' }, dates: '2026-01-12', activity: found?.id ?? '' },
  });
  const params = { id: edition.body.id };
  await mexican.stepEdition({ params, ifMatch: '"1"', body: { state: 'held' } });
  const { body: closed } = await mexican.stepEdition({ params, ifMatch: '"2"', body: { state: 'closed' } });
  const { body: report } = await mexican.getReport({ params: { id: closed.report ?? '' } });
  expect([closed.state, report.state, report.activity, report.period]).toEqual(['closed', 'draft', found?.id, '2026-S1']);
});

test('a calendar by its own address is read without a token, and is cheap to ask again', async () => {
  const edition = await openTraining(world, { dates: '2026-05-04' });
  const { body: link } = await world.MEX.clients.reader.createCalendarLink({ body: { scope: 'personal', name: 'Oficina' } });
  const path = new URL(link.url ?? '').pathname;
  const first = await get(path);
  expect(await first.text()).toContain(`UID:${edition}@`);
  expect([first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual(['text/calendar', 'no-store']);
  const etag = first.headers.get('etag') ?? '';
  const since = first.headers.get('last-modified') ?? '';
  expect((await get(path, { 'If-None-Match': etag })).status).toBe(304);
  expect((await get(path, { 'If-Modified-Since': since })).status).toBe(304);
  await world.MEX.clients.reader.revokeCalendarLink({ params: { id: link.id }, ifMatch: '"1"' });
  expect((await get(path, { 'If-None-Match': etag })).status).toBe(404);
});

test('a public document of a public training is fetched by anyone', async () => {
  const { validator } = world.ST.clients;
  const label = { tlp: 'CLEAR', audience: 'public', group: null } as const;
  const { body: training } = await validator.createEdition({
    body: { network: world.id, kind: 'forum', title: { es: 'Foro' }, dates: '2026-01-12', label },
  });
  const query = { training: training.id, kind: 'memory', name: 'memoria.pdf', title: 'Memoria', public: 'true' } as const;
  const { body } = await validator.attachTrainingDocument({ query, body: pdf(), mediaType: 'application/pdf' });
  const response = await get(`/v1/training/documents/${body.id}`);
  expect([response.status, response.headers.get('content-disposition')?.includes('memoria.pdf')]).toEqual([200, true]);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(pdf()));
});
