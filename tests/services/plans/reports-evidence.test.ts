import { eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { attachEvidence, linkEvidence, removeEvidence } from '../../../services/plans/reports/evidence.ts';
import { getReport, listReports } from '../../../services/plans/reports/reports.ts';
import { reviseReport } from '../../../services/plans/reports/revisions.ts';
import { downloadFile, issueEvidenceTicket } from '../../../services/plans/reports/tickets.ts';
import { publishReport, submitReport, validateReport } from '../../../services/plans/reports/transitions.ts';
import { discardReport } from '../../../services/plans/reports/writing.ts';
import type { Context } from '../../../shared/database/context.ts';
import { files, tickets } from '../../../shared/database/files.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { audit } from '../../../shared/database/journal.ts';
import { evidence } from '../../../shared/database/work.ts';
import { keyRingOf, rewrap } from '../../../shared/keys/key-ring.ts';
import { ownVault, pdf, png, secret } from '../../support/files.ts';
import { type Reporting, draftOf, forNetwork, reporting } from './reports-world.ts';

type Vault = Awaited<ReturnType<typeof ownVault>>;
const refusal = (code: string) => expect.objectContaining({ code });
const later = (context: Context, seconds: number): Context => ({ ...context, now: new Date(context.now.getTime() + seconds * 1000) });
const ticketIn = ({ url }: { url: string }) => url.replace('/v1/files/', '');

const attach = (by: Context, vault: Vault, report: string, more: object = {}) =>
  attachEvidence(by, vault, report, { title: 'Acta', language: 'es', name: 'acta.png', mediaType: 'image/png', bytes: png(), ...more });

async function fetched(by: Context, vault: Vault, id: string) {
  return downloadFile(by, vault, ticketIn(await issueEvidenceTicket(by, id)));
}

/** A report with a public and a private file and a link, published for the network. */
async function shown() {
  const network = await reporting();
  const vault = await ownVault();
  const mexico = network.by('MEX');
  const { id } = await draftOf(network);
  const open = (await attach(mexico, vault, id, { public: true })).body;
  const hidden = (await attach(mexico, vault, id, { name: 'acta.pdf', mediaType: 'application/pdf', bytes: pdf() })).body;
  const link = (await linkEvidence(mexico, id, { title: { es: 'Nota' }, url: 'https://example.org/nota', public: true })).body;
  const validator = await network.another('MEX', 'validator');
  await submitReport(mexico, id, 4);
  await validateReport(validator, id, 5);
  await publishReport(validator, id, 6, forNetwork);
  return { network, vault, id, open, hidden, link, validator };
}

const rowsOf = async ({ db }: Reporting) => db.orm.select().from(files);

test('a file is kept sealed, and told of with its size and digest', async () => {
  const network = await reporting();
  const vault = await ownVault();
  const { id } = await draftOf(network);
  const trips = network.db.trips;
  const { body, location } = await attach(network.by('MEX'), vault, id, { public: true });
  expect(network.db.trips - trips).toBe(2);
  expect(location).toBe(`/v1/reports/${id}`);
  expect(body).toMatchObject({ title: { es: 'Acta' }, public: true, url: null, file: { name: 'acta.png', mediaType: 'image/png' } });
  expect(await getReport(network.by('MEX'), id)).toMatchObject({ version: 2, body: { evidence: [body] } });
  const [row] = await rowsOf(network);
  expect(row).toMatchObject({ id: body.file?.id, tlp: 'AMBER', bytes: png().length, kek: vault.keys.current.id });
  const stored = vault.objects.kept.get(`files/${row?.id}`) ?? new Uint8Array();
  expect(Buffer.from(stored).includes(Buffer.from(png().subarray(0, 8)))).toBe(false);
});

test('nothing is stored of what is unsafe, of another’s report, by a reader, and of a report handed in', async () => {
  const network = await reporting();
  const vault = await ownVault();
  const { id } = await draftOf(network);
  const mexico = network.by('MEX');
  await expect(attach(mexico, vault, id, { mediaType: 'image/jpeg' })).rejects.toEqual(refusal('unsafe-file'));
  await expect(attach(network.by('SLV'), vault, id)).rejects.toEqual(refusal('not-found'));
  await expect(attach(await network.another('MEX', 'reader'), vault, id)).rejects.toEqual(refusal('forbidden'));
  expect(vault.objects.puts).toEqual([]);
  await submitReport(mexico, id, 1);
  await expect(attach(mexico, vault, id)).rejects.toEqual(refusal('conflict'));
  await expect(linkEvidence(mexico, id, { title: { es: 'x' }, url: 'https://example.org', public: true })).rejects.toEqual(
    refusal('conflict'),
  );
  expect([await rowsOf(network), [...vault.objects.kept]]).toEqual([[], []]);
});

test('private evidence is its own organisation’s alone, in lists, reports and tickets', async () => {
  const { network, vault, id, open, hidden, link } = await shown();
  const seenBy = async (code: string) => (await getReport(network.by(code), id)).body.evidence;
  expect(await seenBy('MEX')).toEqual([open, hidden, link]);
  expect(await seenBy('SLV')).toEqual([open, link]);
  expect((await listReports(network.by('SLV'), { limit: 50 }, null)).items[0]?.evidence).toEqual([open, link]);
  expect((await listReports(await network.another('MEX', 'reader'), { limit: 50 }, null)).items[0]?.evidence).toHaveLength(3);
  await expect(issueEvidenceTicket(network.by('SLV'), hidden.id)).rejects.toEqual(refusal('not-found'));
  expect((await fetched(network.by('MEX'), vault, hidden.id)).file).toEqual(Uint8Array.from(pdf()));
});

test('a ticket gives the very file once, as an attachment', async () => {
  const { network, vault, open } = await shown();
  const by = network.by('SLV');
  const ticket = ticketIn(await issueEvidenceTicket(by, open.id));
  expect(await downloadFile(by, vault, ticket)).toEqual({ file: Uint8Array.from(png()), mediaType: 'image/png', name: 'acta.png' });
  await expect(downloadFile(by, vault, ticket)).rejects.toEqual(refusal('not-found'));
});

test('a ticket is told once, whatever the key of the call, and kept as a hash', async () => {
  const { network, open } = await shown();
  const keyed = { ...network.by('SLV'), idempotencyKey: 'key' };
  const { url, expiresAt } = await issueEvidenceTicket(keyed, open.id);
  expect(expiresAt).toBe('2009-12-20T12:01:00.000Z');
  expect((await issueEvidenceTicket(keyed, open.id)).url).not.toBe(url);
  for (const table of ['tickets', 'idempotency', 'audit']) {
    const { rows } = await network.db.client.execute(`select * from ${table}`);
    expect(JSON.stringify(rows)).not.toContain(ticketIn({ url }));
  }
});

test('a ticket is no good for another client, after a minute, or for whoever has lost the report since', async () => {
  const { network, vault, open } = await shown();
  const by = network.by('SLV');
  const ticket = ticketIn(await issueEvidenceTicket(by, open.id));
  await expect(downloadFile(await network.another('SLV', 'officer'), vault, ticket)).rejects.toEqual(refusal('not-found'));
  await expect(downloadFile(network.by('MEX'), vault, ticket)).rejects.toEqual(refusal('not-found'));
  await expect(downloadFile(later(by, 60), vault, ticket)).rejects.toEqual(refusal('not-found'));
  const organisation = by.principal?.organisation ?? '';
  await network.db.orm.update(memberships).set({ to: '2009-12-01' }).where(eq(memberships.organisation, organisation));
  await expect(downloadFile(by, vault, ticket)).rejects.toEqual(refusal('not-found'));
  await network.db.orm.update(memberships).set({ to: null }).where(eq(memberships.organisation, organisation));
  expect((await downloadFile(later(by, 59), vault, ticket)).name).toBe('acta.png');
});

test('there is no ticket for a link or for nothing, and old ones are forgotten', async () => {
  const { network, open, link } = await shown();
  await expect(issueEvidenceTicket(network.by('MEX'), link.id)).rejects.toEqual(refusal('not-found'));
  await expect(issueEvidenceTicket(network.by('MEX'), '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11')).rejects.toEqual(refusal('not-found'));
  await issueEvidenceTicket(network.by('MEX'), open.id);
  await issueEvidenceTicket(later(network.by('MEX'), 200), open.id);
  expect(await network.db.orm.select().from(tickets)).toHaveLength(1);
});

test('each ticket and each download stands in the audit with whose it is, in one round trip', async () => {
  const { network, vault, open } = await shown();
  const by = network.by('SLV');
  const trips = network.db.trips;
  await fetched(by, vault, open.id);
  expect(network.db.trips - trips).toBe(2);
  const mexico = network.by('MEX').principal?.organisation;
  const rows = await network.db.orm
    .select()
    .from(audit)
    .where(inArray(audit.subject, [open.id, open.file?.id ?? '']));
  expect(rows).toMatchObject([
    { action: 'report:read', subject: open.id, source: mexico, client: by.principal?.client },
    { action: 'report:read', subject: open.file?.id, source: mexico, client: by.principal?.client },
  ]);
});

test('an object or a row that was altered opens to nobody', async () => {
  const { network, vault, open } = await shown();
  const mexico = network.by('MEX');
  const key = `files/${open.file?.id}`;
  const sealed = vault.objects.kept.get(key) ?? new Uint8Array();
  vault.objects.kept.set(
    key,
    sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
  );
  await expect(fetched(mexico, vault, open.id)).rejects.toBeInstanceOf(Error);
  vault.objects.kept.set(key, sealed);
  await network.db.orm
    .update(files)
    .set({ tlp: 'GREEN' })
    .where(eq(files.id, open.file?.id ?? ''));
  await expect(fetched(mexico, vault, open.id)).rejects.toBeInstanceOf(Error);
  await network.db.orm
    .update(files)
    .set({ tlp: 'AMBER' })
    .where(eq(files.id, open.file?.id ?? ''));
  expect((await fetched(mexico, vault, open.id)).name).toBe('acta.png');
  vault.objects.kept.delete(key);
  await expect(fetched(mexico, vault, open.id)).rejects.toThrow(/missing/);
});

test('evidence is taken out at the report’s version, and its file is shredded', async () => {
  const network = await reporting();
  const vault = await ownVault();
  const mexico = network.by('MEX');
  const { id } = await draftOf(network);
  const { body } = await attach(mexico, vault, id);
  const { body: kept } = await attach(mexico, vault, id);
  await expect(removeEvidence(mexico, id, body.id, 1)).rejects.toEqual(refusal('stale'));
  await removeEvidence(mexico, id, body.id, 3);
  await expect(removeEvidence(mexico, id, body.id, 4)).rejects.toEqual(refusal('not-found'));
  expect((await getReport(mexico, id)).body.evidence).toEqual([kept]);
  expect((await rowsOf(network)).filter(({ wrappedKey }) => wrappedKey === null).map((row) => row.id)).toEqual([body.file?.id]);
  await submitReport(mexico, id, 4);
  await expect(removeEvidence(mexico, id, kept.id, 5)).rejects.toEqual(refusal('conflict'));
});

test('evidence of another report is not taken out by way of one’s own', async () => {
  const network = await reporting();
  const vault = await ownVault();
  const { id } = await draftOf(network);
  const { id: other } = await draftOf(network, {}, 'SLV');
  const { body } = await attach(network.by('SLV'), vault, other);
  await expect(removeEvidence(network.by('MEX'), id, body.id, 1)).rejects.toEqual(refusal('not-found'));
  expect(await network.db.orm.select().from(evidence)).toHaveLength(1);
});

test('a discarded draft takes its files with it', async () => {
  const network = await reporting();
  const vault = await ownVault();
  const { id } = await draftOf(network);
  await attach(network.by('MEX'), vault, id);
  await discardReport(network.by('MEX'), id, 2);
  expect(await network.db.orm.select().from(evidence)).toEqual([]);
  expect((await rowsOf(network)).map(({ wrappedKey }) => wrappedKey)).toEqual([null]);
});

test('a revision shows the same evidence; discarding it leaves the files of the published one', async () => {
  const { network, vault, id, open, hidden, link } = await shown();
  const { body: next } = await reviseReport(network.by('MEX'), id);
  const plain = (list: { title: object; url: string | null; file: object | null }[]) =>
    list.map(({ title, url, file }) => ({ title, url, file }));
  expect(plain(next.evidence)).toEqual(plain([open, hidden, link]));
  expect(await getReport(network.by('MEX'), next.id)).toEqual({ body: next, version: 1 });
  await removeEvidence(network.by('MEX'), next.id, next.evidence[0]?.id ?? '', 1);
  await discardReport(network.by('MEX'), next.id, 2);
  expect((await fetched(network.by('SLV'), vault, open.id)).file).toEqual(Uint8Array.from(png()));
});

test('after a rotation of the key-encryption key old files open, and rewrapped ones without the old key', async () => {
  const { network, vault, open } = await shown();
  const mexico = network.by('MEX');
  const next = Buffer.alloc(32, 8).toString('base64url');
  const during: Vault = { ...vault, keys: await keyRingOf('file', next, secret) };
  expect((await fetched(mexico, during, open.id)).name).toBe('acta.png');
  for (const { id, kek, wrappedKey } of await rowsOf(network)) {
    const anew = await rewrap(during.keys, { kek, wrappedKey: wrappedKey ?? '' }, id);
    await network.db.orm.update(files).set(anew).where(eq(files.id, id));
  }
  expect((await fetched(mexico, { ...vault, keys: await keyRingOf('file', next) }, open.id)).name).toBe('acta.png');
  await expect(fetched(mexico, vault, open.id)).rejects.toThrow(/key-encryption key/);
});

test('an object stays while nobody knows whether its row was written', async () => {
  const network = await reporting();
  const vault = await ownVault();
  const { id } = await draftOf(network);
  const mexico = network.by('MEX');
  const { client } = mexico.db;
  const silent = Object.assign(Object.create(client) as typeof client, {
    batch: (statements: Parameters<typeof client.batch>[0], mode?: 'read' | 'write') =>
      mode === 'write' ? Promise.reject(new TypeError('fetch failed')) : client.batch(statements, mode),
  });
  await expect(attach({ ...mexico, db: { ...mexico.db, client: silent } }, vault, id)).rejects.toBeInstanceOf(Error);
  expect([await rowsOf(network), vault.objects.kept.size]).toEqual([[], 1]);
});
