import * as z from 'zod';
import { Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';

/** The letter or number that a report prints before a point: `a`, `e.A`, `iv`, `10.b`. Case counts. */
export const PointLabel = z
  .string()
  .max(20)
  .regex(/^[0-9A-Za-zÑñ]{1,6}(\.[0-9A-Za-zÑñ]{1,6}){0,3}$/)
  .meta({ description: 'Printed letter or number of a point', examples: ['e.B'] });

const PointFields = z.strictObject({
  label: PointLabel,
  kind: z.enum(['item', 'proposal']).meta({ description: 'Whether it informs or proposes' }),
  text: Text,
  ordinal: z.int().min(1).max(10_000).optional().meta({ description: 'Place in the report; last when it is left out' }),
});

/** A point of the report of a meeting (register ME-02). */
export const Point = PointFields.extend({
  id: z.uuidv7(),
  meeting: z.uuidv7(),
  ordinal: z.int().min(1).max(20_000),
  createdAt: Instant,
}).meta({
  id: 'Point',
});
export type Point = z.output<typeof Point>;

export const NewPoint = PointFields.extend({ kind: PointFields.shape.kind.default('item') }).meta({
  id: 'NewPoint',
  examples: [{ label: 'e.B', kind: 'item', text: { es: 'Directorio de referencia para la repatriación' } }],
});
export type NewPoint = z.output<typeof NewPoint>;

export const PointPatch = PointFields.omit({ ordinal: true }).partial().meta({ id: 'PointPatch' });
export type PointPatch = z.output<typeof PointPatch>;

const tag = 'Meetings';
const ofMeeting = z.strictObject({ id: byId.shape.id, pointId: z.uuidv7().meta({ description: 'Id of the point' }) });

export const points = contract({
  listPoints: {
    method: 'get',
    path: '/v1/meetings/{id}/points',
    tag,
    summary: 'List the points of the report of a meeting, as printed',
    access: 'meeting:read',
    params: byId,
    query: z.strictObject(paging),
    answers: { 200: listOf(Point) },
  },
  addPoint: {
    method: 'post',
    path: '/v1/meetings/{id}/points',
    tag,
    summary: 'Add a point to the report of a meeting',
    description: 'Mandates that cite it are linked to it in the same moment.',
    access: 'meeting:edit',
    params: byId,
    body: json(NewPoint),
    answers: { 201: answer(Point) },
    problems: ['conflict'],
  },
  updatePoint: {
    method: 'patch',
    path: '/v1/meetings/{id}/points/{pointId}',
    tag,
    summary: 'Correct a point',
    access: 'meeting:edit',
    params: ofMeeting,
    body: json(PointPatch),
    answers: { 200: answer(Point) },
    problems: ['conflict'],
  },
  removePoint: {
    method: 'delete',
    path: '/v1/meetings/{id}/points/{pointId}',
    tag,
    summary: 'Take a point out that nothing rests on',
    access: 'meeting:edit',
    params: ofMeeting,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
});
