import { type Body, chainOf } from '../../../shared/contract/identity/networks.ts';
import type { Citation, OutlineActivity } from '../../../shared/contract/plans/outline.ts';
import type { AdoptedActivity, Proposal } from '../../../shared/contract/plans/proposals.ts';
import { coarsest } from '../import/dates.ts';

/** What an adopted proposal rests on: the meeting that made it, the label of the point that prints it, the bodies of the network. */
export type Origin = { meeting: { body: string; date: string | null }; point: string | null; bodies: readonly Body[] };

/**
 * The activity that an adopted proposal becomes: its text, what is known of it by now, and one mandate that cites the point where it was
 * made. Pure (register ME-07, PL-04).
 */
export function adoptedActivity({ text }: Pick<Proposal, 'text'>, known: AdoptedActivity, origin: Origin): OutlineActivity {
  const { number, responsibilities, schedule, cadence } = known;
  return {
    number,
    text,
    fromPlanOfAction: false,
    placeholder: false,
    mandates: [{ ...citationOf(origin), foundIn: 'activity' }],
    responsibilities,
    schedule,
    cadence,
    outcomes: [],
  };
}

/**
 * The citation of a point of a meeting, printed in Spanish as plans print it, so that it reads back as the same. What a body lays before
 * the one to which it reports is cited as a report to that one; what the last body says, as its decisions. Of the date it keeps the
 * month, or the year where no month is known.
 */
export function citationOf({ meeting, point, bodies }: Origin): Citation {
  const [, above] = chainOf(bodies, meeting.body);
  const instrument = above === undefined ? 'decisions' : 'networkReport';
  const body = above ?? meeting.body;
  const date = meeting.date === null ? null : (coarsest(meeting.date)?.slice(0, 7) ?? null);
  const printed = [
    point === null ? null : `p. ${point}`,
    instrument === 'decisions' ? 'Decisiones' : 'Inf. de la Red',
    body,
    date === null ? null : printedDate(date),
  ].filter((part) => part !== null);
  const complete = point !== null && date !== null;
  return { raw: `(Ref.: ${printed.join(', ')})`, point, instrument, body, session: null, place: null, date, complete };
}

function printedDate(date: string): string {
  const [year = '', month] = date.split('-');
  return month === undefined ? year : `${monthName.format(new Date(`${date}-01T00:00:00Z`))} ${year}`;
}

const monthName = new Intl.DateTimeFormat('es', { month: 'long', timeZone: 'UTC' });
