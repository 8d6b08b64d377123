import { type AuditRow, type AuditSeal, genesis, linkOf } from './audit-chain.ts';
import {
  type CheckpointClaims,
  type CheckpointFault,
  type CheckpointKey,
  type StoredCheckpoint,
  claimsOf,
  openCheckpoint,
} from './audit-checkpoint.ts';

/** What is wrong. Of rows, of the links stored for them (seals), and of the checkpoints that vouch for both. */
export type AuditFaultKind =
  | 'edited'
  | 'missing'
  | 'inserted'
  | 'reordered'
  | 'seal-altered'
  | 'seal-missing'
  | 'rewritten'
  | 'unsigned'
  | CheckpointFault;

/**
 * The first thing that is wrong: from `position` on the audit cannot be relied upon. `id` is that of the row that stands there, where it
 * is the row that is wrong; `checkpoint` is the position of the checkpoint that shows it.
 */
export type AuditFault = { kind: AuditFaultKind; position: number; id: string | null; checkpoint: number | null };

/** A row that waited more than an hour for the checkpoint made at `sealedAt`, or waits still (null). */
export type LateRow = { position: number; at: string; sealedAt: string | null };

/** How far the audit was found good, what is wrong then, and what somebody should look into. */
export type AuditVerdict = { fault: AuditFault | null; rows: number; sealed: number; signed: number; late: LateRow[] };

type Stream<T> = Iterable<T> | AsyncIterable<T>;

/** What is verified, each in order of position: all rows, all seals, all checkpoints. They are read once and never kept. */
export type AuditSource = { rows: Stream<AuditRow>; seals: Stream<AuditSeal>; checkpoints: Stream<StoredCheckpoint> };

/** `known`: checkpoints kept elsewhere, which must fit too. `now`: against which unsealed rows are late, else the newest time that occurs. */
export type AuditOptions = { known?: readonly string[]; now?: Date };

type Cursor<T> = { head: T | undefined; next: () => Promise<void> };
type Walk = Omit<AuditVerdict, 'fault'> & {
  audit: Cursor<AuditRow>;
  seals: Cursor<AuditSeal>;
  checkpoints: Cursor<StoredCheckpoint>;
  keys: readonly CheckpointKey[];
  link: string;
  oldest: AuditRow | null;
  newest: number;
};

const hour = 3_600_000;

/** Walks through rows, seals and checkpoints side by side and names the first position where one of them is not what it should be. */
export async function verifyAudit(source: AuditSource, keys: readonly CheckpointKey[], options: AuditOptions = {}): Promise<AuditVerdict> {
  const walk: Walk = {
    audit: await cursor(source.rows),
    seals: await cursor(source.seals),
    checkpoints: await cursor(merged(source.checkpoints, options.known ?? [])),
    keys,
    link: genesis,
    rows: 0,
    sealed: 0,
    signed: 0,
    late: [],
    oldest: null,
    newest: -Infinity,
  };
  const fault = await findFault(walk);
  const { rows, sealed, signed, late, newest } = walk;
  if (!fault) noteLate(walk, options.now?.getTime() ?? newest, null);
  return { fault, rows, sealed, signed, late };
}

async function findFault(walk: Walk): Promise<AuditFault | null> {
  while (walk.audit.head || walk.seals.head) {
    const fault = (await checkRow(walk)) ?? (await checkCheckpoints(walk, walk.rows));
    if (fault) return fault;
  }
  if (walk.checkpoints.head) return checkCheckpoints(walk, Infinity);
  return walk.sealed > walk.signed ? faultAt('unsigned', walk.signed + 1) : null;
}

async function checkRow(walk: Walk): Promise<AuditFault | null> {
  const row = walk.audit.head;
  const seal = walk.seals.head;
  const position = walk.rows + 1;
  if (row && row.position < position) return faultAt('inserted', row.position, row.id);
  if (seal && seal.position < position) return faultAt('seal-altered', seal.position);
  if (row?.position !== position) return faultAt('missing', position);
  if (seal && seal.position > position) return faultAt('seal-missing', position, row.id);
  const link = await linkOf(walk.link, row);
  if (seal && seal.hash !== link) return diagnose(walk, row, seal, link);
  if (seal) walk.sealed = position;
  noteTime(walk, row);
  Object.assign(walk, { rows: position, link });
  await walk.audit.next();
  if (seal) await walk.seals.next();
  return null;
}

/** Checks the checkpoints that stand up to a position: behind the last row there may be none. */
async function checkCheckpoints(walk: Walk, position: number): Promise<AuditFault | null> {
  for (let next = walk.checkpoints.head; next && next.position <= position; next = walk.checkpoints.head) {
    const claims = await openCheckpoint(next.jws, walk.keys);
    if (typeof claims === 'string') return faultAt(claims, walk.signed + 1, null, next);
    const fault = misfit(walk, next, claims);
    if (fault) return fault;
    walk.signed = next.position;
    noteLate(walk, Date.parse(claims.at), claims.at);
    await walk.checkpoints.next();
  }
  return null;
}

function misfit(walk: Walk, checkpoint: StoredCheckpoint, claims: CheckpointClaims): AuditFault | null {
  const { position, at = claims.at } = checkpoint;
  if (claims.position !== position || claims.at !== at) return faultAt('checkpoint-altered', walk.signed + 1, null, checkpoint);
  if (position > walk.rows) return faultAt('missing', walk.rows + 1, null, checkpoint);
  if (claims.hash !== walk.link) return faultAt('rewritten', walk.signed + 1, null, checkpoint);
  return position > walk.sealed ? faultAt('seal-missing', walk.sealed + 1, null, checkpoint) : null;
}

/**
 * Says what happened where a row does not fit its seal. When the rows fit the next checkpoint without the seals, a seal was altered.
 * Otherwise it matters whether the row fits the seal of another place, and whether another row fits the seal of this one.
 */
async function diagnose(walk: Walk, row: AuditRow, seal: AuditSeal, link: string): Promise<AuditFault> {
  let [chain, before, leaves, comes] = [link, seal.hash, false, false];
  for (let last = row.position; !(leaves && comes);) {
    if (await isVouchedFor(walk, last, chain)) return faultAt('seal-altered', row.position, row.id);
    await Promise.all([walk.audit.next(), walk.seals.next()]);
    const [other, there] = [walk.audit.head, walk.seals.head];
    if (!other && !there) break;
    leaves ||= there !== undefined && (await linkOf(before, { ...row, position: there.position })) === there.hash;
    before = there?.hash ?? '';
    if (!other) continue;
    comes ||= (await linkOf(walk.link, { ...other, position: row.position })) === seal.hash;
    chain = await linkOf(chain, other);
    last = other.position;
  }
  if (leaves && !comes) return faultAt('missing', row.position);
  return faultAt(comes ? (leaves ? 'reordered' : 'inserted') : 'edited', row.position, row.id);
}

async function isVouchedFor(walk: Walk, position: number, chain: string): Promise<boolean> {
  for (let next = walk.checkpoints.head; next && next.position <= position; next = walk.checkpoints.head) {
    const claims = next.position === position && (await openCheckpoint(next.jws, walk.keys));
    if (claims && typeof claims === 'object' && claims.position === position && claims.hash === chain) return true;
    await walk.checkpoints.next();
  }
  return false;
}

const faultAt = (kind: AuditFaultKind, position: number, id: string | null = null, shown?: StoredCheckpoint): AuditFault => ({
  kind,
  position,
  id,
  checkpoint: shown?.position ?? null,
});

/** The sealer lets a row of its own wait for the next one of somebody else. */
function noteTime(walk: Walk, row: AuditRow): void {
  const at = Date.parse(row.at);
  if (at > walk.newest) walk.newest = at;
  if (row.action !== 'audit:seal' && (!walk.oldest || at < Date.parse(walk.oldest.at))) walk.oldest = row;
}

function noteLate(walk: Walk, now: number, sealedAt: string | null): void {
  const { oldest, late } = walk;
  if (oldest && now - Date.parse(oldest.at) > hour) late.push({ position: oldest.position, at: oldest.at, sealedAt });
  walk.newest = Math.max(walk.newest, now);
  walk.oldest = null;
}

/** The stored checkpoints and those known from elsewhere, in order of position. */
async function* merged(stored: Stream<StoredCheckpoint>, known: readonly string[]): AsyncGenerator<StoredCheckpoint> {
  const others = known.map((jws) => ({ position: claimsOf(jws)?.position ?? 0, jws }));
  others.sort((a, b) => a.position - b.position);
  for await (const checkpoint of stored) {
    while (others[0] && others[0].position <= checkpoint.position) yield others.shift() as StoredCheckpoint;
    yield checkpoint;
  }
  yield* others;
}

async function cursor<T>(items: Stream<T>): Promise<Cursor<T>> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const self: Cursor<T> = {
    head: undefined,
    next: async () => {
      const { done, value } = await iterator.next();
      self.head = done ? undefined : value;
    },
  };
  await self.next();
  return self;
}
