import * as z from 'zod';
import { Audience, Tlp } from '../access.ts';
import { Instant } from '../dates.ts';
import { agree } from '../labels.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { NetworkRef } from './networks.ts';

const fields = {
  network: z.uuidv7(),
  subject: z.uuidv7().meta({ description: 'The record of the organisation’s own that may be shown more widely' }),
  tlp: Tlp,
  audience: Audience,
  group: z.uuidv7().nullable().meta({ description: 'The group, where the audience is one' }),
  note: Text.nullable(),
};

/** A source organisation's word that others may show one record of its own as widely as this label and audience. */
export const Consent = z
  .strictObject({ id: z.uuidv7(), organisation: z.uuidv7(), ...fields, givenAt: Instant, withdrawnAt: Instant.nullable() })
  .meta({
    id: 'Consent',
    examples: [
      {
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c20',
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        subject: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c16',
        tlp: 'CLEAR',
        audience: 'public',
        group: null,
        note: { es: 'Aprobado en la reunión de la red' },
        givenAt: '2026-03-01T12:00:00.000Z',
        withdrawnAt: null,
      },
    ],
  });
export type Consent = z.infer<typeof Consent>;

export const NewConsent = z
  .strictObject({ organisation: z.uuidv7(), ...fields, group: fields.group.default(null), note: fields.note.default(null) })
  .refine((consent) => agree(consent), {
    path: ['audience'],
    error: 'Label and audience do not agree / La etiqueta y la audiencia no concuerdan',
  })
  .meta({
    id: 'NewConsent',
    examples: [
      {
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        subject: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c16',
        tlp: 'CLEAR',
        audience: 'public',
        note: { es: 'Aprobado en la reunión de la red' },
      },
    ],
  });
export type NewConsent = z.infer<typeof NewConsent>;

const tag = 'Consents';

export const consents = contract({
  listConsents: {
    method: 'get',
    path: '/v1/consents',
    tag,
    summary: 'List the consents of the caller’s organisation, and those of its network for a secretariat',
    access: 'consent:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      organisation: z.uuidv7().optional(),
      subject: z.uuidv7().optional(),
    }),
    answers: { 200: listOf(Consent) },
  },
  giveConsent: {
    method: 'post',
    path: '/v1/consents',
    tag,
    summary: 'Consent that a record of one’s own be shown more widely',
    description: 'It opens nothing by itself: whoever keeps the record may then widen it so far and no further.',
    access: 'consent:give',
    body: json(NewConsent),
    answers: { 201: answer(Consent) },
    problems: ['unprocessable'],
  },
  getConsent: {
    method: 'get',
    path: '/v1/consents/{id}',
    tag,
    summary: 'Get a consent',
    access: 'consent:read',
    params: byId,
    answers: { 200: answer(Consent) },
  },
  withdrawConsent: {
    method: 'delete',
    path: '/v1/consents/{id}',
    tag,
    summary: 'Withdraw a consent; it stays on record and allows nothing from now on',
    access: 'consent:give',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
});
