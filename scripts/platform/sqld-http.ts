interface PipelineResult {
  type: 'ok' | 'error';
  response?: { result?: { rows: { value: string }[][] } };
  error?: { message: string };
}

async function pipeline(url: string, statements: string[], withinMs: number): Promise<PipelineResult[]> {
  const requests = [...statements.map((sql) => ({ type: 'execute', stmt: { sql } })), { type: 'close' }];
  const response = await fetch(`${url}/v2/pipeline`, {
    method: 'POST',
    body: JSON.stringify({ requests }),
    signal: AbortSignal.timeout(withinMs),
  });
  // 429 = more requests than sqld queues (128): refused, nothing was done.
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

/** Whether the server still answers a tiny write into a table of its own. A refusal is an answer; so is a refused connection, for it means a restart. */
export async function answersWrites(url: string, withinMs: number): Promise<boolean> {
  try {
    await pipeline(url, TINY_WRITE, withinMs);
    return true;
  } catch (error) {
    return !(error instanceof Error && error.name === 'TimeoutError');
  }
}
