import { sql } from 'drizzle-orm';

/** The database's clock, RFC 3339 UTC with milliseconds: the one that leases, retries and rotations are timed by. */
export const clock = sql.raw(`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`);

/** So many seconds after the database's now. */
export const clockAfter = (seconds: number) => sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ${`${seconds} seconds`})`;
