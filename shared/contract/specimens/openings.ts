import * as z from 'zod';
import { Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { contract, listOf } from '../route.ts';

/** That somebody opened a specimen or a picture of it. */
export const Opening = z
  .strictObject({
    at: Instant,
    organisation: z.uuidv7().nullable().meta({ description: 'Which organisation opened it' }),
    client: z.uuidv7().nullable(),
    image: z.uuidv7().nullable().meta({ description: 'Which picture; null for the specimen itself' }),
    original: z.boolean().meta({ description: 'In its full size' }),
  })
  .meta({ id: 'SpecimenOpening' });
export type Opening = z.output<typeof Opening>;

export const openings = contract({
  listOpenings: {
    method: 'get',
    path: '/v1/specimens/{id}/openings',
    tag: 'Specimens',
    summary: 'List who has opened a specimen of one’s own organisation, when, and which picture, oldest first',
    access: 'exchange:openings',
    params: byId,
    query: z.strictObject(paging),
    answers: { 200: listOf(Opening) },
  },
});
