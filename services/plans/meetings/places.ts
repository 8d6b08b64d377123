import { type SQL, sql } from 'drizzle-orm';
import { type Place, labelled, predicate } from '../../../shared/access/predicate.ts';
import type { Context } from '../../../shared/database/context.ts';
import { networks } from '../../../shared/database/identity.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { sharedRowsOf } from '../../../shared/database/rows.ts';

/** Where the rules find one meeting, and everything that bears its label: its points, proposals and agreements. */
export const ofMeeting = (id: unknown): Place => ({
  ...labelled(meetings),
  exists: sql`1`,
  among: (asked) => sql`exists (select 1 from ${meetings} where ${meetings.id} = ${id} and ${asked})`,
});

/** The condition under which the caller sees a meeting and what bears its label. */
export const visibleMeeting = (context: Context): SQL => predicate(context, 'meeting:read', labelled(meetings));

/** The ids of the meetings that the caller sees. */
export const visibleMeetings = (context: Context): SQL => sql`(select ${meetings.id} from ${meetings} where ${visibleMeeting(context)})`;

/** One column of a meeting, and its network and label for events. */
export const { ofOne, keptIn: labelOf } = sharedRowsOf(meetings);

/** Where a write on a meeting, or on what bears its label, is and whose it is, for the audit. */
export const keptIn = (id: unknown) => ({ network: ofOne(id, 'network'), source: ofOne(id, 'organisation') });

/** What the network says of one of its bodies: to which it reports, before which it meets. Null when there is no such body. */
export const bodyField = (network: unknown, code: unknown, field: 'code' | 'reportsTo' | 'meetsBefore'): SQL =>
  sql`(select json_extract(b.value, ${`$.${field}`}) from ${networks} n, json_each(n.bodies) b
    where n.id = ${network} and json_extract(b.value, '$.code') = ${code})`;
