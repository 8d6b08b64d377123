import { defineConfig } from 'vitest/config';

/** The tests that know the rules, without a running platform: Stryker runs them again for every change it makes. */
export default defineConfig({
  test: {
    root: '.',
    include: [
      'tests/shared/access/**/*.test.ts',
      'tests/shared/contract/**/*.test.ts',
      'tests/services/plans/labels.test.ts',
      'tests/services/webhooks/{relay,schedule}.test.ts',
      'tests/services/plans/{cells,draft-edits,drafts,hygiene,hygiene-rules,ledger,reminders}.test.ts',
    ],
    testTimeout: 120_000,
    maxWorkers: 1,
  },
});
