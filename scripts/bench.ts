import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchFanOut } from './bench/fan-out.ts';
import { runBench } from './bench/run.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'enlace-bench-'));
try {
  await runBench(join(dataDir, 'speed'), console.log);
  await benchFanOut(join(dataDir, 'fan-out'), console.log);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
