import type { z } from 'zod';
import { lastDay, monthsAfter } from '../../shared/contract/dates.ts';
import type { PublicCalendar } from '../../shared/contract/training/feeds.ts';

/** A training as the public calendar shows it. */
export type Shown = z.output<typeof PublicCalendar>['events'][number];

/** Trainings under one heading: a month (`2026-05`), a year whose month is not known (`2026`), `now` or `open`. */
export type Group = { heading: string; trainings: Shown[] };

/** `upcoming` counts all that is not over; of it `groups` has as many as are shown. `past` is of the last year, the latest first. */
export type Ordered = { groups: Group[]; upcoming: number; past: Shown[]; older: number };

const most = 300;

/** The trainings of a calendar as a page shows them on a day: 300 to come and 300 of the last 12 months at most; of the rest, how many. */
export function inOrder(trainings: readonly Shown[], today: string): Ordered {
  const dated = trainings.filter(({ precision }) => precision !== 'open').map((training) => ({ training, over: training.lastDay ?? '' }));
  const toCome = dated.filter(({ over }) => over >= today).map(({ training }) => training);
  const open = trainings.filter(({ precision }) => precision === 'open');
  const upcoming = [...toCome.toSorted((a, b) => byText(sortKey(a, today), sortKey(b, today))), ...open];
  const aYearAgo = monthsAfter(today, -12);
  const past = dated.filter(({ over }) => over < today && over >= aYearAgo).toSorted((a, b) => byText(b.over, a.over));
  const shown = past.slice(0, most).map(({ training }) => training);
  const older = trainings.length - upcoming.length - shown.length;
  return { groups: groupsOf(upcoming.slice(0, most), today), upcoming: upcoming.length, past: shown, older };
}

function groupsOf(trainings: readonly Shown[], today: string): Group[] {
  const groups = Map.groupBy(trainings, (training) => headingOf(training, today));
  return [...groups].map(([heading, under]) => ({ heading, trainings: under }));
}

function headingOf({ precision, start }: Shown, today: string): string {
  if (precision === 'open' || start === null) return 'open';
  if (lastDay(start.slice(0, 10)) < today) return 'now';
  return start.slice(0, 7);
}

/** What is under way first; what has no month after the months of its year. */
function sortKey(training: Shown, today: string): string {
  const heading = headingOf(training, today);
  return `${heading === 'now' ? '' : heading.padEnd(7, '~')} ${training.start ?? ''}`;
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
