import * as z from 'zod';
import { Day, EdtfDate, Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, flag, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';

export const agreementStates = ['open', 'done', 'cancelled'] as const;

/** By when: a day, a month or a year (EDTF), the next meeting of a body after the one that agreed it, or still to be defined (register RR-02, RR-20). */
export const Deadline = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('date'), date: EdtfDate }),
    z.strictObject({ kind: z.literal('nextMeeting'), body: z.string().trim().min(1).max(20) }),
    z.strictObject({ kind: z.literal('toBeDefined') }),
  ])
  .meta({ id: 'Deadline', examples: [{ kind: 'nextMeeting', body: 'GRCM' }] });
export type Deadline = z.infer<typeof Deadline>;

// No defaults here: a patch must not put them over what it leaves out.
const AgreementFields = z.strictObject({
  point: z.uuidv7().nullable().meta({ description: 'The point of the report that prints it' }),
  theme: Text.nullable(),
  text: Text,
  owners: z.array(z.uuidv7()).max(100).meta({ description: 'Organisations that do it' }),
  recipients: z.array(z.uuidv7()).max(100).meta({ description: 'Organisations that it is done for' }),
  deadline: Deadline,
});
const { point, theme, owners, recipients } = AgreementFields.shape;

/** What a meeting agreed, with what becomes of it (register RR-02). */
export const Agreement = AgreementFields.extend({
  id: z.uuidv7(),
  network: z.uuidv7(),
  meeting: z.uuidv7(),
  dueOn: Day.nullable().meta({ description: 'Last day in time; null while it is to be defined or the meeting is not in the calendar' }),
  overdue: z.boolean(),
  state: z.enum(agreementStates),
  closedOn: Day.nullable(),
  note: Text.nullable().meta({ description: 'What came of it' }),
  createdAt: Instant,
}).meta({ id: 'Agreement' });
export type Agreement = z.output<typeof Agreement>;

export const NewAgreement = AgreementFields.extend({
  meeting: z.uuidv7(),
  point: point.default(null),
  theme: theme.default(null),
  owners: owners.default([]),
  recipients: recipients.default([]),
}).meta({
  id: 'NewAgreement',
  examples: [
    {
      meeting: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      text: { es: 'Enviar la propuesta de protocolo' },
      owners: [],
      recipients: [],
      deadline: { kind: 'date', date: '2013-03-31' },
    },
  ],
});
export type NewAgreement = z.output<typeof NewAgreement>;

export const AgreementPatch = AgreementFields.extend({ state: z.enum(agreementStates), closedOn: Day.nullable(), note: Text.nullable() })
  .partial()
  .meta({ id: 'AgreementPatch', examples: [{ state: 'done', closedOn: '2013-03-20' }] });
export type AgreementPatch = z.output<typeof AgreementPatch>;

const tag = 'Proposals and agreements';

export const agreements = contract({
  listAgreements: {
    method: 'get',
    path: '/v1/agreements',
    tag,
    summary: 'List agreements, oldest first',
    access: 'meeting:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      meeting: z.uuidv7().optional(),
      owner: z.uuidv7().optional(),
      recipient: z.uuidv7().optional(),
      state: z.enum(agreementStates).optional(),
      overdue: flag.optional(),
    }),
    answers: { 200: listOf(Agreement) },
  },
  createAgreement: {
    method: 'post',
    path: '/v1/agreements',
    tag,
    summary: 'Record what a meeting agreed',
    access: 'meeting:edit',
    body: json(NewAgreement),
    answers: { 201: answer(Agreement) },
    problems: ['unprocessable', 'not-a-member'],
  },
  getAgreement: {
    method: 'get',
    path: '/v1/agreements/{id}',
    tag,
    summary: 'Get an agreement',
    access: 'meeting:read',
    params: byId,
    answers: { 200: answer(Agreement) },
  },
  updateAgreement: {
    method: 'patch',
    path: '/v1/agreements/{id}',
    tag,
    summary: 'Change an agreement, or say that it is done',
    access: 'meeting:edit',
    params: byId,
    body: json(AgreementPatch),
    answers: { 200: answer(Agreement) },
    problems: ['unprocessable', 'not-a-member'],
  },
});
