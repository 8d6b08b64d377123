import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Changes the rules one place at a time and looks whether a test notices. Ends with the score; below 90 it fails. */
const stryker = join(import.meta.dirname, '../node_modules/@stryker-mutator/core/bin/stryker.js');
const { status } = spawnSync(process.execPath, [stryker, 'run', 'scripts/mutation/stryker.json', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CASES: process.env['CASES'] ?? '15000', SEED: process.env['SEED'] ?? '1' },
});
process.exitCode = status ?? 1;
