import { expect, test } from 'vitest';
import * as z from 'zod';
import { toCloudEvent } from '../../../services/webhooks/cloud-event.ts';
import { eventTypes } from '../../../services/webhooks/feed/event-types.ts';
import { events, eventTypes as names } from '../../../shared/contract/events.ts';
import { CloudEvent } from '../../../shared/contract/webhooks/cloud-event.ts';
import { EventTypes } from '../../../shared/contract/webhooks/feed.ts';

const origin = 'https://enlace.example.org';
const { types } = eventTypes(origin, 'es');
const entry = (name: string) => types.find(({ type }) => type === name);

test('every type of the catalogue has its entry, and nothing else has', () => {
  expect(types.map(({ type }) => type)).toEqual(names);
  expect(EventTypes.parse({ types })).toEqual({ types });
});

test.each(names)('%s is told with an example that its own schema takes', (name) => {
  const { schema, example } = entry(name) ?? expect.unreachable();
  expect(CloudEvent.parse(example)).toMatchObject({ type: name, source: origin });
  expect(z.fromJSONSchema(schema as never).safeParse(example.data)).toMatchObject({ success: true });
  const { links: _, ...data } = example.data;
  expect(events[name].data.parse(data)).toEqual(data);
});

test.each(names)('the example of %s is as the event would be told', (name) => {
  const { example } = entry(name) ?? expect.unreachable();
  const { links: _, ...data } = example.data;
  const row = { ...example, network: example.network ?? null, sequence: Number(example.sequence), at: example.time, data };
  expect(toCloudEvent(row, origin)).toEqual(example);
});

test('a field that the type does not have is refused by its schema', () => {
  const { schema, example } = entry('plans.report.published') ?? expect.unreachable();
  expect(z.fromJSONSchema(schema as never).safeParse({ ...example.data, amount: 3 }).success).toBe(false);
});

test('what each type tells is said in the language that was asked for', () => {
  const english = eventTypes(origin, 'en').types;
  for (const name of names) {
    expect(entry(name)?.about).toBe(events[name].about.es);
    expect(english.find(({ type }) => type === name)?.about).toBe(events[name].about.en);
  }
});

test('what goes to one endpoint alone says so', () => {
  const directed = types.filter((one) => one.directed).map(({ type }) => type);
  expect(directed).toEqual(['webhooks.endpoint.challenged', 'webhooks.endpoint.tested', 'webhooks.heartbeat.sent']);
});
