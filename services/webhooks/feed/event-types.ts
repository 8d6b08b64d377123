import * as z from 'zod';
import { eventTypes as types } from '../../../shared/contract/events.ts';
import { exampleEvent, kindOf } from '../../../shared/contract/events/told.ts';
import type { EventTypes } from '../../../shared/contract/webhooks/feed.ts';

/** Every type of event, what it tells in that language, the JSON Schema of its data and an example of this origin (register IX-10). */
export function eventTypes(origin: string, language: 'es' | 'en'): EventTypes {
  return {
    types: types.map((type) => {
      const { about, data, directed = false } = kindOf(type);
      return { type, about: about[language], directed, schema: z.toJSONSchema(data), example: exampleEvent(type, origin) };
    }),
  };
}
