const indexOf = (period: string): number => Number(period.slice(0, 4)) * 2 + Number(period.slice(6)) - 1;
const nameOf = (index: number): string => `${String(Math.floor(index / 2)).padStart(4, '0')}-S${(index % 2) + 1}`;

/** The half years from one to another, both included; none where the first is the later one. */
export function halfYearsBetween(from: string, to: string): string[] {
  const [first, last] = [indexOf(from), indexOf(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => nameOf(first + index));
}

/** The first and the last month of a half year: `2026-S1` is from `2026-01` to `2026-06`. */
export function monthsOf(period: string): { from: string; to: string } {
  const year = period.slice(0, 4);
  return period.endsWith('1') ? { from: `${year}-01`, to: `${year}-06` } : { from: `${year}-07`, to: `${year}-12` };
}

/** Whether the last month of a half year is past. */
export const isOver = (period: string, now: Date): boolean => monthsOf(period).to < now.toISOString().slice(0, 7);
