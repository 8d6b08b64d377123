import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import type { Place } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { OriginalRequest } from '../../../shared/contract/specimens/images.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, images, originalRequests } from '../../../shared/database/exchange.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';
import { auditOf, entryOf, imageIs, ofImage } from './places.ts';

type Row = typeof originalRequests.$inferSelect;
type Filter = { limit: number; network?: string | undefined; image?: string | undefined };

/** How long a released original may be fetched, in milliseconds: seven days. */
const lifetime = 7 * 86_400_000;
const decidedAlready = new Problem('conflict', { es: 'Ya se decidió.', en: 'It was decided already.' });

/** Who asks, and whose picture it is. */
const place: Place = {
  ...inNetwork(entries.network),
  organisation: sql`${originalRequests.organisation}`,
  authority: sql`${entries.organisation}`,
};

/** The requests for originals that the caller's organisation made, or was made for its own pictures, by their ids. */
export async function listOriginalRequests(context: Context, { limit, network, image }: Filter, after: Keyset | null) {
  const wanted = and(
    predicate(context, 'exchange:follow', place),
    networkIs(originalRequests.network, network),
    image === undefined ? undefined : eq(originalRequests.image, image),
    afterKeyset([originalRequests.id], after),
  );
  const query = context.db.orm
    .select({ request: originalRequests })
    .from(originalRequests)
    .innerJoin(images, eq(images.id, originalRequests.image))
    .innerJoin(entries, eq(entries.id, images.entry))
    .where(wanted)
    .orderBy(asc(originalRequests.id))
    .limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(
    rows,
    limit,
    ({ request }) => toRequest(request),
    ({ request }) => [request.id],
  );
}

/** Asks the source of a picture for its full size. Throws not-found, forbidden, personal-data. */
export async function requestOriginal(context: Context, image: string, reason: Text) {
  assertNoPersonalData(reason, '/body/reason');
  const row: Row = {
    id: uuid(),
    network: '',
    image,
    organisation: context.principal?.organisation ?? '',
    requestedBy: context.principal?.client ?? '',
    reason,
    released: null,
    decidedBy: null,
    expiresAt: null,
    usedAt: null,
    createdAt: context.now.toISOString(),
    version: 1,
  };
  const made = { body: toRequest(row), version: 1, location: '/v1/original-requests' };
  const [network, organisation] = [entryOf(image, 'network'), entryOf(image, 'organisation')];
  const [stored] = await commit(context, {
    guards: may(context, 'exchange:contribute', inNetwork(network), seesImage(context, image)),
    steps: [
      { query: context.db.orm.insert(originalRequests).values({ ...row, network }) },
      ...derivedAnswer(context, { 'body.network': network }),
    ],
    audit: { action: 'exchange:contribute', ...auditOf(image) },
    events: [
      {
        type: 'specimens.original.requested',
        subject: row.id,
        network,
        organisation,
        tlp: 'AMBER',
        audience: 'organisation',
        data: { originalRequest: row.id, image },
      },
    ],
    answer: { status: 201, ...made },
    result: context.db.orm.select().from(originalRequests).where(eq(originalRequests.id, row.id)),
  });
  return { ...made, body: toRequest(stored ?? row) };
}

/**
 * Releases an original to who asks for it, or refuses it, at the given version, in the name of its source. Throws not-found, forbidden,
 * stale, conflict, same-person when the caller asked for it.
 */
export async function releaseOriginal(context: Context, id: string, version: number, released: boolean) {
  const { orm } = context.db;
  const image = sql`(select image_id from original_requests where id = ${id})`;
  const isOwn = sql`exists (select 1 from ${originalRequests} join ${images} on ${images.id} = ${originalRequests.image}
    join ${entries} on ${entries.id} = ${images.entry} where ${originalRequests.id} = ${id} and ${predicate(context, 'exchange:follow', place)})`;
  const own: Place = {
    ...inNetwork(entryOf(image, 'network')),
    organisation: entryOf(image, 'organisation'),
  };
  const values = {
    released,
    decidedBy: context.principal?.client ?? '',
    expiresAt: released ? new Date(context.now.getTime() + lifetime).toISOString() : null,
  };
  const one = eq(originalRequests.id, id);
  const only = (condition: ReturnType<typeof sql>, problem: Problem): Step => ({
    query: orm.update(originalRequests).set({ id }).where(and(one, condition)),
    one: problem,
  });
  const [row] = await commit(context, {
    guards: may(context, 'exchange:release', own, isOwn),
    steps: [
      {
        query: orm
          .update(originalRequests)
          .set({ version: version + 1 })
          .where(and(one, eq(originalRequests.version, version))),
        one: new Problem('stale'),
      },
      only(sql`${originalRequests.released} is null`, decidedAlready),
      only(sql`${originalRequests.requestedBy} <> ${context.principal?.client ?? null}`, new Problem('same-person')),
      { query: orm.update(originalRequests).set(values).where(one) },
    ],
    audit: { action: 'exchange:release', ...auditOf(image) },
    events: [
      {
        type: 'specimens.original.decided',
        subject: id,
        network: entryOf(image, 'network'),
        organisation: sql`(select organisation_id from original_requests where id = ${id})`,
        tlp: 'AMBER',
        audience: 'organisation',
        data: { originalRequest: id },
      },
    ],
    result: orm.select().from(originalRequests).where(one),
  });
  if (!row) throw new Problem('not-found');
  return { body: toRequest(row), version: row.version };
}

/** That the caller sees a picture, for the guards of a write. */
function seesImage(context: Context, image: string) {
  const shown = ofImage(context, imageIs(image));
  return shown.among?.(predicate(context, 'exchange:read', shown)) ?? sql`0`;
}

function toRequest({ id, network, image, organisation, reason, released, expiresAt, createdAt }: Row): OriginalRequest {
  return { id, network, image, organisation, reason, released, expiresAt, createdAt };
}
