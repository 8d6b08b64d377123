import type { OutcomeEvent } from '../../../shared/contract/plans/outline.ts';

const bare = (line: string) =>
  line
    .split(',')
    .map((piece) => piece.replace(/\s+/g, ' ').trim())
    .join(', ')
    .replace(/[\s.;:]+$/, '');

/**
 * The lines of an outcome with its events: one that closes a line of the text is there already, the others get a line with a bullet,
 * each before the next line that holds a later event, so that their order stays. `cited` are the same lines with their citations.
 */
export function outcomeLines(lines: readonly string[], cited: readonly string[], events: readonly OutcomeEvent[]): string[] {
  const printed: string[] = [];
  const bullets = (from: number, to?: number) => events.slice(from, to).map(({ raw }) => `• ${raw}`);
  let next = 0;
  lines.forEach((line, at) => {
    const found = events.findIndex(({ raw }, index) => index >= next && bare(line).endsWith(bare(raw)));
    if (found !== -1) {
      printed.push(...bullets(next, found));
      next = found + 1;
    }
    printed.push(cited[at] ?? line);
  });
  return [...printed, ...bullets(next)];
}
