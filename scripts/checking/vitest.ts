import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool.ts';

export interface Tally {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Counts a run. A file that broke before its first test, and a run that ended badly without saying why, count as one failure each. */
export function tally(report: VitestReport | undefined, code: number | null): Tally {
  const broken = report?.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = (report?.numFailedTests ?? 0) + (broken?.length ?? 0);
  return { passed: report?.numPassedTests ?? 0, failed: code === 0 || failed > 0 ? failed : 1 };
}

/** Runs every test in one vitest, showing its output as it comes. `args` go to vitest: a file name, `-t` … */
export async function runTests(args: string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'enlace-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await runTool('vitest', ['run', ...reporters, ...args], (text) => process.stdout.write(text));
    return tally(readReport(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
