import type { Measure } from './load.ts';

/** One line of a table of figures. */
export type Row = { name: string; measure: Measure; toBare: number | undefined; toPlain: number | undefined; goal: string };

const heading = ['', 'requests/s', 'p50 ms', 'p99 ms', 'workerd ms', 'sqld ms', '÷ first', '÷ plainest', 'other answers', 'goal'];

/** Prints measurements as a Markdown table. */
export function printTable(rows: Row[], say: (line: string) => void): void {
  say(`| ${heading.join(' | ')} |`);
  say(`|${heading.map(() => '---').join('|')}|`);
  for (const { name, measure, toBare, toPlain, goal } of rows) {
    const [workerd = '', sqld = ''] = measure.cpu.map((milliseconds) => (Number.isFinite(milliseconds) ? milliseconds.toFixed(2) : ''));
    const figures = [
      measure.rate.toFixed(0),
      measure.p50,
      measure.p99,
      workerd,
      sqld,
      toBare?.toFixed(2) ?? '',
      toPlain?.toFixed(2) ?? '',
      measure.wrong,
      goal,
    ];
    say(`| ${[name, ...figures].join(' | ')} |`);
  }
}
