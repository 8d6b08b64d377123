import { and, eq } from 'drizzle-orm';
import { predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { subscriptions } from '../../../shared/database/training-calendars.ts';
import { selectSubscriptions, subscriptionPlace, toSubscription, versionOf } from './places.ts';

type Filter = { limit: number; network?: string | undefined };

/** The calendars of others that the caller's networks follow, the oldest first. */
export async function listSubscriptions(context: Context, { limit, network }: Filter, after: Keyset | null) {
  const wanted = and(
    predicate(context, 'training:follow', subscriptionPlace),
    networkIs(subscriptions.network, network),
    afterKeyset([subscriptions.id], after),
  );
  const [rows] = await read(context, [selectSubscriptions(context, wanted).limit(oneMore(limit))]);
  return pageOf(rows, limit, toSubscription, ({ id }) => [id]);
}

/** A calendar that a network of the caller follows, with its version. Throws not-found. */
export async function getSubscription(context: Context, id: string) {
  const wanted = and(eq(subscriptions.id, id), predicate(context, 'training:follow', subscriptionPlace));
  const [[row]] = await read(context, [selectSubscriptions(context, wanted)]);
  return versionOf(row);
}
