import { asc, desc, gt, sql } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { type AuditRow, type AuditSeal, genesis, linkOf } from '../../shared/contract/audit-chain.ts';
import { checkpointType, openCheckpoint } from '../../shared/contract/audit-checkpoint.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { ask } from '../../shared/database/ask.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { audit, auditCheckpoints, auditSeals } from '../../shared/database/journal.ts';
import type { Query } from '../../shared/database/send.ts';
import { auditKeyRows, keySetOf, makeKey, privateKeyOf } from './signing-keys.ts';
import type { Vault } from './vault.ts';

const mostRows = 2_000;
const mostBatches = 20;
const rotatedAfter = 365 * 24 * 3_600_000;

/** Thrown when another sealer was faster: its seals are as good. */
const overtaken = new Problem('conflict');

/**
 * Seals what the audit has gained: one link a row, and a signed checkpoint at the last one, up to 40,000 rows a run.
 * Each batch leaves an audit row of its own, which waits for the next row of somebody else.
 * Throws when the stored chain does not end in a checkpoint of this platform: signing on would vouch for what was tampered with.
 */
export async function sealAudit(context: Context, vault: Vault): Promise<void> {
  try {
    for (let batch = 0; batch < mostBatches; batch += 1) {
      if ((await sealBatch(context, vault)) < mostRows) return;
    }
  } catch (error) {
    if (error !== overtaken) throw error;
  }
}

async function sealBatch(context: Context, vault: Vault): Promise<number> {
  const { rows, end, keys } = await readUnsealed(context);
  if (rows.every(({ action }) => action === 'audit:seal')) return 0;
  const [key] = keys;
  if (!key || context.now.getTime() - Date.parse(key.createdAt) > rotatedAfter) {
    await makeKey(context, vault, { purpose: 'audit' });
    return sealBatch(context, vault);
  }
  const seals = await sealsOf(end.hash, rows);
  await store(context, end, seals, await signed(context, vault, key, seals.at(-1) ?? end));
  return rows.length;
}

/** The rows without a seal, where the chain ends, and the keys. */
async function readUnsealed(context: Context) {
  const { orm } = context.db;
  const sealed = sql`coalesce((select max(position) from ${auditSeals}), 0)`;
  const [rows, [end = { position: 0, hash: genesis }], [checkpoint], keys] = await ask(context.db, [
    orm.select().from(audit).where(gt(audit.position, sealed)).orderBy(asc(audit.position)).limit(mostRows),
    orm.select().from(auditSeals).orderBy(desc(auditSeals.position)).limit(1),
    orm.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.position)).limit(1),
    auditKeyRows(context),
  ]);
  const claims = checkpoint && (await openCheckpoint(checkpoint.jws, keySetOf(keys).keys));
  const sound = typeof claims === 'object' ? claims.position === end.position && claims.hash === end.hash : !claims && end.position === 0;
  if (!sound) throw new Error('The sealed audit does not end in a checkpoint of its own. Nothing is sealed on it: run audit:verify.');
  return { rows, end, keys };
}

async function sealsOf(last: string, rows: AuditRow[]): Promise<AuditSeal[]> {
  const seals: AuditSeal[] = [];
  for (const row of rows) seals.push({ position: row.position, hash: await linkOf(seals.at(-1)?.hash ?? last, row) });
  return seals;
}

type KeyRow = Parameters<typeof privateKeyOf>[0];

async function signed({ now }: Context, vault: Vault, key: KeyRow, { position, hash }: AuditSeal): Promise<string> {
  return new SignJWT({ position, hash, at: now.toISOString() })
    .setProtectedHeader({ alg: 'EdDSA', typ: checkpointType, kid: key.kid })
    .setIssuer(vault.origin)
    .sign(await privateKeyOf(key, vault));
}

async function store(context: Context, end: AuditSeal, seals: AuditSeal[], jws: string): Promise<void> {
  const { orm } = context.db;
  const position = seals.at(-1)?.position ?? 0;
  const cells = JSON.stringify(seals.map((seal) => [seal.position, seal.hash]));
  const insertSeals = orm.run(sql`insert into ${auditSeals} (position, hash)
    select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(${cells})`) as unknown as Query;
  await commit(context, {
    guards: [{ holds: sql`coalesce((select max(position) from ${auditSeals}), 0) = ${end.position}`, problem: overtaken }],
    steps: [{ query: insertSeals }, { query: orm.insert(auditCheckpoints).values({ position, at: context.now.toISOString(), jws }) }],
    audit: { action: 'audit:seal', subject: String(position), network: null },
  });
}
