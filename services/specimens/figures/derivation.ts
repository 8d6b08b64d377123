import { type SQL, sql } from 'drizzle-orm';
import { typologies } from '../../../shared/contract/specimens/alerts.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, sightings } from '../../../shared/database/exchange.ts';
import { visibleEntry } from '../entries/places.ts';
import { monthsOf } from './half-years.ts';

type Asked = { network: string; organisation: string; period: string };

/** As many persons as one count holds. */
const most = 10_000_000;

/** An alert on a false passport that is meant and holds: no exercise, no test, not cancelled. */
const isFalsePassport = sql`e.kind = 'alert' and e.published is not null and e.withdrawn is null and e.purpose = 'actual'
  and e.category = 'passport' and e.typology in (select value from json_each(${JSON.stringify(typologies['false-document'])}))`;

/**
 * What the alerts of an organisation and its sightings on the alerts of others add up to for a half year, by the country that the passport
 * pretends to be of: an array of `PassportCount` as SQL, so that it is counted in the write that keeps it. One document is one person.
 * Counted is what SP-01 calls a false document (counterfeit, forged, pseudo): a genuine passport in the wrong hands is no false one, and a
 * country that counts those as well corrects the draft.
 */
export function derivedCounts(context: Context, { network, organisation, period }: Asked): SQL {
  const { from, to } = monthsOf(period);
  const own = sql`select e.document_country nationality, coalesce(e.published ->> '$.count', 1) persons from ${entries} e
    where e.organisation_id = ${organisation} and e.network_id = ${network} and ${isFalsePassport}
    and e.published ->> '$.month' between ${from} and ${to}`;
  const seen = sql`select e.document_country nationality, s.count persons from ${sightings} s join ${entries} e on e.id = s.entry_id
    where s.organisation_id = ${organisation} and s.kind = 'seen' and s.month between ${from} and ${to}
    and e.organisation_id <> ${organisation} and e.network_id = ${network} and ${isFalsePassport} and ${visibleEntry(context, 'e')}`;
  return sql`(select json_group_array(json_object('nationality', nationality, 'persons', persons)) from
    (select nationality, min(sum(persons), ${most}) persons from (${own} union all ${seen})
      group by nationality having sum(persons) > 0 order by nationality))`;
}
