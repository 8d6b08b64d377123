import { runTool } from './run-tool.ts';

const STEPS = [
  { name: 'format', command: 'oxfmt', args: ['--check', '.'], advice: 'npx oxfmt puts it right' },
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings'] },
  // Several checkers each learn again what the others know: one takes half of the work, and little longer.
  { name: 'types', command: 'tsc', args: ['-p', '.', '--checkers', '1'] },
  { name: 'unused', command: 'knip', args: [] },
];

/** Runs every static check at the same time, prints one line each and the output of those that fail. Gives how many passed and failed. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  const results = await Promise.all(STEPS.map(runStep));
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

async function runStep({ name, command, args, advice }: (typeof STEPS)[number]): Promise<boolean> {
  const { code, output, seconds } = await runTool(command, args);
  const ok = code === 0;
  console.log(`${ok ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.toFixed(1)} s${ok || !advice ? '' : `  (${advice})`}`);
  if (!ok) console.log(output.trimEnd());
  return ok;
}
