import { setTimeout as delay } from 'node:timers/promises';

const retryEvery = 100;

interface PipelineResult {
  type: 'ok' | 'error';
  response?: { result?: { rows: { value: string }[][] } };
  error?: { message: string };
}

/** sqld queues no more requests (128), or all its places for connections are taken: nothing was done. */
class TurnedAway extends Error {
  override readonly name = 'TurnedAway';
}

async function pipeline(url: string, statements: string[], withinMs: number): Promise<PipelineResult[]> {
  const requests = [...statements.map((sql) => ({ type: 'execute', stmt: { sql } })), { type: 'close' }];
  const response = await fetch(`${url}/v2/pipeline`, {
    method: 'POST',
    body: JSON.stringify({ requests }),
    signal: AbortSignal.timeout(withinMs),
  });
  if (response.status === 429) throw new TurnedAway();
  if (!response.ok) throw new Error(`sqld answered ${response.status}`);
  return ((await response.json()) as { results: PipelineResult[] }).results;
}

/** Whether sqld takes requests. */
export async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Makes every commit wait for the disk, and tells whether it took; a busy server may have to be asked again. sqld forgets this whenever
 * it starts, and its default can lose the last commits when the power goes.
 */
export async function demandDurability(url: string, adminUrl: string): Promise<boolean> {
  try {
    await fetch(`${adminUrl}/v1/namespaces/default/config`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ block_reads: false, block_writes: false, durability_mode: 'strong' }),
      signal: AbortSignal.timeout(5_000),
    });
    return (await readSynchronous(url)) === 2;
  } catch {
    return false;
  }
}

/** What `PRAGMA synchronous` is now: 2 = every commit waits for the disk. */
export async function readSynchronous(url: string): Promise<number> {
  const [first] = await pipeline(url, ['PRAGMA synchronous'], 10_000);
  return Number(first?.response?.result?.rows[0]?.[0]?.value);
}

const TINY_WRITE = [
  'create table if not exists _probe (id integer primary key, at integer not null)',
  'insert into _probe (id, at) values (1, unixepoch()) on conflict (id) do update set at = excluded.at',
];

/**
 * Whether the server still answers a tiny write into a table of its own. A refused connection is an answer, for it means a restart; so is
 * any other refusal but one: a server that turns everybody away (429) for the whole time is as good as stalled.
 */
export async function answersWrites(url: string, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      await pipeline(url, TINY_WRITE, Math.max(1, Math.ceil(end - performance.now())));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return false;
      if (!(error instanceof TurnedAway)) return true;
      if (performance.now() + retryEvery > end) return false;
      await delay(retryEvery);
    }
  }
}
