import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Platform } from '../../scripts/platform/platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { startPlatform } from '../support/start-platform.ts';

const services = 100_000;
const dataDir = mkdtempSync(join(tmpdir(), 'enlace-streams-'));
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform({ dataDir, port: 0 });
  await waitUntilReady(platform.url);
  const client = createClient({ url: platform.databaseUrl });
  const name = JSON.stringify({ name: { es: 'Casa de prueba' } });
  const rest = JSON.stringify({ description: { es: 'Alojamiento de prueba. '.repeat(120) } });
  for (let from = 0; from < services; from += 10_000) {
    await client.execute({
      sql: `with recursive n(i) as (select ? union all select i + 1 from n where i < ?)
        insert into public_services (id, organisation_id, status, card, rest, modified_at)
        select printf('%08x-0000-4000-8000-000000000000', i), '00000000-0000-4000-8000-000000000000', 'active', ?, ?, '2026-01-01' from n`,
      args: [from, from + 9_999, name, rest],
    });
  }
  client.close();
}, 120_000);

afterAll(async () => {
  await platform.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** The most memory that the process had at once, in MB (proc_pid_status(5)). */
const peakOf = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function measure(query: string): Promise<{ bytes: number; lines: number; end: string }> {
  const response = await fetch(`${platform.url}/hsds/services?${query}`);
  let [bytes, lines, end] = [0, 0, ''];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    for (const byte of chunk) if (byte === 10) lines += 1;
    end = (end + Buffer.from(chunk.subarray(-5_000)).toString()).slice(-5_000);
  }
  return { bytes, lines, end };
}

test('100,000 services stream whole, and the workers hold no more than their heaps allow', async () => {
  const pid = platform.workerdPid() ?? 0;
  const { bytes, lines, end } = await measure('format=ndjson');
  expect(lines).toBe(services);
  const last = (services - 1).toString(16).padStart(8, '0');
  expect(JSON.parse(end.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ id: `${last}-0000-4000-8000-000000000000` });
  expect(bytes).toBeGreaterThan(290_000_000);
  const { end: counted } = await measure('minimal=true');
  expect(counted).toContain(`"total_items":${services}`);
  expect(platform.workerdPid()).toBe(pid);
  expect(peakOf(pid)).toBeLessThan(450);
});
