import type { z } from 'zod';
import { directoryEvents } from './events/directory.ts';
import { identityEvents } from './events/identity.ts';
import type { EventKind } from './events/kind.ts';
import { planEvents } from './events/plans.ts';
import { specimenEvents } from './events/specimens.ts';
import { trainingEvents } from './events/training.ts';
import { webhookEvents } from './events/webhooks.ts';

/** Every type of event there is, `slice.noun.verb-in-past`, with what it tells and the shape of its data. What is not here cannot be written. */
export const events = {
  ...identityEvents,
  ...planEvents,
  ...directoryEvents,
  ...specimenEvents,
  ...trainingEvents,
  ...webhookEvents,
} satisfies Record<string, EventKind>;

export type EventType = keyof typeof events;

/** What an event of a type says, beyond what every event does. */
export type EventData<T extends EventType> = z.input<(typeof events)[T]['data']>;

/** The types of all events. */
export const eventTypes = Object.keys(events) as EventType[];

/** The types that go to one endpoint alone, whatever else it asks for. */
export const directedTypes = eventTypes.filter((type) => (events[type] as EventKind).directed);
