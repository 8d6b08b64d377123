import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlatformOptions } from '../../scripts/platform/platform.ts';
import { SqldSupervisor } from '../../scripts/platform/supervisor.ts';
import { type Story, sendUntilAnswered } from './calls.ts';
import { type Proxy, firstOf, startProxy, type Treatment } from './proxy.ts';
import { maxDeaths, type Rig, startRig } from './rig.ts';
import { type Written, creation } from './writes.ts';

/** A platform whose workers reach the database through a proxy that can lose, double and delay. */
export type ProxiedRig = Rig & { proxy: Proxy; sqld: SqldSupervisor };

const fail = (error: Error) => {
  throw error;
};
const silent = () => undefined;

/** Starts a database server, the proxy before it, and a platform on the proxy. */
export async function startProxiedRig(options: Partial<PlatformOptions> = {}): Promise<ProxiedRig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'enlace-faults-db-'));
  const sqld = await SqldSupervisor.start({ dataDir, maxDeaths, onSpawn: silent, onFatal: fail, say: silent });
  const proxy = await startProxy(sqld.url);
  const rig = await startRig({ ...options, databaseUrl: proxy.url, database: sqld.url });
  const stop = async () => {
    await rig.stop();
    await proxy.stop();
    await sqld.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { ...rig, proxy, sqld, stop };
}

/** A write that was answered, and the answer to the same call made once more. */
export type Repeated = Written & { again: Story };

/**
 * Sends so many writes, no more than `together` at once, of which the proxy treats the first `count` tries each; then every call once more
 * with its key.
 */
export async function writeThrough(
  rig: ProxiedRig,
  { markers, treatment, count, together = 4 }: { markers: string[]; treatment: Treatment; count: number; together?: number },
): Promise<Repeated[]> {
  rig.proxy.rule = firstOf(markers, treatment, count);
  rig.proxy.treated = 0;
  const left = [...markers];
  const done: Repeated[] = [];
  const work = async () => {
    for (let marker = left.pop(); marker !== undefined; marker = left.pop()) done.push(await writeTwice(rig, marker));
  };
  await Promise.all(Array.from({ length: together }, work));
  return done;
}

async function writeTwice(rig: Rig, marker: string): Promise<Repeated> {
  const call = creation('organisation', marker, '');
  const story = await sendUntilAnswered(rig, call);
  const again = await sendUntilAnswered(rig, call);
  return { kind: 'organisation', marker, key: call.key, story, again, id: (JSON.parse(story.final.text) as { id: string }).id };
}

/** Names for so many writes. */
export const markersOf = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}-${index}x`);
