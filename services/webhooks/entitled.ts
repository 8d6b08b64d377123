import { type SQL, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../shared/access/predicate.ts';
import { directedTypes } from '../../shared/contract/events.ts';
import type { Context } from '../../shared/database/context.ts';
import { outbox } from '../../shared/database/journal.ts';

const directed = sql.raw(`(${directedTypes.map((type) => `'${type}'`).join(', ')})`);

/** Events as the rules find them: by the label that they carry, which follows their subject's. */
const eventPlace = labelled(outbox);

/** That an event of `outbox` goes to one endpoint alone. */
export const isDirected: SQL = sql`${outbox.type} in ${directed}`;

/** The condition under which the caller sees an event of `outbox`. What goes to one endpoint alone is in nobody's feed. */
export const visibleEvent = (context: Context): SQL => sql`(not ${isDirected} and ${predicate(context, 'event:read', eventPlace)})`;

/** The condition under which an organisation as such may see an event of `outbox`: what its endpoints are sent is asked for in its name. */
export const heldBy = (organisation: SQL, now: Date): SQL => predicate({ principal: null, now, organisation }, 'event:read', eventPlace);

/** That the endpoint of the row `w` (`webhook_endpoints w`) takes an event of `outbox`: by its network and its types, or as its only addressee. */
const taken: SQL = sql`(case when ${isDirected} then ${outbox.subject} = w.id
  else (w.network_id is null or w.network_id = ${outbox.network}) and ${typeIs(sql.raw('w.types'))} end)`;

/** That the type of an event of `outbox` is one of a JSON list of patterns. */
export function typeIs(patterns: SQL): SQL {
  const prefix = sql.raw('substr(pattern.value, 1, length(pattern.value) - 1)');
  return sql`exists (select 1 from json_each(${patterns}) pattern where pattern.value = ${outbox.type}
    or (substr(pattern.value, -1) = '*' and substr(${outbox.type}, 1, length(pattern.value) - 1) = ${prefix}))`;
}

/** That an event of `outbox` came to be in a time, its end left out. */
export const isWithin = (since: unknown, until?: unknown): SQL =>
  sql`(${outbox.at} >= ${since} and ${until === undefined ? sql`1` : sql`${outbox.at} < ${until}`})`;

/** That the endpoint `w` takes an event of `outbox`, and its organisation may see it now (security, Labels: asked anew at each attempt). */
export const entitled = (now: Date): SQL => sql`(${taken} and ${heldBy(sql.raw('w.organisation_id'), now)})`;
