import { type SQL, sql } from 'drizzle-orm';

/** The last day of a period of the ledger, in SQL: the same as `daysOf` says, and the first day of a meeting for one that a meeting sets. */
export const periodEnd = (period: SQL): SQL<string | null> => {
  const last = sql`substr(${period}, instr(${period}, '/') + 1)`;
  return sql<string | null>`case
    when ${period} like '____-S1' then substr(${period}, 1, 4) || '-06-30'
    when ${period} like '____-S2' then substr(${period}, 1, 4) || '-12-31'
    else case length(${last}) when 10 then ${last} when 7 then date(${last} || '-01', '+1 month', '-1 day') when 4 then ${last} || '-12-31'
      else (select m.starts_on from meetings m where m.id = ${period}) end end`;
};
