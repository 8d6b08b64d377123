import * as z from 'zod';
import { NetworkRef } from '../identity/networks.ts';
import { byId, flag, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Printed } from '../text.ts';
import { Activity } from './activities.ts';
import { Citation, partKinds } from './outline.ts';

/** A distinct citation with the activities that rest on it (register PL-04). */
export const Mandate = Citation.extend({
  id: z.uuidv7(),
  network: z.uuidv7(),
  meeting: z.uuidv7().nullable().meta({ description: 'The meeting that it cites, once found; null also where the caller does not see it' }),
  pointId: z.uuidv7().nullable().meta({ description: 'The point of the report of that meeting' }),
  activities: z
    .array(z.strictObject({ id: z.uuidv7(), plan: z.uuidv7(), part: z.enum(partKinds), number: Printed.nullable() }))
    .max(10_000),
}).meta({ id: 'Mandate' });
export type Mandate = z.infer<typeof Mandate>;

/** How mandates are filtered; filters combine with AND. */
export const MandateFilter = z.strictObject({
  ...paging,
  network: NetworkRef.optional(),
  plan: z.uuidv7().optional(),
  body: z.string().max(40).optional(),
  instrument: Citation.shape.instrument.unwrap().optional(),
  complete: flag.optional(),
  resolved: flag.optional().meta({ description: 'Whether the meeting is found, and the point where that meeting has points recorded' }),
});
export type MandateFilter = z.infer<typeof MandateFilter>;

/** What a person says a citation means. Without a meeting it goes back to the automatic rule. */
export const MandateLink = z
  .strictObject({ meeting: z.uuidv7().nullable(), point: z.uuidv7().nullable() })
  .refine(({ meeting, point }) => meeting !== null || point === null, {
    path: ['point'],
    error: 'A point goes with its meeting / Un punto va con su reunión',
  })
  .meta({ id: 'MandateLink', examples: [{ meeting: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', point: null }] });
export type MandateLink = z.infer<typeof MandateLink>;

const CitationRequest = z
  .strictObject({ text: z.string().max(100_000), network: NetworkRef.optional().meta({ description: 'Whose bodies to recognise' }) })
  .meta({
    id: 'CitationRequest',
    examples: [{ text: 'Crear un directorio. (Ref.: p. e.B, Inf. Red Trata, GRCM, diciembre 2009)', network: 'crm' }],
  });
export type CitationRequest = z.infer<typeof CitationRequest>;

const Citations = z.strictObject({ citations: z.array(Citation).max(50_000) }).meta({ id: 'Citations' });

const tag = 'Mandates';

export const mandates = contract({
  listMandates: {
    method: 'get',
    path: '/v1/mandates',
    tag,
    summary: 'List each distinct citation with the activities that rest on it',
    access: 'plan:read',
    query: MandateFilter,
    answers: { 200: listOf(Mandate) },
  },
  // Before the one by its id, which would take its path.
  listOrphans: {
    method: 'get',
    path: '/v1/mandates/orphans',
    tag,
    summary: 'List the activities of the active part that rest on no mandate',
    access: 'plan:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), plan: z.uuidv7().optional() }),
    answers: { 200: listOf(Activity) },
  },
  getMandate: {
    method: 'get',
    path: '/v1/mandates/{id}',
    tag,
    summary: 'Get a citation with the activities that rest on it',
    access: 'plan:read',
    params: byId,
    answers: { 200: answer(Mandate) },
  },
  linkMandate: {
    method: 'put',
    path: '/v1/mandates/{id}/link',
    tag,
    summary: 'Say which meeting and point a citation means',
    description: 'Stands until it is taken back with `null`: then the meeting is found by body, date, session and place again.',
    access: 'plan:edit',
    params: byId,
    body: json(MandateLink),
    answers: { 200: answer(Mandate) },
    problems: ['unprocessable'],
  },
  parseCitations: {
    method: 'post',
    path: '/v1/citations/parse',
    tag,
    summary: 'Find and understand the citations in a text',
    access: 'principal',
    body: json(CitationRequest),
    answers: { 200: answer(Citations) },
  },
});
