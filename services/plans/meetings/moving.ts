import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { firstDay, lastDay } from '../../../shared/contract/dates.ts';
import type { MeetingPatch } from '../../../shared/contract/plans/meetings.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard, Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { audit, outbox } from '../../../shared/database/journal.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import type { Query } from '../../../shared/database/send.ts';
import { bodyField, ofOne, visibleMeeting } from './places.ts';

/** Its date is not its own: it is the eve of another meeting. */
export const dateFollows = new Problem('unprocessable', {
  es: 'Su fecha es siempre la víspera de otra reunión: quite `before` en el mismo cambio, o mueva la otra.',
  en: 'Its date is always the eve of another meeting: set `before` to null in the same change, or move the other one.',
});

/** Another meeting is held on that eve already. */
export const eveIsTaken = new Problem('conflict', {
  es: 'Otra reunión se celebra ya la víspera de esa.',
  en: 'Another meeting is held on the eve of that one already.',
});

const notItsEve = new Problem('unprocessable', {
  es: '`before` nombra una reunión vigente de la red, de la instancia antes de la cual se reúne esta, que no dependa de ella.',
  en: '`before` names a meeting of the network that is not cancelled, of the body before which this one meets, and that does not follow this one.',
});

/** A date with the first and the last day that it may mean (EDTF level 0; none while it is to be defined). */
export const datesOf = (date: string | null) => ({
  date,
  startsOn: date === null ? null : firstDay(date),
  endsOn: date === null ? null : lastDay(date),
});

/** The dates of a meeting on the eve of another: the day before its first day, null unless that one is known to the day (register ME-01). */
export const datesBefore = (before: unknown) => {
  const eve = sql<string | null>`(select case when o.date like '____-__-__%' then date(o.starts_on, '-1 day') end
    from ${meetings} o where o.id = ${before})`;
  return { date: eve, startsOn: eve, endsOn: eve };
};

/** What a patch makes of the dates: nothing, the ones it names, or the eve. A meeting that is taken up again catches up with the other. */
export function patchedDates({ date, before, state }: MeetingPatch) {
  if (typeof before === 'string') {
    if (typeof date === 'string') throw dateFollows;
    return datesBefore(before);
  }
  if (date !== undefined) return datesOf(date);
  if (before === null || state === undefined || state === 'cancelled') return {};
  const eve = datesBefore(meetings.before).date;
  const caughtUp = (column: SQL) => sql`case when ${meetings.before} is null then ${column} else ${eve} end`;
  return {
    date: caughtUp(sql`${meetings.date}`),
    startsOn: caughtUp(sql`${meetings.startsOn}`),
    endsOn: caughtUp(sql`${meetings.endsOn}`),
  };
}

/** That a date is set on no meeting that follows another; else `unprocessable`. */
export const dateIsItsOwn = (id: string): Guard => ({ holds: sql`${ofOne(id, 'before')} is null`, problem: dateFollows });

/** That a meeting of this body may be held on the eve of `before`: one that the caller sees, of the right body. Else `unprocessable`. */
export function heldBefore(context: Context, of: { network: unknown; body: unknown; id?: string }, before: string): Guard {
  const { network, body, id = null } = of;
  const fits = sql`exists (select 1 from ${meetings} where ${meetings.id} = ${before} and ${meetings.network} = ${network}
    and ${meetings.state} <> 'cancelled' and ${meetings.body} = ${bodyField(network, body, 'meetsBefore')} and ${visibleMeeting(context)})`;
  const followed = sql`(with recursive up(id) as (select ${before} union select m.before_id from up join ${meetings} m on m.id = up.id
    where m.before_id is not null) select up.id from up)`;
  return { holds: sql`${fits} and (${id} is null or ${id} not in ${followed})`, problem: notItsEve };
}

/** The longest row of meetings of which each is held on the eve of the next: there are no more bodies. */
const mostMoved = 30;

/**
 * The steps that take the meetings on the eve of this one to their new day, and those on their eve in turn: counted up, with an audit row
 * and an event for each that has another day than before. They go after the change of the meeting itself.
 */
export function moveFollowers({ db: { orm }, now, principal, requestId, contentHash }: Context, id: string): Step[] {
  const moved = sql`with recursive moved(id, day) as (
    select m.id, ${datesBefore(id).date} from ${meetings} m where m.before_id = ${id} and m.state <> 'cancelled'
    union select m.id, date(moved.day, '-1 day') from moved join ${meetings} m on m.before_id = moved.id where m.state <> 'cancelled')`;
  const from = sql`from moved join ${meetings} m on m.id = moved.id where m.date is not moved.day`;
  const newId = sql`json_extract(${JSON.stringify(Array.from({ length: mostMoved }, () => uuid()))}, '$[' || (row_number() over () - 1) || ']')`;
  const at = now.toISOString();
  const day = sql`(select day from moved where moved.id = meetings.id)`;
  const run = (query: SQL): Step => ({ query: orm.run(query) as unknown as Query });
  return [
    run(sql`insert into ${audit} (id, at, client_id, organisation_id, network_id, action, subject, source_id, request_id, change_hash) ${moved}
      select ${newId}, ${at}, ${principal?.client ?? null}, ${principal?.organisation ?? null}, m.network_id, 'meeting:edit', m.id,
        m.organisation_id, ${requestId}, ${contentHash} ${from}`),
    run(sql`insert into ${outbox} (id, at, type, network_id, tlp, audience, organisation_id, group_id, subject, sequence, data) ${moved}
      select ${newId}, ${at}, 'plans.meeting.changed', m.network_id, m.tlp, m.audience, m.organisation_id, m.group_id, m.id,
        (select coalesce(max(sequence), 0) + 1 from ${outbox} where subject = m.id), json_object('meeting', m.id) ${from}`),
    run(sql`${moved} update ${meetings} set date = ${day}, starts_on = ${day}, ends_on = ${day}, version = version + 1
      where id in (select id from moved) and date is not ${day}`),
  ];
}
