import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { ModuleDefinition } from 'miniflare';
import type { WorkerDefinition } from '../platform/worker-config.ts';

/** The bundle of a worker as it is deployed, in kilobytes of gzip. */
export function bundleSize(definition: WorkerDefinition, values: Record<string, string>): number {
  const options = definition.withValues(values);
  const modules = 'modules' in options && Array.isArray(options.modules) ? (options.modules as ModuleDefinition[]) : [];
  return modules.reduce((sum, { contents }) => sum + gzipSync(contents ?? '').length / 1000, 0);
}

/** Memory of a process in megabytes: its proportional share, so that what processes share counts once. */
export function memoryOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1000;
}
