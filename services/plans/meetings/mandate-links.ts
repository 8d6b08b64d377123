import { sql } from 'drizzle-orm';
import type { Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { meetings, points } from '../../../shared/database/meetings.ts';
import { mandates } from '../../../shared/database/plans.ts';
import type { Query } from '../../../shared/database/send.ts';

/**
 * The step that links the mandates of a network to the meetings that they cite, and to their points, but for those that a person linked.
 * The meeting is the only one of the body within the printed date, or the only one with the printed session; where a place stands instead
 * of a body, the only one there at that date. A report "of the Network" to a body is of the body that reports to it. Several fit: none.
 * Dates are compared as known, so that a meeting of which only the year is known is in no month (register PL-04, ME-02).
 */
export function linkMandates({ db }: Context, network: unknown): Step[] {
  const dated = sql`substr(m.date, 1, length(x.date)) = x.date`;
  const there = sql`exists (select 1 from json_each(m.place) p where instr(lower(p.value), lower(x.place)) > 0)`;
  const query = sql`with net(id) as (select ${network}),
    bodies(code, above) as (select json_extract(b.value, '$.code'), json_extract(b.value, '$.reportsTo')
      from net join ${networks} n on n.id = net.id, json_each(n.bodies) b),
    fits(mandate, meeting, dated, numbered) as (select x.id, m.id, ${dated}, x.session = m.session
      from net join ${mandates} x on x.network_id = net.id join ${meetings} m on m.network_id = net.id and m.state <> 'cancelled'
      where not x.linked_by_hand and case when x.body is null then ${dated} and ${there}
        when x.instrument = 'networkReport' and x.body in (select above from bodies)
          then m.body in (select code from bodies where above = x.body)
        else m.body = x.body end),
    found(mandate, meeting) as (select mandate, case
        when count(*) filter (where dated) = 1 then max(meeting) filter (where dated)
        when count(*) filter (where numbered) = 1 then max(meeting) filter (where numbered) end from fits group by mandate),
    links(id, meeting, point) as (select x.id, f.meeting,
        (select p.id from ${points} p where p.meeting_id = f.meeting and p.label = x.point)
      from net join ${mandates} x on x.network_id = net.id left join found f on f.mandate = x.id where not x.linked_by_hand)
    update ${mandates} set meeting_id = links.meeting, point_id = links.point, version = version + 1 from links
    where links.id = mandates.id and (mandates.meeting_id is not links.meeting or mandates.point_id is not links.point)`;
  return [{ query: db.orm.run(query) as unknown as Query }];
}
