import { and, asc, inArray, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Opening } from '../../../shared/contract/specimens/openings.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, images } from '../../../shared/database/exchange.ts';
import { audit } from '../../../shared/database/journal.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { theEntry } from '../entries/entries.ts';

const opened = ['exchange:read', 'image:open', 'image:open-original'];

/**
 * Who has opened a specimen of the caller's organisation or a picture of it, oldest first: the audit's rows of those acts. A specimen that is
 * GREEN or CLEAR is read without a row; its pictures never are. Throws not-found (security, Audit).
 */
export async function listOpenings(context: Context, id: string, { limit }: { limit: number }, after: Keyset | null) {
  const { orm } = context.db;
  const wanted = and(theEntry(context, 'specimen', id), predicate(context, 'exchange:openings', labelled(entries)));
  const specimen = orm.select({ id: entries.id }).from(entries).where(wanted);
  const shown = sql`(select ${id} union all select ${images.id} from ${images} where ${images.entry} = ${id})`;
  const mayRead = sql`exists (select 1 from ${entries} where ${wanted})`;
  const rows = orm
    .select()
    .from(audit)
    .where(and(sql`audit.subject in ${shown}`, inArray(audit.action, opened), mayRead, afterKeyset([audit.position], after)))
    .orderBy(asc(audit.position))
    .limit(oneMore(limit));
  const [[found], list] = await read(context, [specimen, rows]);
  if (!found) throw new Problem('not-found');
  return pageOf(
    list,
    limit,
    (row) => toOpening(row, id),
    ({ position }) => [position],
  );
}

const toOpening = ({ at, organisation, client, subject, action }: typeof audit.$inferSelect, specimen: string): Opening => ({
  at,
  organisation,
  client,
  image: subject === specimen ? null : subject,
  original: action === 'image:open-original',
});
