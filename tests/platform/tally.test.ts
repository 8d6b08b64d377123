import { expect, test } from 'vitest';
import { tally, type VitestReport } from '../../scripts/checking/vitest.ts';

function report(numPassedTests: number, numFailedTests: number, files: VitestReport['testResults'] = []): VitestReport {
  return { numPassedTests, numFailedTests, testResults: files };
}

const brokenFile = { status: 'failed', assertionResults: [] };
const fileWithFailure = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };

test.each([
  ['all passed', report(5, 0), 0, { passed: 5, failed: 0 }],
  ['a test failed', report(5, 1, [fileWithFailure]), 1, { passed: 5, failed: 1 }],
  ['a file broke before its first test', report(5, 0, [brokenFile]), 1, { passed: 5, failed: 1 }],
  ['a file broke and a test failed', report(5, 1, [brokenFile, fileWithFailure]), 1, { passed: 5, failed: 2 }],
  ['it ended badly without saying why', report(5, 0), 1, { passed: 5, failed: 1 }],
  ['it was killed', undefined, null, { passed: 0, failed: 1 }],
])('when %s', (_what, result, code, expected) => {
  expect(tally(result, code)).toEqual(expected);
});
