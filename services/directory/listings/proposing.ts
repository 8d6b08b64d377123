import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Guard, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type ListingContent, type ListingContents, type ListingKind, listings } from '../../../shared/database/listings.ts';
import { assertSound } from './checks.ts';
import { identified, merged } from '../../../shared/database/content.ts';
import { told } from './events.ts';
import { contentOf, paths, providerOf } from './kinds.ts';
import { type Row, getListing, selectListings, toListing, versionOf } from './listings.ts';
import { authorityOf, changed, isVisible, keptIn, ofListing, onlyIf, versionStep } from './places.ts';
import { referencesHold } from './references.ts';

const thereAlready = new Problem('conflict', { es: 'Ya hay algo con ese id.', en: 'There is something with that id already.' });
const noAuthorityWords = {
  es: 'Ningún miembro de la red responde hoy por ese país.',
  en: 'No member of the network answers for that country today.',
};
/** Nobody would approve it: the problem, with the place in the request. */
export const noAuthority = (pointer: string) =>
  new Problem('unprocessable', noAuthorityWords, { errors: [{ pointer, detail: noAuthorityWords }] });
const nothingProposed = new Problem('conflict', { es: 'No hay nada propuesto.', en: 'Nothing is proposed.' });

type New = { id?: string | undefined; network: string; country: string };

/**
 * Proposes a listing that the caller's organisation is to keep. Throws not-found, forbidden, unprocessable when its content is wrong or what
 * it names is not there, conflict when the id is taken.
 */
export async function createListing<K extends ListingKind>(context: Context, kind: K, input: New & object) {
  const { id = uuid(), network, country } = input;
  const proposed = identified(contentOf(kind, input));
  assertSound(proposed, country);
  const row = newRow(context, kind, { id, network, country, proposed });
  const made = { body: toListing<K>(row), version: 1, location: `${paths[kind]}/${id}` };
  const answersForIt: Guard = { holds: sql`${authorityOf(context, network, country)} is not null`, problem: noAuthority('/body/country') };
  await commit(context, {
    guards: [
      ...may(context, 'listing:create', inNetwork(network), 'network:read'),
      answersForIt,
      ...referencesHold({ id, kind, network }, proposed, 'exist'),
    ],
    steps: [{ query: context.db.orm.insert(listings).values(row), refused: { unique: thereAlready } }],
    audit: { action: 'listing:create', subject: id, network, source: row.organisation },
    events: [told(kind, 'proposed', id, { network, organisation: authorityOf(context, network, country) })],
    answer: { status: 201, ...made },
  });
  return made;
}

/**
 * Proposes a change of a listing at the given version: the patch is merged into what is proposed already, or into what is published.
 * Throws not-found, forbidden, stale, unprocessable.
 */
export async function updateListing<K extends ListingKind>(context: Context, kind: K, id: string, version: number, patch: object) {
  const before = await getListing(context, kind, id);
  const { country, network, published, proposed } = before.body;
  const content = identified(merged((proposed ?? published) as ListingContents[K], patch));
  assertSound(content, country);
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'listing:edit', ofListing(context, id), isVisible(context, kind, id)),
      ...referencesHold({ id, kind, network }, content, 'exist'),
    ],
    steps: [versionStep(context, id, version), changed(context, id, proposalOf(context, kind, content, published))],
    audit: { action: 'listing:edit', subject: id, network, source: before.body.organisation },
    events: [told(kind, 'proposed', id, { network, organisation: authorityOf(context, network, country) })],
    result: selectListings(context, eq(listings.id, id)),
  });
  return versionOf<K>(row);
}

/**
 * Takes back what is proposed of a listing at the given version; what was never published goes with it. Throws not-found, forbidden, stale,
 * conflict when nothing is proposed.
 */
export async function discardListing(context: Context, kind: ListingKind, id: string, version: number): Promise<void> {
  const { orm } = context.db;
  const { network, organisation } = keptIn(id);
  const hidden = sql`coalesce(${listings.published} ->> '$.hidden', 0)`;
  await commit(context, {
    guards: may(context, 'listing:edit', ofListing(context, id), isVisible(context, kind, id)),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`${listings.proposed} is not null`, nothingProposed),
      {
        query: orm
          .update(listings)
          .set({ ...noProposal, hidden })
          .where(eq(listings.id, id)),
      },
      { query: orm.delete(listings).where(sql`${listings.id} = ${id} and ${listings.published} is null`) },
    ],
    audit: { action: 'listing:edit', subject: id, network, source: organisation },
  });
}

/** What a listing is without a proposal. */
export const noProposal = { proposed: null, proposedBy: null, proposedAt: null, returned: null } as const;

function proposalOf({ principal, now }: Context, kind: ListingKind, content: ListingContent, published: ListingContent | null) {
  return {
    proposed: content,
    proposedBy: principal?.client ?? '',
    proposedAt: now.toISOString(),
    returned: null,
    hidden: isHidden(content) || isHidden(published),
    ...(published ? {} : { provider: providerOf(kind, content as { organisation?: string }) }),
  };
}

const isHidden = (content: ListingContent | null) => content !== null && 'hidden' in content && content.hidden === true;

function newRow<K extends ListingKind>(
  context: Context,
  kind: K,
  { id, network, country, proposed }: { id: string; network: string; country: string; proposed: ListingContents[K] },
): Row {
  const at = context.now.toISOString();
  return {
    id,
    kind,
    network,
    organisation: context.principal?.organisation ?? '',
    country,
    state: 'proposed',
    published: null,
    ...proposalOf(context, kind, proposed, null),
    provider: providerOf(kind, proposed as { organisation?: string }),
    withdrawn: null,
    verifiedOn: null,
    verifiedBy: null,
    reminded: 0,
    createdAt: at,
    changedAt: at,
    version: 1,
  };
}
