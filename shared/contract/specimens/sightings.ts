import * as z from 'zod';
import { Instant } from '../dates.ts';
import { Country } from '../directory/parts.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { Month } from './words.ts';

export const sightingKinds = ['seen', 'false-positive', 'expired'] as const;

const said = {
  kind: z.enum(sightingKinds).meta({ description: 'Seen here too; looked alike but was genuine; no longer met' }),
  month: Month,
  place: Text.nullable(),
  route: z.array(Country).max(20).meta({ description: 'Countries of the journey, in order' }),
  count: z
    .int()
    .min(0)
    .max(1_000_000)
    .meta({ description: 'Documents detected', examples: [2] }),
  note: Text.nullable(),
};

/** What another country says of an alert. Whoever sees the alert sees it (register SP-01, SP-02). */
export const Sighting = z
  .strictObject({ id: z.uuidv7(), alert: z.uuidv7(), organisation: z.uuidv7(), ...said, createdAt: Instant })
  .meta({ id: 'Sighting' });
export type Sighting = z.output<typeof Sighting>;

export const NewSighting = z
  .strictObject({
    ...said,
    place: said.place.default(null),
    route: said.route.default([]),
    count: said.count.default(1),
    note: said.note.default(null),
  })
  .meta({ id: 'NewSighting', examples: [{ kind: 'seen', month: '2026-03', count: 2 }] });
export type NewSighting = z.output<typeof NewSighting>;

const tag = 'Alerts on documents';

export const sightings = contract({
  listSightings: {
    method: 'get',
    path: '/v1/alerts/{id}/sightings',
    tag,
    summary: 'List what other countries have said of an alert',
    access: 'exchange:read',
    params: byId,
    query: z.strictObject({ ...paging, kind: z.enum(sightingKinds).optional() }),
    answers: { 200: listOf(Sighting) },
  },
  addSighting: {
    method: 'post',
    path: '/v1/alerts/{id}/sightings',
    tag,
    summary: 'Say that what an alert tells of was seen, was a false positive or is no longer met',
    access: 'exchange:contribute',
    params: byId,
    body: json(NewSighting),
    answers: { 201: answer(Sighting) },
    problems: ['conflict', 'personal-data'],
  },
  removeSighting: {
    method: 'delete',
    path: '/v1/alerts/{id}/sightings/{sightingId}',
    tag,
    summary: 'Take back a sighting of one’s own organisation',
    description: 'If-Match is the version of the alert.',
    access: 'exchange:write',
    params: byId.extend({ sightingId: z.uuidv7() }),
    answers: { 204: nothing },
  },
});
