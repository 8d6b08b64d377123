import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { read } from '../../../shared/access/read.ts';
import { type Context, Replay } from '../../../shared/database/context.ts';
import { idempotency } from '../../../shared/database/journal.ts';
import type { Query } from '../../../shared/database/send.ts';
import { contextOn, ownDatabase } from '../../support/database.ts';
import { seedClient, seedOrganisation } from '../../support/seed.ts';

const answer = { status: 201, body: { id: 'a' } };

async function ownCaller(difference: Partial<Context> = {}): Promise<Context> {
  const db = await ownDatabase();
  return contextOn(db, { principal: await seedClient(db, await seedOrganisation(db), 'officer'), ...difference });
}

const one = ({ db }: Context) => db.orm.all(sql`select 1 as one`) as unknown as Query;

test('a reading gives the rows of its queries and of nothing else, in one round trip', async () => {
  const context = await ownCaller({ idempotencyKey: 'k' });
  const { trips } = context.db;
  expect(await read(context, [one(context), one(context)])).toHaveLength(2);
  expect(context.db.trips - trips).toBe(1);
});

test('a call that was answered before is answered again, before anything else is done', async () => {
  const context = await ownCaller({ idempotencyKey: 'k' });
  await context.db.orm.insert(idempotency).values({ key: 'k', hash: 'hash', commit: 'c', answer, createdAt: context.now.toISOString() });
  const refusal = await read(context, [one(context)]).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Replay);
  expect((refusal as Replay).answer).toEqual(answer);
  await expect(read({ ...context, contentHash: 'another' }, [one(context)])).rejects.toMatchObject({ code: 'key-reused' });
  expect(await read({ ...context, idempotencyKey: 'another' }, [one(context)])).toHaveLength(1);
  expect(await read({ ...context, idempotencyKey: null }, [one(context)])).toHaveLength(1);
});

test('anyone may read what asks for no caller', async () => {
  const context = await ownCaller({ principal: null });
  expect(await read(context, [one(context)])).toHaveLength(1);
});

test('a caller that has ended is told so in both languages', async () => {
  const context = await ownCaller();
  const gone = { ...context, principal: { client: 'nobody', organisation: 'none', credential: 'none' } };
  await expect(read(gone, [one(context)])).rejects.toMatchObject({
    code: 'unauthenticated',
    detail: { es: 'Este cliente ya no está vigente.', en: 'This client is no longer valid.' },
  });
});
