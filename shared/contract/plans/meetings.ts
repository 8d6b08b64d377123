import * as z from 'zod';
import { Audience, Tlp } from '../access.ts';
import { Day, Edtf, Instant, firstDay, lastDay } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';

export const meetingStates = ['planned', 'confirmed', 'held', 'postponed', 'cancelled'] as const;

/** An organisation at a meeting (register ME-12). */
export const Participant = z
  .strictObject({ organisation: z.uuidv7(), attendance: z.enum(['invited', 'present', 'absent']) })
  .meta({ id: 'Participant' });
export type Participant = z.infer<typeof Participant>;

/** A document before a meeting: who presents it and what the meeting made of it (register ME-08, ME-09). */
export const MeetingDocument = z
  .strictObject({
    title: Text,
    url: z
      .url({ protocol: /^https$/ })
      .max(2000)
      .nullable()
      .default(null),
    presenters: z.array(z.uuidv7()).max(50).default([]),
    consideration: Text.nullable().default(null).meta({ description: 'What the meeting made of it' }),
  })
  .meta({ id: 'MeetingDocument' });
export type MeetingDocument = z.infer<typeof MeetingDocument>;

const inOrder = (date: string) => firstDay(date) <= lastDay(date);
const oncePerOrganisation = (list: Participant[]) => new Set(list.map(({ organisation }) => organisation)).size === list.length;

// No defaults here: a patch must not put them over what it leaves out.
const MeetingFields = z.strictObject({
  body: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .meta({ description: 'Code of the body that meets', examples: ['GRCM'] }),
  session: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .nullable()
    .meta({ description: 'Its printed number', examples: ['XI'] }),
  title: Text.nullable(),
  place: Text.nullable(),
  date: Edtf.refine(inOrder, { error: 'It ends before it begins / Termina antes de empezar' })
    .nullable()
    .meta({ description: 'EDTF date or interval; null while it is to be defined' }),
  before: z
    .uuidv7()
    .nullable()
    .meta({ description: 'The meeting on whose eve it is held: its own date is then always the day before, and moves with it' }),
  host: z.uuidv7().nullable().meta({ description: 'Organisation that hosts it' }),
  presidency: z.uuidv7().nullable().meta({ description: 'Organisation that presides over it' }),
  state: z.enum(meetingStates),
  participants: z
    .array(Participant)
    .max(200)
    .refine(oncePerOrganisation, { error: 'An organisation stands there twice / Una organización aparece dos veces' }),
  documents: z.array(MeetingDocument).max(200),
});
const { session, title, place, date, before, host, presidency, state, participants, documents } = MeetingFields.shape;

/** A meeting of a body of a network (register ME-01, ME-13). */
export const Meeting = MeetingFields.extend({
  id: z.uuidv7(),
  network: z.uuidv7(),
  startsOn: Day.nullable().meta({ description: 'First day that its date may mean' }),
  endsOn: Day.nullable().meta({ description: 'Last day that its date may mean' }),
  organisation: z.uuidv7().nullable().meta({ description: 'Its source: who keeps it' }),
  tlp: Tlp,
  audience: Audience,
  group: z.uuidv7().nullable(),
  createdAt: Instant,
}).meta({ id: 'Meeting' });
export type Meeting = z.output<typeof Meeting>;

export const NewMeeting = MeetingFields.extend({
  network: NetworkRef,
  session: session.default(null),
  title: title.default(null),
  place: place.default(null),
  date: date.default(null),
  before: before.default(null),
  host: host.default(null),
  presidency: presidency.default(null),
  state: state.default('planned'),
  participants: participants.default([]),
  documents: documents.default([]),
  tlp: Tlp.extract(['GREEN', 'CLEAR', 'AMBER']).default('GREEN'),
  audience: Audience.exclude(['persons']).default('network'),
  group: z.uuidv7().nullable().default(null),
}).meta({
  id: 'NewMeeting',
  examples: [{ network: 'crm', body: 'GRCM', date: '2026-12-02/2026-12-03', place: { es: 'Ciudad de Guatemala' }, state: 'planned' }],
});
export type NewMeeting = z.output<typeof NewMeeting>;

export const MeetingPatch = MeetingFields.omit({ body: true })
  .partial()
  .meta({ id: 'MeetingPatch', examples: [{ date: '2026-12-09/2026-12-10' }] });
export type MeetingPatch = z.output<typeof MeetingPatch>;

const tag = 'Meetings';

export const meetings = contract({
  listMeetings: {
    method: 'get',
    path: '/v1/meetings',
    tag,
    summary: 'List the meetings of the bodies of a network, by date, those to be defined last',
    access: 'meeting:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      body: z.string().max(20).optional(),
      state: z.enum(meetingStates).optional(),
      from: Day.optional().meta({ description: 'Not over before this day' }),
      to: Day.optional().meta({ description: 'Begun by this day' }),
    }),
    answers: { 200: listOf(Meeting) },
  },
  createMeeting: {
    method: 'post',
    path: '/v1/meetings',
    tag,
    summary: 'Put a meeting into the calendar of a network',
    description:
      'A body that meets the day before another (see the bodies of the network) may leave its date to `before`. Organisations outside the network are refused.',
    access: 'meeting:edit',
    body: json(NewMeeting),
    answers: { 201: answer(Meeting) },
    problems: ['unprocessable', 'not-a-member', 'conflict', 'labels-disagree'],
  },
  getMeeting: {
    method: 'get',
    path: '/v1/meetings/{id}',
    tag,
    summary: 'Get a meeting',
    access: 'meeting:read',
    params: byId,
    answers: { 200: answer(Meeting) },
  },
  updateMeeting: {
    method: 'patch',
    path: '/v1/meetings/{id}',
    tag,
    summary: 'Change a meeting: move it, confirm it, name who took part',
    description: 'Moving a meeting moves the one held on its eve, and the due dates of what is owed for either.',
    access: 'meeting:edit',
    params: byId,
    body: json(MeetingPatch),
    answers: { 200: answer(Meeting) },
    problems: ['unprocessable', 'not-a-member', 'conflict'],
  },
});
