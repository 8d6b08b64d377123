import { z } from 'zod';
import { NetworkRef } from '../identity/networks.ts';
import { flag, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Printed } from '../text.ts';
import { Activity } from './activities.ts';
import { Citation, partKinds } from './outline.ts';

/** A distinct citation with the activities that rest on it (register PL-04). */
export const Mandate = Citation.extend({
  id: z.uuidv7(),
  network: z.uuidv7(),
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
});
export type MandateFilter = z.infer<typeof MandateFilter>;

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
  listOrphans: {
    method: 'get',
    path: '/v1/mandates/orphans',
    tag,
    summary: 'List the activities of the active part that rest on no mandate',
    access: 'plan:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), plan: z.uuidv7().optional() }),
    answers: { 200: listOf(Activity) },
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
