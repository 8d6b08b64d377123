import * as z from 'zod';
import { Edtf, Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';

export const openGroups = ['hostCountry', 'participatingCountries', 'interestedGovernments'] as const;

const ParticipationFields = z.strictObject({
  activity: z.uuidv7(),
  organisation: z.uuidv7(),
  kind: z.enum(openGroups),
  event: Text.nullable().default(null).meta({ description: 'The event it is for; null for the whole activity' }),
  date: Edtf.nullable().default(null).meta({ description: 'When the event is: what is owed for it falls due then' }),
});

/** Who fills an open group of an activity: by joining, or named by the secretariat, event by event (register PL-15). */
export const Participation = ParticipationFields.extend({ id: z.uuidv7(), network: z.uuidv7(), plan: z.uuidv7(), createdAt: Instant }).meta(
  {
    id: 'Participation',
  },
);
export type Participation = z.output<typeof Participation>;

export const NewParticipation = ParticipationFields.meta({ id: 'NewParticipation' });
export type NewParticipation = z.output<typeof NewParticipation>;

const tag = 'Ledger';

export const participations = contract({
  listParticipations: {
    method: 'get',
    path: '/v1/participations',
    tag,
    summary: 'List who fills the open groups of activities',
    access: 'plan:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), plan: z.uuidv7().optional(), activity: z.uuidv7().optional() }),
    answers: { 200: listOf(Participation) },
  },
  createParticipation: {
    method: 'post',
    path: '/v1/participations',
    tag,
    summary: 'Join an open group of an activity, or name who fills it',
    description: 'An organisation joins for itself; the secretariat names anyone of the network.',
    access: 'participation:edit',
    body: json(NewParticipation),
    answers: { 201: answer(Participation) },
    problems: ['unprocessable', 'not-a-member'],
  },
  deleteParticipation: {
    method: 'delete',
    path: '/v1/participations/{id}',
    tag,
    summary: 'Leave an open group, or take a name out of it',
    access: 'participation:edit',
    params: byId,
    answers: { 204: nothing },
  },
});
