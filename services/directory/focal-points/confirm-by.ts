import { daysAfter, monthsAfter } from '../../../shared/contract/dates.ts';

const months = 6;

/** The day by which a focal point that was confirmed on a day must be confirmed again. */
export const confirmBy = (confirmedOn: string): string => monthsAfter(confirmedOn, months);

/**
 * The latest day of confirmation for which the day by which it must be confirmed again, so many days later or earlier (`shift`), has come.
 * Months have not all the same length, so it is looked for from above.
 */
export function latestConfirmation(today: string, shift: number): string {
  let day = daysAfter(monthsAfter(daysAfter(today, -shift), -months), 3);
  while (daysAfter(confirmBy(day), shift) > today) day = daysAfter(day, -1);
  return day;
}
