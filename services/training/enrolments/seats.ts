import { type SQL, sql } from 'drizzle-orm';

/** The training that an enrolment under the name `e` is for, as `t`. */
const count = (rest: SQL) =>
  sql`(select count(*) from training_enrolments o where o.training_id = t.id and o.state = 'accepted' and ${rest})`;

const ofCountry = sql`coalesce((select j.value ->> 'seats' from json_each(t.content, '$.seats') j where j.value ->> 'country' = e.country), 0)`;
const all = sql`(select sum(j.value ->> 'seats') from json_each(t.content, '$.seats') j)`;

/**
 * That there is a seat for one enrolment on a day: the training has no list of seats, or its country has one free, or those that are left
 * over are offered again by then and one of all is free.
 */
export const hasSeat = (
  id: string,
  day: string,
): SQL => sql`exists (select 1 from training_enrolments e join trainings t on t.id = e.training_id
  where e.id = ${id} and (json_array_length(t.content, '$.seats') is null
    or ${count(sql`o.country is e.country`)} < ${ofCountry}
    or (date(t.first_day, '-' || (t.content ->> 'reofferDays') || ' days') <= ${day} and ${count(sql`1`)} < ${all})))`;
