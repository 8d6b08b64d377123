import type { Kind } from '../../../shared/contract/access.ts';
import type { Cadence, Responsibility, Schedule } from '../../../shared/contract/plans/outline.ts';
import { daysAfter } from '../../../shared/contract/dates.ts';
import { type Days, type Stretch, daysOf, halvesIn, meet, yearsIn } from './periods.ts';

/** An activity of the active part, as far as it makes anybody owe a report. `since` is the day from which the plan has it. */
export type OwedActivity = {
  id: string;
  placeholder: boolean;
  responsibilities: readonly Responsibility[];
  schedule: Schedule | null;
  cadence: Cadence;
  since: string;
};

/** An organisation's place in the network, from a day until the first day on which it no longer holds. */
export type Seat = { organisation: string; code: string; role: Kind; from: string; to: string | null };

/** A meeting in the calendar. */
export type Met = { id: string; body: string; startsOn: string; endsOn: string };

/** Who fills an open group of an activity; with a date, for the event of that date. */
export type Joined = { activity: string; organisation: string; kind: Responsibility['party']['kind']; date: string | null };

/** Everything that says who owes what. */
export type Facts = { activities: readonly OwedActivity[]; seats: readonly Seat[]; meetings: readonly Met[]; joined: readonly Joined[] };

/** One cell: what one organisation owes on one activity for one period; `due` is null where the plan sets no day. */
export type OpenCell = {
  activity: string;
  organisation: string;
  code: string;
  role: Responsibility['role'];
  period: string;
  due: string | null;
};

type Due = Stretch & { due: string | null };

/**
 * The cells that the activities of a plan open in a window of days, in the order of the activities. Who is responsible or gives input owes;
 * who coordinates or supports does not, nor whoever takes part "if they wish". All members are those of the day on which the cell
 * falls due. Pure (register PL-05, PL-15; domain, plans).
 */
export function openCells({ activities, seats, meetings, joined }: Facts, window: Days): OpenCell[] {
  const joinedBy = Map.groupBy(joined, ({ activity }) => activity);
  return activities.flatMap((activity) => {
    const periods = periodsOf(activity, meetings, window);
    const open = new Map<string, OpenCell>();
    for (const { party, role, optional } of activity.responsibilities) {
      if (optional || (role !== 'responsible' && role !== 'input')) continue;
      for (const { seat, due } of owing(party, periods, seats, joinedBy.get(activity.id) ?? [], window)) {
        const { organisation, code } = seat;
        const key = `${organisation} ${due.period}`;
        if (!open.has(key)) open.set(key, { activity: activity.id, organisation, code, role, period: due.period, due: due.due });
      }
    }
    return [...open.values()];
  });
}

/** The periods of an activity that share a day with the window and are not over before the plan had it. */
function periodsOf({ placeholder, schedule, cadence, since }: OwedActivity, meetings: readonly Met[], window: Days): Due[] {
  if (placeholder || !schedule || schedule.status === null || schedule.status === 'toBeDefined' || schedule.status === 'pending') return [];
  return rhythmOf(schedule, cadence, meetings, window).filter(({ from, to }) => to >= since && meet({ from, to }, window));
}

function rhythmOf(schedule: Schedule, cadence: Cadence, meetings: readonly Met[], window: Days): Due[] {
  if (cadence.kind === 'perMeeting') {
    return meetings
      .filter(({ body }) => cadence.bodies.includes(body))
      .map(({ id, startsOn, endsOn }) => ({ period: id, from: startsOn, to: endsOn, due: startsOn }));
  }
  if (cadence.kind === 'semiAnnual') return halvesIn(window).map((half) => ({ ...half, due: half.to }));
  if (schedule.date !== null) return [dated(schedule.date)];
  // Work that goes on without a rhythm: a cell a year to write in, and no day that nobody set.
  return yearsIn(window).map((year) => ({ ...year, due: null }));
}

function dated(date: string): Due {
  const days = daysOf(date);
  return { period: date, ...days, due: days.to };
}

function owing(party: Responsibility['party'], periods: readonly Due[], seats: readonly Seat[], joined: readonly Joined[], window: Days) {
  const holds = (seat: Seat, due: Due) => isOpen(seat, due.due ?? due.to);
  if (party.kind === 'organisation' || party.kind === 'allMembers') {
    const meant = (seat: Seat) => (party.kind === 'allMembers' ? seat.role === 'member' : seat.code === party.organisation);
    return periods.flatMap((due) => seats.filter((seat) => meant(seat) && holds(seat, due)).map((seat) => ({ seat, due })));
  }
  const filling = joined.filter(({ kind }) => kind === party.kind);
  return filling.flatMap(({ organisation, date }) => {
    const own = date === null ? periods : [dated(date)].filter((due) => meet(due, window));
    return own.flatMap((due) =>
      seats.filter((seat) => seat.organisation === organisation && holds(seat, due)).map((seat) => ({ seat, due })),
    );
  });
}

const isOpen = ({ from, to }: Seat, day: string) => from <= day && (to === null || day < to);

/** How a cell stands on a day: what came for it goes before what the calendar says. It is due from 21 days before its last day on. */
export function stateOf(
  due: string | null,
  today: string,
  came: { report?: string | undefined; exemption?: 'declined' | 'notApplicable' | undefined },
) {
  if (came.report === 'published' || came.report === 'validated') return 'validated';
  if (came.report === 'submitted') return 'reported';
  if (came.exemption) return came.exemption;
  if (due === null || today < daysAfter(due, -21)) return 'notDue';
  return today <= due ? 'due' : 'overdue';
}
