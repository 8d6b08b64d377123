import { desc, eq } from 'drizzle-orm';
import { read } from '../../shared/access/read.ts';
import type { KeySet } from '../../shared/contract/identity/tokens.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { ask } from '../../shared/database/ask.ts';
import type { Context } from '../../shared/database/context.ts';
import { auditCheckpoints, auditSeals } from '../../shared/database/journal.ts';
import { beforeKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { auditKeyRows, keySetOf } from './signing-keys.ts';

/** The public keys of every checkpoint there ever was (RFC 7517). */
export async function getAuditKeys(context: Context): Promise<KeySet> {
  const [rows] = await ask(context.db, [auditKeyRows(context)]);
  return keySetOf(rows);
}

/** The signed checkpoints, newest first: any live client may keep copies. */
export async function listAuditCheckpoints(context: Context, { limit }: { limit: number }, after: Keyset | null) {
  const { position, at, jws } = auditCheckpoints;
  const [rows] = await read(context, [
    context.db.orm
      .select({ position, hash: auditSeals.hash, at, jws })
      .from(auditCheckpoints)
      .innerJoin(auditSeals, eq(auditSeals.position, position))
      .where(beforeKeyset([position], after))
      .orderBy(desc(position))
      .limit(oneMore(limit)),
  ]);
  return pageOf(
    rows,
    limit,
    (row) => ({ position: row.position, hash: row.hash, at: row.at, jws: row.jws }),
    (row) => [row.position],
  );
}
