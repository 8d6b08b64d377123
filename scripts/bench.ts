import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBench } from './bench/run.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'enlace-bench-'));
try {
  await runBench(dataDir, console.log);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
