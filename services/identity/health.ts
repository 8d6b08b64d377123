import { sql } from 'drizzle-orm';
import type { Readiness } from '../../shared/contract/identity/health.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Context } from '../../shared/database/context.ts';
import { ask } from '../../shared/database/ask.ts';

const notDurable = () =>
  new Problem(
    'unavailable',
    { es: 'La base de datos no garantiza lo que confirma.', en: 'The database does not keep what it acknowledges.' },
    { headers: { 'Retry-After': '1' } },
  );

/** Whether the database answers, and writes to disk before it acknowledges (`PRAGMA synchronous` 2 or more). Throws unavailable. */
export async function getReadiness({ db }: Context, durability: Readiness['durability']): Promise<Readiness> {
  const query = db.orm.select({ level: sql<number>`(select synchronous from pragma_synchronous)` }).from(sql`(select 1)`);
  const [[row]] = await ask(db, [query]);
  if (durability === 'full' && (row?.level ?? 0) < 2) throw notDurable();
  return { database: 'answers', durability };
}
