import { type SQL, sql } from 'drizzle-orm';
import type { LocationContent } from '../../../../shared/contract/directory/service-locations.ts';
import type { OrganisationContent } from '../../../../shared/contract/directory/service-organisations.ts';
import type { ServiceContent } from '../../../../shared/contract/directory/services.ts';
import type { Step } from '../../../../shared/database/commit.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { listings } from '../../../../shared/database/listings.ts';
import { assured } from '../../listings/approval.ts';
import { providerOf } from '../../listings/kinds.ts';
import { publishLocation, publishOrganisation, publishService } from '../../projection/steps.ts';
import type { Row as Import } from '../imports/imports.ts';
import { type Chunk, type Row, isHidden } from './chunk.ts';
import type { Decision } from './decide.ts';

/** The statements that make the listings of a chunk what the import says: proposed, or published. */
export function stepsOf(context: Context, one: Import, chunk: Chunk, { applied }: Decision): Step[] {
  if (applied.length === 0) return [];
  return one.aim === 'publication'
    ? [written(context, one, applied, published(context, one), shown), ...projected(context, chunk, applied)]
    : [written(context, one, applied, proposed(context, one), wanted)];
}

type Values = Partial<typeof listings.$inferInsert>;
type Replaced = Partial<Record<keyof typeof listings.$inferInsert, SQL>>;

/** One statement for all of them: what is not there is made, the rest goes one version on. */
function written({ db, now }: Context, one: Import, rows: Row[], said: (row: Row) => Values, replaced: Replaced): Step {
  const at = now.toISOString();
  const values = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    network: one.network,
    organisation: one.organisation,
    country: one.country,
    provider: providerOf(row.kind, row.content as { organisation?: string }),
    createdAt: at,
    changedAt: at,
    state: 'proposed' as const,
    ...said(row),
  }));
  const set = { ...replaced, version: sql`${listings.version} + 1` };
  return { query: db.orm.insert(listings).values(values).onConflictDoUpdate({ target: listings.id, set }) };
}

const proposed =
  ({ now }: Context, { sentBy }: Import) =>
  ({ content, published: before }: Row): Values => ({
    proposed: content,
    proposedBy: sentBy,
    proposedAt: now.toISOString(),
    hidden: isHidden(content) || isHidden(before),
  });

/** What a proposal replaces. Whom a listing names in public does not change with it. */
const wanted: Replaced = {
  proposed: sql`excluded.proposed`,
  proposedBy: sql`excluded.proposed_by`,
  proposedAt: sql`excluded.proposed_at`,
  returned: sql`null`,
  hidden: sql`excluded.hidden`,
  provider: sql`case when ${listings.published} is null then excluded.provider_id else ${listings.provider} end`,
};

const published =
  ({ now }: Context, { accepting }: Import) =>
  ({ content }: Row): Values => ({
    state: 'published',
    published: content,
    hidden: isHidden(content),
    verifiedOn: now.toISOString().slice(0, 10),
    verifiedBy: accepting,
  });

const shown: Replaced = {
  state: sql`excluded.state`,
  published: sql`excluded.published`,
  proposed: sql`null`,
  proposedBy: sql`null`,
  proposedAt: sql`null`,
  returned: sql`null`,
  withdrawn: sql`null`,
  provider: sql`excluded.provider_id`,
  hidden: sql`excluded.hidden`,
  verifiedOn: sql`excluded.verified_on`,
  verifiedBy: sql`excluded.verified_by`,
  reminded: sql`0`,
  changedAt: sql`excluded.changed_at`,
};

/** The statements that show them to the public; the services at a place that turns say of it what may be said now. */
function projected(context: Context, { hidden, neighbours }: Chunk, applied: Row[]): Step[] {
  const places = applied.filter(({ kind }) => kind === 'location');
  const gone = new Set(places.filter(({ content }) => !isHidden(content)).map(({ id }) => id));
  const come = places.filter(({ content }) => isHidden(content)).map(({ id }) => id);
  const now = new Set([...hidden].filter((id) => !gone.has(id)).concat(come));
  return [
    ...applied.flatMap((row) => oneShown(context, row, now)),
    ...neighbours.flatMap(({ id, content }) => (content ? publishService(context, id, content as ServiceContent, now) : [])),
  ];
}

function oneShown(context: Context, { kind, id, content }: Row, hidden: ReadonlySet<string>): Step[] {
  if (kind === 'organisation') return publishOrganisation(context, id, content as OrganisationContent);
  if (kind === 'location') return publishLocation(context, id, content as LocationContent);
  return [...publishService(context, id, content as ServiceContent, hidden), ...assured(context, id)];
}
