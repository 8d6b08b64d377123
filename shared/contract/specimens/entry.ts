import * as z from 'zod';
import { Audience, Tlp } from '../access.ts';
import { Instant } from '../dates.ts';
import { Country } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, json, listOf, nothing } from '../route.ts';
import type { Tag } from '../tags.ts';
import { Text } from '../text.ts';

export const entryStates = ['draft', 'submitted', 'checked', 'published', 'withdrawn'] as const;
export type EntryState = (typeof entryStates)[number];

const Given = (id: string) => z.strictObject({ reason: Text, at: Instant }).meta({ id });
const Returned = Given('EntryReturned');
const Withdrawn = Given('EntryWithdrawn');

/**
 * What every entry of the document exchange has besides what it says. `published` is what those read whom its label names; `draft` is what
 * its source organisation works on, and nobody else sees.
 */
export const entry = <C extends z.ZodObject>(content: C) =>
  z.strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    organisation: z.uuidv7().meta({ description: 'The source organisation' }),
    country: Country,
    state: z.enum(entryStates),
    published: content.nullable(),
    draft: content.nullable().meta({ description: 'Seen by the source organisation alone' }),
    tlp: Tlp,
    audience: Audience,
    group: z.uuidv7().nullable(),
    returned: Returned.nullable().meta({ description: 'Why it was last given back; seen by the source organisation alone' }),
    withdrawn: Withdrawn.nullable(),
    publishedAt: Instant.nullable(),
    changedAt: Instant,
    createdAt: Instant,
  });

/** What a new entry says of its place, besides its content: its network, and the country that it is of. */
export const newPlace = { network: z.uuidv7(), country: Country };

/** Whom an entry is published for: label and audience, the group or the named clients where the audience is one. */
const labelFor = (tlp: Tlp, audience: Audience) =>
  z.strictObject({
    tlp: Tlp.default(tlp),
    audience: Audience.default(audience),
    group: z.uuidv7().nullable().default(null),
    persons: z
      .array(z.uuidv7())
      .max(200)
      .default([])
      .meta({ description: 'The clients named, where the audience is `persons`', examples: [[]] }),
  });

/** Governments of the network unless the source widens it. */
export const EntryLabel = labelFor('AMBER', 'governments').meta({
  id: 'EntryLabel',
  examples: [{ tlp: 'AMBER', audience: 'governments', group: null, persons: [] }],
});
export type EntryLabel = z.output<typeof EntryLabel>;

/** The most sensitive class: its own organisation, until that names others. */
export const SensitiveLabel = labelFor('AMBER+STRICT', 'organisation').meta({
  id: 'SensitiveLabel',
  examples: [{ tlp: 'AMBER+STRICT', audience: 'organisation', group: null, persons: [] }],
});

export const Reason = z
  .strictObject({ reason: Text })
  .meta({ id: 'EntryReason', examples: [{ reason: { es: 'Falta la imagen del reverso' } }] });

type Words<P, E, F> = { path: P; tag: Tag; one: string; many: string; end: E; filters: F };
type Schemas<One, New, Patch> = { one: One; made: New; patch: Patch; label?: typeof EntryLabel };

/** The routes that every kind of entry has: written by its source organisation, published by a validator of it under a label. */
export function entryRoutes<
  const P extends `/v1/${string}`,
  const E extends 'withdrawal' | 'cancellation',
  F extends z.ZodRawShape,
  One extends z.ZodType,
  New extends z.ZodType,
  Patch extends z.ZodType,
>({ path, tag, one, many, end, filters }: Words<P, E, F>, { label = EntryLabel, ...schemas }: Schemas<One, New, Patch>) {
  const single = `${path}/{id}` as const;
  const shown = { 200: answer(schemas.one) };
  return {
    list: {
      method: 'get',
      path,
      tag,
      summary: `List the ${many} that the caller may see`,
      access: 'exchange:read',
      query: z.strictObject({
        ...paging,
        network: NetworkRef.optional(),
        country: Country.optional(),
        organisation: z.uuidv7().optional(),
        state: z.enum(entryStates).optional(),
        ...filters,
      }),
      answers: { 200: listOf(schemas.one) },
    },
    create: {
      method: 'post',
      path,
      tag,
      summary: `Begin a ${one}`,
      description: 'A draft, seen by its own organisation alone until it is published. Personal data are refused.',
      access: 'exchange:create',
      body: json(schemas.made),
      answers: { 201: answer(schemas.one) },
      problems: ['unprocessable', 'personal-data'],
    },
    get: {
      method: 'get',
      path: single,
      tag,
      summary: `Get a ${one}`,
      access: 'exchange:read',
      params: byId,
      answers: shown,
    },
    update: {
      method: 'patch',
      path: single,
      tag,
      summary: `Change a ${one}`,
      description: 'What is published stays as it is until the change is published too.',
      access: 'exchange:write',
      params: byId,
      body: json(schemas.patch),
      answers: shown,
      problems: ['unprocessable', 'personal-data', 'conflict'],
    },
    discard: {
      method: 'delete',
      path: `${single}/draft`,
      tag,
      summary: `Discard what is not published of a ${one}`,
      description: 'What was never published goes with it.',
      access: 'exchange:write',
      params: byId,
      answers: { 204: nothing },
      problems: ['conflict'],
    },
    publish: {
      method: 'put',
      path: `${single}/publication`,
      tag,
      summary: `Publish a ${one} for those whom the label names, or give what is published another label`,
      access: 'exchange:publish',
      params: byId,
      body: json(label),
      answers: shown,
      problems: ['conflict', 'labels-disagree', 'consent-needed', 'unprocessable'],
    },
    withdraw: {
      method: 'put',
      path: `${single}/${end}`,
      tag,
      summary: end === 'withdrawal' ? `Withdraw a published ${one}, with the reason` : `Cancel a published ${one}, with the reason`,
      access: 'exchange:publish',
      params: byId,
      body: json(Reason),
      answers: shown,
      problems: ['conflict', 'personal-data'],
    },
  } as const;
}
