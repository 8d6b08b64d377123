import { type SQL, sql } from 'drizzle-orm';
import { type Place, labelled } from '../../../shared/access/predicate.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, images } from '../../../shared/database/exchange.ts';

/** That a picture is shown to the caller as far as its entry is: when it is confirmed, or its own organisation's. */
export const isShown = ({ principal }: Context): SQL =>
  sql`(${images.confirmedBy} is not null or ${entries.organisation} = ${principal?.organisation ?? null})`;

/** Where the rules find the entry of the one picture that a condition finds, as far as that picture is shown. `also` joins what the condition needs. */
export const ofImage = (context: Context, isMeant: SQL, also: SQL = sql``): Place => ({
  ...labelled(entries),
  exists: sql`1`,
  among: (asked) => sql`exists (select 1 from ${images} join ${entries} on ${entries.id} = ${images.entry} ${also}
    where ${isMeant} and ${isShown(context)} and ${asked})`,
});

/** The picture with an id. */
export const imageIs = (id: string | SQL): SQL => sql`${images.id} = ${id}`;

/** One column of the entry of a picture. */
export const entryOf = (image: string | SQL, column: 'id' | 'network' | 'organisation' | 'tlp' | 'audience' | 'group'): SQL =>
  sql`(select ${entries[column]} from ${entries} join ${images} on ${images.entry} = ${entries.id} where ${images.id} = ${image})`;

/** What the audit says of an act on a picture. */
export const auditOf = (image: string | SQL) => ({
  subject: image,
  network: entryOf(image, 'network'),
  source: entryOf(image, 'organisation'),
});
