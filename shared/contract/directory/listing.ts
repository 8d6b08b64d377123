import * as z from 'zod';
import { Day, Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { paging } from '../page.ts';
import { answer, json, listOf, nothing } from '../route.ts';
import type { Tag } from '../tags.ts';
import { Text } from '../text.ts';
import { Country } from './parts.ts';

export const listingStates = ['proposed', 'published', 'withdrawn'] as const;
export type ListingState = (typeof listingStates)[number];

/** A listing's id may be another directory's: any UUID. */
export const listingId = z.uuid().meta({ description: 'Id of the listing', examples: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c51'] });
const byListing = z.strictObject({ id: listingId });

/** What waits for the country's validator: since when, and why it was given back, if it was. */
const Proposal = z
  .strictObject({ at: Instant, returned: z.strictObject({ reason: Text, at: Instant }).nullable() })
  .meta({ id: 'ListingProposal', examples: [{ at: '2026-03-01T12:00:00.000Z', returned: null }] });

/**
 * What every listing of the directory has besides what it says. `published` is what the public may read of it, once approved; `proposed` is
 * what its keeper would have instead. `organisation` keeps it; the validators of `country` approve it.
 */
export const listing = <C extends z.ZodObject>(content: C) =>
  z.strictObject({
    id: listingId,
    network: z.uuidv7(),
    organisation: z.uuidv7().meta({ description: 'Which organisation of the network keeps it' }),
    country: Country,
    state: z.enum(listingStates),
    published: content.nullable(),
    proposed: content.nullable(),
    proposal: Proposal.nullable(),
    verifiedOn: Day.nullable().meta({ description: 'When somebody last made sure that it is right' }),
    verifiedBy: z.uuidv7().nullable().meta({ description: 'Which organisation did' }),
    withdrawn: z.strictObject({ reason: Text, at: Instant }).nullable(),
    createdAt: Instant,
    changedAt: Instant.meta({ description: 'When what is public of it last changed' }),
  });

/** What a new listing says of its place, besides its content: the network, and the country whose validators approve it. */
export const newPlace = {
  id: listingId.optional().meta({ description: 'The id it has elsewhere; left out, it gets one' }),
  network: z.uuidv7(),
  country: Country,
};

/** A merge patch of a content: what may be left out is taken away by null (RFC 7396). */
export function patchOf<S extends z.ZodRawShape>(content: z.ZodObject<S>) {
  const fields = Object.entries(content.shape).map(([name, field]) => {
    const plain = field as unknown as z.ZodType;
    return [name, plain instanceof z.ZodOptional ? (plain.unwrap() as z.ZodType).nullable().optional() : plain.optional()];
  });
  return z.strictObject(Object.fromEntries(fields) as { [K in keyof S]: z.ZodOptional<z.ZodNullable<S[K]>> });
}

const Reason = z.strictObject({ reason: Text }).meta({ id: 'ListingReason', examples: [{ reason: { es: 'El teléfono ya no contesta' } }] });

type Words<P> = { path: P; tag: Tag; one: string; many: string; filters: z.ZodRawShape };

/** The routes that every kind of listing has: proposed by an organisation, approved by a validator of its country. */
export function listingRoutes<const P extends `/v1/${string}`, One extends z.ZodType, New extends z.ZodType, Patch extends z.ZodType>(
  { path, tag, one, many, filters }: Words<P>,
  schemas: { one: One; made: New; patch: Patch },
) {
  const single = `${path}/{id}` as const;
  const shown = { 200: answer(schemas.one) };
  return {
    list: {
      method: 'get',
      path,
      tag,
      summary: `List the ${many} that the caller keeps, approves or looks after`,
      access: 'listing:read',
      query: z.strictObject({
        ...paging,
        network: NetworkRef.optional(),
        country: Country.optional(),
        organisation: z.uuidv7().optional(),
        state: z.enum(listingStates).optional(),
        ...filters,
      }),
      answers: { 200: listOf(schemas.one) },
    },
    create: {
      method: 'post',
      path,
      tag,
      summary: `Propose a ${one}`,
      access: 'listing:create',
      body: json(schemas.made),
      answers: { 201: answer(schemas.one) },
      problems: ['unprocessable', 'conflict'],
    },
    get: {
      method: 'get',
      path: single,
      tag,
      summary: `Get a ${one}: what is published of it and what is proposed`,
      access: 'listing:read',
      params: byListing,
      answers: shown,
    },
    update: {
      method: 'patch',
      path: single,
      tag,
      summary: `Propose a change of a ${one}`,
      description: 'What is published stays as it is until a validator of its country approves the change.',
      access: 'listing:edit',
      params: byListing,
      body: json(schemas.patch),
      answers: shown,
      problems: ['unprocessable', 'conflict'],
    },
    discard: {
      method: 'delete',
      path: `${single}/proposal`,
      tag,
      summary: `Take back what is proposed of a ${one}`,
      description: 'What was never published goes with it.',
      access: 'listing:edit',
      params: byListing,
      answers: { 204: nothing },
      problems: ['conflict'],
    },
    approve: {
      method: 'put',
      path: `${single}/approval`,
      tag,
      summary: `Approve what is proposed of a ${one} in the name of its country, and publish it`,
      description: 'By a validator other than whoever proposed it. It counts as verified that day.',
      access: 'listing:approve',
      params: byListing,
      answers: shown,
      problems: ['conflict', 'same-person', 'unprocessable'],
    },
    return: {
      method: 'put',
      path: `${single}/return`,
      tag,
      summary: `Give back what is proposed of a ${one}, with the reason`,
      access: 'listing:approve',
      params: byListing,
      body: json(Reason),
      answers: shown,
      problems: ['conflict'],
    },
    withdraw: {
      method: 'put',
      path: `${single}/withdrawal`,
      tag,
      summary: `Withdraw a ${one} from the public, at once`,
      description:
        'By whoever keeps it or a validator of its country. Copies learn of it by `modified_after`. A change that is approved publishes it again.',
      access: 'listing:withdraw',
      params: byListing,
      body: json(Reason),
      answers: shown,
      problems: ['conflict'],
    },
  } as const;
}

/** A listing as those see it who work on it. */
export type Listing<C> = Omit<z.output<ReturnType<typeof listing>>, 'published' | 'proposed'> & { published: C | null; proposed: C | null };
