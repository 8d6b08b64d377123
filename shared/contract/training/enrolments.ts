import * as z from 'zod';
import { Day, Instant } from '../dates.ts';
import { Country, line } from '../directory/parts.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';

/** Where a person stands on a training: nominated; accepted, waiting or declined by its organiser; or withdrawn by either side. */
export const enrolmentStates = ['nominated', 'accepted', 'waiting', 'declined', 'withdrawn'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

const decisions = ['accepted', 'waiting', 'declined'] as const;

/** A day on which somebody was there: of a session, or of the training as a whole. */
const Attended = z
  .strictObject({ session: z.uuid().nullable().meta({ description: 'The session; null: the training as a whole' }), on: Day })
  .meta({ id: 'Attended', examples: [{ session: null, on: '2026-05-04' }] });
export type Attended = z.output<typeof Attended>;

/** How somebody did, as the organiser judges (register TR-17, OA-47). */
const Evaluation = z
  .strictObject({ passed: z.boolean(), score: z.number().min(0).max(100).nullable().default(null), on: Day })
  .meta({ id: 'TrainingEvaluation', examples: [{ passed: true, score: 86, on: '2026-05-06' }] });
export type Evaluation = z.output<typeof Evaluation>;

const person = {
  name: line.meta({ description: 'The person’s name', examples: ['Ana Ejemplo'] }),
  post: line.nullable(),
  sex: z.enum(['female', 'male', 'other']).nullable().meta({ description: 'Where it is counted' }),
};

/** A person whom an organisation nominates for a training, seen by that organisation and by the organiser alone (register TR-01, TR-16). */
export const Enrolment = z
  .strictObject({
    id: z.uuidv7(),
    edition: z.uuidv7(),
    organisation: z.uuidv7().meta({ description: 'Who nominates' }),
    country: Country.nullable().meta({ description: 'The country of that organisation' }),
    ...person,
    name: person.name.nullable().meta({ description: 'Null when it was erased' }),
    state: z.enum(enrolmentStates),
    attended: z.array(Attended).max(500),
    evaluation: Evaluation.nullable(),
    erasedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Enrolment' });
export type Enrolment = z.output<typeof Enrolment>;

export const Nomination = z
  .strictObject({ edition: z.uuidv7(), name: person.name, post: person.post.default(null), sex: person.sex.default(null) })
  .meta({ id: 'Nomination', examples: [{ edition: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', name: 'Ana Ejemplo' }] });
export type Nomination = z.output<typeof Nomination>;

export const EnrolmentDecision = z
  .strictObject({ state: z.enum(decisions) })
  .meta({ id: 'EnrolmentDecision', examples: [{ state: 'accepted' }] });
export type EnrolmentDecision = z.output<typeof EnrolmentDecision>;

export const Attendance = z
  .strictObject({ attended: z.array(Attended).max(500) })
  .meta({ id: 'Attendance', examples: [{ attended: [{ session: null, on: '2026-05-04' }] }] });
export type Attendance = z.output<typeof Attendance>;

export const EvaluationGiven = z
  .strictObject({ evaluation: Evaluation.nullable() })
  .meta({ id: 'EvaluationGiven', examples: [{ evaluation: { passed: true, score: 86, on: '2026-05-06' } }] });
export type EvaluationGiven = z.output<typeof EvaluationGiven>;

export const PersonPatch = z
  .strictObject({ name: person.name.optional(), post: person.post.optional(), sex: person.sex.optional() })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Nothing to change / Nada que cambiar' })
  .meta({ id: 'EnrolmentPatch', examples: [{ name: 'Ana María Ejemplo' }] });
export type PersonPatch = z.output<typeof PersonPatch>;

const tag = 'Training enrolments';
const shown = { 200: answer(Enrolment) };
const act = <const P extends string>(path: P) =>
  ({ method: 'put', path: `/v1/training-enrolments/{id}/${path}`, tag, params: byId }) as const;

export const enrolments = contract({
  listEnrolments: {
    method: 'get',
    path: '/v1/training-enrolments',
    tag,
    summary: 'List the persons whom the caller’s organisation nominated, and those nominated for its trainings',
    access: 'enrolment:read',
    query: z.strictObject({
      ...paging,
      edition: z.uuidv7().optional(),
      organisation: z.uuidv7().optional(),
      state: z.enum(enrolmentStates).optional(),
    }),
    answers: { 200: listOf(Enrolment) },
  },
  nominate: {
    method: 'post',
    path: '/v1/training-enrolments',
    tag,
    summary: 'Nominate a person for a training that is open',
    access: 'enrolment:create',
    body: json(Nomination),
    answers: { 201: answer(Enrolment) },
    problems: ['conflict'],
  },
  getEnrolment: {
    method: 'get',
    path: '/v1/training-enrolments/{id}',
    tag,
    summary: 'Get an enrolment',
    access: 'enrolment:read',
    params: byId,
    answers: shown,
  },
  correctEnrolment: {
    method: 'patch',
    path: '/v1/training-enrolments/{id}',
    tag,
    summary: 'Correct what an enrolment says of its person',
    description: 'Certificates issued before say what they said: issue them anew.',
    access: 'enrolment:write',
    params: byId,
    body: json(PersonPatch),
    answers: shown,
    problems: ['conflict'],
  },
  decideEnrolment: {
    ...act('decision'),
    summary: 'Accept a person, put on the waiting list, or decline, as the organiser',
    description: 'Who is accepted takes a seat of the country, or of those that are left over once they are offered again (409).',
    access: 'enrolment:decide',
    body: json(EnrolmentDecision),
    answers: shown,
    problems: ['conflict'],
  },
  withdrawEnrolment: {
    ...act('withdrawal'),
    summary: 'Withdraw a person; the seat is free again',
    access: 'enrolment:write',
    answers: shown,
    problems: ['conflict'],
  },
  recordAttendance: {
    ...act('attendance'),
    summary: 'Say on which days a person was there',
    description: 'It replaces what was said before. Only who was accepted attends, and not before the day.',
    access: 'enrolment:decide',
    body: json(Attendance),
    answers: shown,
    problems: ['conflict', 'unprocessable'],
  },
  evaluateEnrolment: {
    ...act('evaluation'),
    summary: 'Say whether a person passed, or take that back',
    description: 'Only who attended is evaluated.',
    access: 'enrolment:decide',
    body: json(EvaluationGiven),
    answers: shown,
    problems: ['conflict', 'unprocessable'],
  },
  eraseEnrolment: {
    ...act('erasure'),
    summary: 'Erase a person’s data at their request; that somebody was there stays counted',
    access: 'enrolment:write',
    answers: shown,
  },
});
