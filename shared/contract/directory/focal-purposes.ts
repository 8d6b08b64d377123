import * as z from 'zod';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { namers, purposeAudiences } from './standard-purposes.ts';

/** The code of a purpose: of the standard list, or of the network's own. */
export const PurposeCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/)
  .max(40)
  .meta({ description: 'Code of a purpose (/v1/focal-purposes)', examples: ['repatriation-link'] });

const fields = {
  code: PurposeCode,
  name: Text,
  audience: z
    .enum(purposeAudiences)
    .meta({ description: 'Who sees its focal points: governments (AMBER) or the network (GREEN)', examples: ['governments'] }),
};

/** What a focal point is for. One without `id` is of the standard list, and so of every network. */
export const FocalPurpose = z
  .strictObject({
    id: z.uuidv7().nullable(),
    network: z.uuidv7().nullable(),
    ...fields,
    onePerCountry: z.boolean().meta({ description: 'Whether a country has at most one main focal point for it on any day' }),
    namedBy: z
      .enum(namers)
      .nullable()
      .meta({ description: 'Who names its focal points: the member that answers for the country, civil society, or anybody' }),
  })
  .meta({
    id: 'FocalPurpose',
    examples: [
      {
        id: null,
        network: null,
        code: 'repatriation-link',
        name: { es: 'Enlace de repatriación', en: 'Repatriation link' },
        audience: 'governments',
        onePerCountry: true,
        namedBy: 'country',
      },
    ],
  });
export type FocalPurpose = z.infer<typeof FocalPurpose>;

export const NewFocalPurpose = z.strictObject({ network: z.uuidv7(), ...fields }).meta({
  id: 'NewFocalPurpose',
  examples: [
    { network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', code: 'border-station', name: { es: 'Puesto fronterizo' }, audience: 'governments' },
  ],
});
export type NewFocalPurpose = z.infer<typeof NewFocalPurpose>;

const tag = 'Focal points';

export const focalPurposes = contract({
  listFocalPurposes: {
    method: 'get',
    path: '/v1/focal-purposes',
    tag,
    summary: 'List what focal points may be for: the standard list and what networks have added',
    access: 'network:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional() }),
    answers: { 200: listOf(FocalPurpose) },
  },
  createFocalPurpose: {
    method: 'post',
    path: '/v1/focal-purposes',
    tag,
    summary: 'Add a purpose to a network’s own list',
    access: 'focal:purpose',
    body: json(NewFocalPurpose),
    answers: { 201: answer(FocalPurpose) },
    problems: ['conflict'],
  },
  deleteFocalPurpose: {
    method: 'delete',
    path: '/v1/focal-purposes/{id}',
    tag,
    summary: 'Take back a purpose of a network’s own list that no focal point has or had',
    access: 'focal:purpose',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
});
