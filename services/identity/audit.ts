import { type SQL, and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { inNetwork, ofOrganisationIn, predicate } from '../../shared/access/predicate.ts';
import { read } from '../../shared/access/read.ts';
import { viewer } from '../../shared/contract/fields.ts';
import { AuditEntry, type AuditFilter } from '../../shared/contract/identity/audit.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import type { Context } from '../../shared/database/context.ts';
import { networks } from '../../shared/database/identity.ts';
import { audit } from '../../shared/database/journal.ts';
import { beforeKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { networkIs } from '../../shared/database/network-ref.ts';

type Row = typeof audit.$inferSelect;

const ownView = viewer(AuditEntry, 'organisation');
const networkView = viewer(AuditEntry, 'network');

/**
 * What was done, newest first. Without `network`: the acts of the caller's organisation and of others on what is its own, opening it
 * included. With it: the acts in that network, for its secretariat. Which client acted is told to its own organisation alone.
 */
export async function listAudit(context: Context, filter: AuditFilter, after: Keyset | null) {
  const page = { filters: filtersOf(filter, after), most: oneMore(filter.limit), hasSubject: filter.subject !== undefined };
  const positions = filter.network === undefined ? ofOwn(context, page) : ofNetwork(context, filter.network, page);
  const query = context.db.orm
    .select()
    .from(audit)
    .where(inArray(audit.position, positions))
    .orderBy(desc(audit.position))
    .limit(page.most);
  const [rows] = await read(context, [query]);
  const own = context.principal?.organisation;
  return pageOf(
    rows,
    filter.limit,
    (row) => toEntry(row, own),
    ({ position }) => [position],
  );
}

type Page = { filters: SQL | undefined; most: number; hasSubject: boolean };
type Holder = typeof audit.organisation | typeof audit.source | typeof audit.network;

/** Two short runs down an index each, since SQLite would sort all of their rows to follow both at once. */
function ofOwn(context: Context, page: Page): SQL {
  const own = context.principal?.organisation ?? '';
  const newest = (column: Holder) => {
    const allowed = predicate(context, 'audit:read', ofOrganisationIn(sql`null`, column));
    return newestOf(context, and(isHeldBy(column, own, page), allowed), page);
  };
  return sql`(select * from (${newest(audit.organisation)}) union select * from (${newest(audit.source)}))`;
}

/** One network by `=`, since SQLite would sort all of the rows that an `in` finds. */
function ofNetwork(context: Context, ref: string, page: Page): SQL {
  const one = sql`(select ${networks.id} from ${networks} where ${networkIs(networks.id, ref)})`;
  const wanted = and(isHeldBy(audit.network, one, page), predicate(context, 'audit:read', inNetwork(audit.network)));
  return sql`(${newestOf(context, wanted, page)})`;
}

/** The `+` keeps SQLite off this column's index where that of the subject leads to fewer rows. */
const isHeldBy = (column: Holder, value: unknown, { hasSubject }: Page) =>
  hasSubject ? sql`+${column} = ${value}` : sql`${column} = ${value}`;

const newestOf = ({ db }: Context, wanted: SQL | undefined, { filters, most }: Page) =>
  db.orm.select({ position: audit.position }).from(audit).where(and(wanted, filters)).orderBy(desc(audit.position)).limit(most);

function filtersOf({ action, subject, from, to }: AuditFilter, after: Keyset | null): SQL | undefined {
  return and(
    action === undefined ? undefined : eq(audit.action, action),
    subject === undefined ? undefined : eq(audit.subject, subject),
    from === undefined ? undefined : gte(audit.at, stored(from)),
    to === undefined ? undefined : lt(audit.at, stored(to)),
    beforeKeyset([audit.position], after),
  );
}

/** An instant as the rows have it: with milliseconds, so that texts compare like times. */
const stored = (instant: string) => new Date(instant).toISOString();

function toEntry(row: Row, own: string | undefined): AuditEntry {
  const view = row.organisation !== null && row.organisation === own ? ownView : networkView;
  return view(row) as AuditEntry;
}
