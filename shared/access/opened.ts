import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Permission } from '../contract/access.ts';
import { aboveGreen } from '../contract/labels.ts';
import type { Context } from '../database/context.ts';
import { audit } from '../database/journal.ts';
import type { Query } from '../database/send.ts';
import { alive } from './standing.ts';

/**
 * A query of labelled records that a call shows, and how many of its rows at most. It selects the columns of a shareable record
 * (`id`, `network_id`, `organisation_id`, `tlp`) under their own names.
 */
export type Opening = { action: Permission; records: Query; most: number };

/**
 * The audit rows of the records above GREEN that a query shows: who opened what of whom (security, Audit). They are written in the
 * transaction of the reading, before anybody sees a byte. Sent again after a lost answer, they are found to be there. A caller that
 * is shown nothing, since its secret was taken away, leaves none.
 */
export function openedRows(context: Context, { action, records, most }: Opening): Query {
  const { db, principal, requestId, now } = context;
  const ids = JSON.stringify(Array.from({ length: most }, () => uuid()));
  const labels = sql.join(
    aboveGreen.map((tlp) => sql`${tlp}`),
    sql`, `,
  );
  const { id, at, client, organisation, network, subject, source, request, hash } = audit;
  const columns = sql.join(
    [id, at, client, organisation, network, audit.action, subject, source, request, hash].map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  return db.orm.run(sql`insert into ${audit} (${columns})
    select * from (
      select json_extract(${ids}, '$[' || (row_number() over () - 1) || ']') as row_id, ${now.toISOString()}, ${principal?.client ?? null},
        ${principal?.organisation ?? null}, network_id, ${action}, record_id, organisation_id, ${requestId}, ''
      from (select id as record_id, network_id, organisation_id, tlp from (${records}) limit ${most}) where tlp in (${labels}) and ${alive(context)}
    ) where row_id not in (select id from ${audit})`) as unknown as Query;
}
