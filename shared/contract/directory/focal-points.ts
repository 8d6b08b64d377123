import * as z from 'zod';
import { Day } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, fileOf, json, listOf } from '../route.ts';
import { Language } from '../text.ts';
import { dutyFields, inOrder, outOfOrder, period, personFields } from './focal-fields.ts';
import { FocalPoint } from './focal-point.ts';
import { PurposeCode } from './focal-purposes.ts';
import { Country } from './parts.ts';

export const focalStates = ['current', 'future', 'past', 'overdue'] as const;
export type FocalState = (typeof focalStates)[number];

const made = {
  ...personFields,
  phones: personFields.phones.default([]),
  emails: personFields.emails.default([]),
  languages: personFields.languages.default([]),
  hours: personFields.hours.default(null),
  allHours: personFields.allHours.default(null),
  note: personFields.note.default(null),
  to: period.to.default(null),
};

export const NewFocalPoint = z
  .strictObject({ network: z.uuidv7(), ...dutyFields, rank: dutyFields.rank.default('main'), from: period.from, ...made })
  .refine(inOrder, outOfOrder)
  .meta({
    id: 'NewFocalPoint',
    examples: [
      {
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        country: 'GTM',
        purposes: ['repatriation-link'],
        name: 'Ana Ejemplo',
        post: { es: 'Directora de Protección' },
        phones: [{ label: { es: 'Oficina' }, number: '+502 0000 0100' }],
        from: '2026-01-01',
      },
    ],
  });
export type NewFocalPoint = z.infer<typeof NewFocalPoint>;

export const FocalPointPatch = z
  .strictObject({ ...personFields, purposes: dutyFields.purposes, rank: dutyFields.rank, ...period })
  .partial()
  .refine(inOrder, outOfOrder)
  .meta({ id: 'FocalPointPatch', examples: [{ languages: ['es', 'quc'] }] });
export type FocalPointPatch = z.infer<typeof FocalPointPatch>;

export const Handover = z
  .strictObject({ on: Day.meta({ description: 'The first day of the successor' }), successor: z.strictObject(made) })
  .meta({ id: 'Handover', examples: [{ on: '2026-06-01', successor: { name: 'Luis Muestra', post: { es: 'Director de Protección' } } }] });
export type Handover = z.infer<typeof Handover>;

const End = z.strictObject({ on: Day.meta({ description: 'The first day on which it no longer holds' }) }).meta({ id: 'FocalPointEnd' });

const tag = 'Focal points';
const shown = { 200: answer(FocalPoint) };

export const focalPoints = contract({
  listFocalPoints: {
    method: 'get',
    path: '/v1/focal-points',
    tag,
    summary: 'List the focal points that the caller may see, as they are on a day',
    description:
      'Those that hold on the day, unless another state is asked for. `overdue` are those that hold and were not confirmed in time.',
    access: 'focal:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      country: Country.optional(),
      purpose: PurposeCode.optional(),
      organisation: z.uuidv7().optional(),
      on: Day.optional().meta({ description: 'The day that is meant; today when left out' }),
      state: z
        .enum(focalStates)
        .default('current')
        .meta({ description: 'As seen from that day', examples: ['current'] }),
    }),
    answers: { 200: listOf(FocalPoint) },
  },
  createFocalPoint: {
    method: 'post',
    path: '/v1/focal-points',
    tag,
    summary: 'Enter a focal point of the caller’s own organisation',
    description:
      'It counts as confirmed today. Some purposes allow one main focal point a country on any day (409), and some are named by the member that answers for the country or by civil society alone (422).',
    access: 'focal:edit',
    body: json(NewFocalPoint),
    answers: { 201: answer(FocalPoint) },
    problems: ['unprocessable', 'conflict'],
  },
  getFocalPoint: {
    method: 'get',
    path: '/v1/focal-points/{id}',
    tag,
    summary: 'Get a focal point',
    access: 'focal:read',
    params: byId,
    answers: shown,
  },
  updateFocalPoint: {
    method: 'patch',
    path: '/v1/focal-points/{id}',
    tag,
    summary: 'Correct or change a focal point',
    description: 'Its label follows its purposes. What was erased takes no more changes.',
    access: 'focal:edit',
    params: byId,
    body: json(FocalPointPatch),
    answers: shown,
    problems: ['unprocessable', 'conflict'],
  },
  confirmFocalPoint: {
    method: 'put',
    path: '/v1/focal-points/{id}/confirmation',
    tag,
    summary: 'Say that a focal point is still right today',
    description: 'Asked for every six months: events remind 30 and 7 days before, and once when it is overdue.',
    access: 'focal:edit',
    params: byId,
    answers: shown,
    problems: ['conflict'],
  },
  handOverFocalPoint: {
    method: 'post',
    path: '/v1/focal-points/{id}/handover',
    tag,
    summary: 'End a focal point and start its successor on the same day, in one act',
    description: 'The successor takes on its country, purposes and rank. Nobody finds the post empty, nor held twice.',
    access: 'focal:edit',
    params: byId,
    body: json(Handover),
    answers: { 201: answer(FocalPoint, 'The successor') },
    problems: ['unprocessable', 'conflict'],
  },
  endFocalPoint: {
    method: 'put',
    path: '/v1/focal-points/{id}/end',
    tag,
    summary: 'Say on which day a focal point no longer holds',
    access: 'focal:edit',
    params: byId,
    body: json(End),
    answers: shown,
    problems: ['unprocessable', 'conflict'],
  },
  eraseFocalPoint: {
    method: 'put',
    path: '/v1/focal-points/{id}/erasure',
    tag,
    summary: 'Erase the personal data of a focal point that has ended, for good',
    description: 'Name, telephones, e-mails, languages, hours and note go; post, purposes and dates stay as history.',
    access: 'focal:edit',
    params: byId,
    answers: shown,
    problems: ['conflict'],
  },
  getFocalPointCard: {
    method: 'get',
    path: '/v1/focal-points/{id}/vcard',
    tag,
    summary: 'Get a focal point as a vCard 4.0 (RFC 6350)',
    access: 'focal:read',
    params: byId,
    query: z.strictObject({ language: Language.default('es') }),
    answers: { 200: fileOf(['text/vcard'], 'The card, as an attachment') },
    problems: ['conflict'],
  },
});
