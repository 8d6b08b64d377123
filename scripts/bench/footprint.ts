import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { WorkerDefinition } from '../platform/worker-config.ts';

/** The bundle of a worker as it is deployed, in kilobytes of gzip. */
export function bundleSize(definition: WorkerDefinition, values: Record<string, string>): number {
  const options = definition.withValues(values);
  const script = 'script' in options ? (options.script ?? '') : '';
  return gzipSync(script).length / 1000;
}

/** Memory of a process in megabytes: its proportional share, so that what processes share counts once. */
export function memoryOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1000;
}
