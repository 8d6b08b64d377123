import * as z from 'zod';
import { eventTypes } from '../events.ts';

/** Whether a pattern takes a type: the same type, or everything that begins with what stands before the star. */
export const takes = (pattern: string, type: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type;

/** A type of event, or a beginning of types with a star: `*`, `plans.*`, `plans.report.*`. */
export const TypePattern = z
  .string()
  .max(100)
  .regex(/^(\*|[a-z]+(\.[a-z]+)*(\.\*)?)$/)
  .refine((pattern) => eventTypes.some((type) => takes(pattern, type)), {
    error: 'No type of event is like this: see /v1/event-types / Ningún tipo de evento es así: vea /v1/event-types',
  })
  .meta({ description: 'A type of event, or a prefix with a star', examples: ['plans.*'] });
