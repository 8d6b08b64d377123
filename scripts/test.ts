import { runChecks } from './checking/checks.ts';
import { runTests } from './checking/vitest.ts';

const checks = await runChecks();
const tests = await runTests(process.argv.slice(2));
const failed = checks.failed + tests.failed;
console.log(`${checks.passed + tests.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
