import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { createEndpoint, getEndpoint, listEndpoints } from '../../../services/webhooks/endpoints/endpoints.ts';
import { liveSecretRows, openSecrets, revokeEndpointSecret, rotateEndpointSecret } from '../../../services/webhooks/endpoints/secrets.ts';
import type { Database } from '../../../shared/database/open.ts';
import { webhookSecrets } from '../../../shared/database/webhooks.ts';
import { keyRingOf } from '../../../shared/keys/key-ring.ts';
import { ownOffice } from './office.ts';

/** Everything that the database holds, as text. */
async function everything({ client }: Database): Promise<string> {
  const { rows } = await client.execute("select name from sqlite_schema where type = 'table'");
  const tables = await Promise.all(rows.map(({ name }) => client.execute(`select * from "${String(name)}"`)));
  return JSON.stringify(tables.map((table) => table.rows));
}

async function ownEndpoint() {
  const office = await ownOffice();
  const { id, secret } = await office.make();
  const { by, vault, db } = office;
  const rotate = (hours: number) => rotateEndpointSecret(by, vault, id, hours);
  const shown = async () => (await getEndpoint(by, id)).body.secrets;
  const live = async () => openSecrets(await liveSecretRows(by, id), vault.keys);
  /** The database's clock, so many hours later. */
  const later = async (hours: number) => {
    const { rows } = await db.client.execute({ sql: "select strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?) t", args: [`${hours} hours`] });
    return String(rows[0]?.['t']);
  };
  return { ...office, id, secret, rotate, shown, live, later };
}

test('a secret is 256 bits and shown once: no row and no answer has it afterwards, repeated or not', async () => {
  const { by, vault, input, db, rotate, secret: older } = await ownEndpoint();
  const keyed = { ...by, idempotencyKey: 'k' };
  const made = await createEndpoint(keyed, vault, input());
  const rotated = await rotate(72);
  await expect(createEndpoint(keyed, vault, input())).rejects.toMatchObject({ answer: { body: { ...made.body, secret: null } } });
  const told = JSON.stringify(await listEndpoints(by, { limit: 50 }, null)) + (await everything(db));
  for (const secret of [older, made.body.secret ?? '', rotated.body.secret ?? '']) {
    const bytes = Buffer.from(secret.replace('whsec_', ''), 'base64');
    expect(bytes).toHaveLength(32);
    for (const form of ['base64', 'base64url', 'hex'] as const) expect(told).not.toContain(bytes.toString(form).replace(/=+$/, ''));
  }
});

test('a rotation repeated under its key shows no secret again and makes no other', async () => {
  const { by, vault, id, shown } = await ownEndpoint();
  const keyed = { ...by, idempotencyKey: 'k' };
  const { body } = await rotateEndpointSecret(keyed, vault, id, 72);
  await expect(rotateEndpointSecret(keyed, vault, id, 72)).rejects.toMatchObject({ answer: { body: { ...body, secret: null } } });
  expect(await shown()).toHaveLength(2);
});

test('a sealed secret opens neither under another id, nor with another key, nor as what is sealed for files', async () => {
  const { by, vault, id, secret } = await ownEndpoint();
  const rows = await liveSecretRows(by, id);
  expect(await openSecrets(rows, vault.keys)).toEqual([secret]);
  const others = rows.map((row) => ({ ...row, id: uuid() }));
  await expect(openSecrets(others, vault.keys)).rejects.toThrow(/operation/);
  for (const ring of [await keyRingOf('webhook', 'B'.repeat(43)), await keyRingOf('file', 'A'.repeat(43))]) {
    await expect(openSecrets(rows, ring)).rejects.toThrow(/No key-encryption key/);
  }
});

test('the secrets before sign for the hours of the overlap, by the database’s clock', async () => {
  const { secret, rotate, shown, live, later } = await ownEndpoint();
  const earliest = await later(72);
  const { body } = await rotate(72);
  const [first, second] = await shown();
  expect(await live()).toEqual([secret, body.secret]);
  expect(second).toEqual({ id: body.id, createdAt: body.createdAt, expiresAt: null });
  expect([(first?.expiresAt ?? '') >= earliest, (first?.expiresAt ?? '') <= (await later(72))]).not.toContain(false);
});

test('without overlap they end now, and nothing is kept of them', async () => {
  const { db, rotate, live } = await ownEndpoint();
  await rotate(72);
  const { body } = await rotate(0);
  expect(await live()).toEqual([body.secret]);
  expect(await db.orm.select().from(webhookSecrets)).toHaveLength(1);
});

test('one that ends sooner already keeps its end, one that would end later does not', async () => {
  const { rotate, shown } = await ownEndpoint();
  await rotate(24);
  const [first] = await shown();
  await rotate(48);
  const [same, second] = await shown();
  expect(same).toEqual(first);
  await rotate(1);
  const sooner = (await shown()).map(({ expiresAt }) => expiresAt ?? '');
  expect([sooner[0] ?? '', sooner[1] ?? ''].every((end) => end < (first?.expiresAt ?? '') && end < (second?.expiresAt ?? ''))).toBe(true);
});

test('what has ended by the database’s clock neither shows nor signs', async () => {
  const { db, rotate, shown, live } = await ownEndpoint();
  const { body } = await rotate(1);
  await db.orm
    .update(webhookSecrets)
    .set({ expiresAt: '2026-01-01T00:00:00.000Z' })
    .where(sql`expires_at is not null`);
  expect((await shown()).map(({ id }) => id)).toEqual([body.id]);
  expect(await live()).toEqual([body.secret]);
});

test('ten live ones are the most; without overlap there is room again', async () => {
  const { rotate, live } = await ownEndpoint();
  for (let count = 1; count < 10; count += 1) await rotate(72);
  expect(await live()).toHaveLength(10);
  await expect(rotate(72)).rejects.toMatchObject({ code: 'conflict' });
  await rotate(0);
  expect(await live()).toHaveLength(1);
});

test('a superseded secret is revoked at once, at the version that was read', async () => {
  const { by, id, rotate, shown, live } = await ownEndpoint();
  const [first] = await shown();
  const { body } = await rotate(72);
  await expect(revokeEndpointSecret(by, id, first?.id ?? '', 1)).rejects.toMatchObject({ code: 'stale' });
  await revokeEndpointSecret(by, id, first?.id ?? '', 2);
  expect(await live()).toEqual([body.secret]);
  expect((await getEndpoint(by, id)).version).toBe(3);
  await expect(revokeEndpointSecret(by, id, first?.id ?? '', 3)).rejects.toMatchObject({ code: 'not-found' });
});

test('the newest is not revoked, nor another endpoint’s', async () => {
  const { by, id, make, vault, shown } = await ownEndpoint();
  const [newest] = await shown();
  await expect(revokeEndpointSecret(by, id, newest?.id ?? '', 1)).rejects.toMatchObject({ code: 'conflict' });
  const other = await make();
  const [theirs] = (await getEndpoint(by, other.id)).body.secrets;
  await rotateEndpointSecret(by, vault, other.id, 72);
  await expect(revokeEndpointSecret(by, id, theirs?.id ?? '', 1)).rejects.toMatchObject({ code: 'not-found' });
});
