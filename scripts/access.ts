import { runTests } from './checking/vitest.ts';

// A million cases unless told otherwise; SEED repeats a run.
process.env['CASES'] ??= '1000000';
const { failed } = await runTests(['--config', 'scripts/mutation/vitest.config.ts', 'tests/shared/access']);
process.exitCode = failed > 0 ? 1 : 0;
