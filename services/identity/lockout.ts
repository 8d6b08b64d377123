import { eq, lt, sql } from 'drizzle-orm';
import { Problem } from '../../shared/contract/problem.ts';
import { type Guard, type Step, commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { clients, refusals } from '../../shared/database/identity.ts';
import { sha256 } from '../../shared/worker/etag.ts';
import { ownerOf } from './client-ref.ts';
import { wrongCredentials } from './proof.ts';

const most = 10;
const minutes = 15;

/** From where a client tries: wrong credentials from one address shut out that address, not the client everywhere else. */
export type Attempt = { client: string; hash: string };

/** One attempt of a client from an address. */
export const attemptOf = async (client: string, address: string): Promise<Attempt> => ({
  client,
  hash: await sha256(`${client} ${address}`),
});

const lockedOut = () =>
  new Problem(
    'too-many-requests',
    {
      es: `Demasiadas credenciales erróneas: espere ${minutes} minutos y revise el secreto.`,
      en: `Too many wrong credentials: wait ${minutes} minutes and check the secret.`,
    },
    { headers: { 'Retry-After': String(minutes * 60) } },
  );

const windowStart = ({ now }: Context) => new Date(now.getTime() - minutes * 60_000).toISOString();

/** Refuses with 429 after ten wrong credentials in a row, until fifteen minutes after the tenth: what is refused so is not counted. */
export const notLockedOut = (context: Context, { hash }: Attempt): Guard => ({
  holds: sql`not exists (select 1 from ${refusals} where ${refusals.hash} = ${hash} and ${refusals.count} >= ${most}
    and ${refusals.lastAt} > ${windowStart(context)})`,
  problem: lockedOut(),
});

/** Forgets wrong credentials once right ones came. */
export const forgetRefusals = ({ db }: Context, { hash }: Attempt): Step => ({
  query: db.orm.delete(refusals).where(eq(refusals.hash, hash)),
});

/**
 * Counts a wrong credential and leaves a row in the audit of the client's organisation. Whether the client exists or not, it takes
 * one round trip and says the same: throws unauthenticated. Beyond ten it counts nothing and throws too-many-requests, also for those
 * that were under way at once.
 */
export async function countRefusal(context: Context, attempt: Attempt): Promise<never> {
  const { client, hash } = attempt;
  const lastAt = context.now.toISOString();
  const count = sql`case when ${refusals.lastAt} > ${windowStart(context)} then ${refusals.count} + 1 else 1 end`;
  const counted = context.db.orm
    .insert(refusals)
    .values({ hash, count: 1, lastAt })
    .onConflictDoUpdate({ target: refusals.hash, set: { count, lastAt } });
  await commit(context, {
    guards: [
      { holds: sql`exists (select 1 from ${clients} where ${clients.id} = ${client})`, problem: wrongCredentials() },
      notLockedOut(context, attempt),
    ],
    steps: [{ query: counted }],
    audit: { action: 'token:refuse', subject: client, network: null, source: ownerOf(client) },
  });
  throw wrongCredentials();
}

/** The statement that forgets what no longer counts. */
export const purgeRefusals = (context: Context): Step => ({
  query: context.db.orm.delete(refusals).where(lt(refusals.lastAt, windowStart(context))),
});
