import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The tests of the rules, on no platform and each on a database of its own. To load the modules takes longer than most of these files take
 * to run, so they share them.
 */
const rules = ['tests/services/**/*.test.ts', 'tests/shared/**/*.test.ts'];

/** These take longest and start first, so that none is left alone at the end. How long a file takes vitest knows only after a run of it. */
const longest = ['contract/access', 'faults/relay-steps', 'contract/canary', 'browser/docs', 'faults/kills', 'faults/lost-answers'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.includes(`/${name}.test.`));
      return at < 0 ? longest.length : at;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- it is no array's.
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    globalSetup: ['tests/support/global-platform.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Projects run in the order of their names: the many short files of the rules fill what is left at the end.
    projects: [
      { extends: true, test: { name: 'platform', include: ['tests/**/*.test.ts'], exclude: ['tests/long/**', ...rules] } },
      { extends: true, test: { name: 'rules', include: rules, isolate: false } },
    ],
  },
});
