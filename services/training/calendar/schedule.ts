import { type Rule, ruleOf, weekdays } from '../occurrences/rule.ts';
import type { SessionTime } from './calendar-event.ts';

const units = { DAILY: 'D', WEEKLY: 'W', MONTHLY: 'M', YEARLY: 'Y' } as const;

/** Days in the words of iCalendar, which `byDay` of schema.org takes besides its own: they can say the second Monday. */
const dayText = ({ nth, weekday }: Rule['weekdays'][number]) => `${nth === 0 ? '' : nth}${weekdays[weekday]}`;

const given = (name: string, list: unknown[]) => (list.length === 0 ? {} : { [name]: list });

/**
 * The `Schedule` of schema.org of a session that recurs, `lastDay` being that of its last occurrence; null where schema.org has no words for the rule
 * (BYSETPOS, days of the month counted from its end).
 */
export function scheduleOf({ start, end, zone, rule: text, except = [] }: SessionTime, lastDay: string | null) {
  const { rule } = ruleOf(text ?? '');
  if (!rule || rule.positions.length > 0 || rule.monthDays.some((each) => each < 0)) return null;
  return {
    '@type': 'Schedule',
    startDate: start.slice(0, 10),
    ...(lastDay === null ? {} : { endDate: lastDay }),
    startTime: start.slice(11),
    endTime: end.slice(11),
    scheduleTimezone: zone,
    repeatFrequency: `P${rule.interval}${units[rule.frequency]}`,
    ...(rule.count === null ? {} : { repeatCount: rule.count }),
    ...given('byDay', rule.weekdays.map(dayText)),
    ...given('byMonth', rule.months),
    ...given('byMonthDay', rule.monthDays),
    ...given('exceptDate', except),
  };
}
