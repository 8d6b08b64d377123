import * as z from 'zod';
import { type EventType, events } from '../events.ts';
import { exampleOf } from '../example.ts';
import { CloudEvent } from '../webhooks/cloud-event.ts';
import { type EventKind, linksOf } from './kind.ts';

const links = z
  .record(z.string().max(40), z.url().max(300))
  .meta({ id: 'EventLinks', description: 'Where each thing that `data` names is read, by its name there' });

/** What is known of a type of event, its data as it is told: with the links. */
export function kindOf(type: EventType): EventKind {
  const { data, ...kind }: EventKind = events[type];
  return { ...kind, data: data.extend({ links }) };
}

/** An example of an event of a type, put together from the examples of its fields. */
export function exampleEvent(type: EventType, source: string): CloudEvent {
  const data = exampleOf(events[type].data) as Record<string, unknown>;
  const subject = String(Object.values(data)[0]);
  return { ...(exampleOf(CloudEvent) as CloudEvent), source, type, subject, data: { ...data, links: linksOf(data, source) } };
}
