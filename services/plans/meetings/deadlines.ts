import { type SQL, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import type { Context } from '../../../shared/database/context.ts';
import { meetings } from '../../../shared/database/meetings.ts';

/** What a query says of the deadline of an agreement: its last day in time, and whether that has gone by unmet (1 or 0). */
export type Due = { due: string | null; overdue: number };

/** The day on which the call is made, UTC. */
export const today = ({ now }: Context): string => now.toISOString().slice(0, 10);

// Written out: in a select, names of columns may lose their table.
const said = sql.raw(`json_extract(agreements.deadline, '$.date')`);

/**
 * The last day in time of an agreement, in a query that joins it with the meeting that agreed it: the last day that an EDTF date may mean;
 * for the next meeting of a body the first day of the first one after that meeting, not cancelled, that the caller sees; else null.
 */
export function dueOn(context: Context): SQL<string | null> {
  const [id, network, organisation, audience, group] = ['id', 'network_id', 'organisation_id', 'audience', 'group_id'].map((name) =>
    sql.raw(`n.${name}`),
  );
  const seen = predicate(context, 'meeting:read', labelled({ id, network, organisation, audience, group }));
  return sql<string | null>`case json_extract(agreements.deadline, '$.kind')
    when 'date' then case length(${said}) when 10 then ${said} when 7 then date(${said} || '-01', '+1 month', '-1 day') else ${said} || '-12-31' end
    when 'nextMeeting' then (select min(n.starts_on) from ${meetings} n where n.network_id = agreements.network_id
      and n.body = json_extract(agreements.deadline, '$.body') and n.state <> 'cancelled' and n.starts_on > meetings.starts_on and ${seen}) end`;
}

/** Whether an agreement is open after its last day in time, in the same query: 1 or 0. */
export const isOverdue = (context: Context): SQL<number> =>
  sql<number>`(agreements.state = 'open' and coalesce(${dueOn(context)} < ${today(context)}, 0))`;
