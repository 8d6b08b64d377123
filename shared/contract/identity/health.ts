import * as z from 'zod';
import { answer, contract } from '../route.ts';

const Readiness = z
  .strictObject({ database: z.literal('answers'), durability: z.enum(['full', 'provider']) })
  .meta({ id: 'Readiness', examples: [{ database: 'answers', durability: 'full' }] });
export type Readiness = z.infer<typeof Readiness>;

export const health = contract({
  getReadiness: {
    method: 'get',
    path: '/readyz',
    tag: 'Health',
    summary: 'Whether the database answers and keeps what it acknowledges',
    access: 'anyone',
    fresh: true,
    answers: { 200: answer(Readiness) },
    problems: ['unavailable'],
  },
});
