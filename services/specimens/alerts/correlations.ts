import { sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Correlation } from '../../../shared/contract/specimens/alert-standing.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries } from '../../../shared/database/exchange.ts';
import { oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { theEntry, opening } from '../entries/entries.ts';
import { visibleEntry } from '../entries/places.ts';

/** That two alerts, `a` and `b`, have it in common; what the caller does not see joins nothing. */
const shared = (context: Context) => {
  const named = (column: string) => sql`(${sql.raw(`b.${column} = a.${column}`)} and exists (select 1 from exchange_entries s
    where s.id = ${sql.raw(`a.${column}`)} and ${visibleEntry(context, 's')}))`;
  const features = (of: string) => sql.raw(`select j.value ->> '$.feature' from json_each(${of}.published, '$.points') j`);
  const legs = (of: string) =>
    sql.raw(`select j.value || '>' || c.value from json_each(${of}.published, '$.route') j
    join json_each(${of}.published, '$.route') c on c.key = j.key + 1`);
  return {
    specimen: named('specimen_id'),
    method: named('method_id'),
    feature: sql`(b.document_country = a.document_country and b.category = a.category and exists (${features('b')} intersect ${features('a')}))`,
    route: sql`exists (${legs('b')} intersect ${legs('a')})`,
  };
};

/**
 * The alerts that share a specimen, a fraud method, a feature of the same kind of document or a leg of the route with one, by their ids, of
 * those that the caller may see. Exercises are joined with exercises alone. Throws not-found.
 */
export async function listCorrelations(context: Context, alert: string, { limit }: { limit: number }, after: Keyset | null) {
  const { orm } = context.db;
  const wanted = theEntry(context, 'alert', alert);
  const [from = ''] = (after ?? []) as string[];
  const { specimen, method, feature, route } = shared(context);
  const rows = orm
    .select({
      alert: sql<string>`b.id`,
      title: sql<string>`b.published -> '$.title'`,
      specimen: sql<number>`${specimen}`,
      method: sql<number>`${method}`,
      feature: sql<number>`${feature}`,
      route: sql<number>`${route}`,
    })
    .from(sql`exchange_entries a join exchange_entries b on b.kind = 'alert' and b.network_id = a.network_id and b.id <> a.id
      and b.purpose = a.purpose and b.published is not null and b.withdrawn is null`)
    .where(
      sql`a.id = ${alert} and a.kind = 'alert' and ${visibleEntry(context, 'a')} and ${visibleEntry(context, 'b')} and b.id > ${from}
        and (${specimen} or ${method} or ${feature} or ${route})`,
    )
    .orderBy(sql`b.id`)
    .limit(oneMore(limit));
  const found = orm.select({ id: entries.id }).from(entries).where(wanted);
  const [[seen], list] = await read(context, [found, rows], opening(context, wanted, 1));
  if (!seen) throw new Problem('not-found');
  return pageOf(list, limit, toCorrelation, (row) => [row.alert]);
}

type Row = { alert: string; title: string } & Record<Correlation['shares'][number], number>;

function toCorrelation({ alert, title, ...has }: Row): Correlation {
  const shares = (['specimen', 'feature', 'method', 'route'] as const).filter((one) => has[one]);
  return { alert, title: JSON.parse(title) as Text, shares };
}
