import * as z from 'zod';
import { Kind } from '../access.ts';
import { Instant } from '../dates.ts';
import { byId, flag, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';
import { NewMembership } from './memberships.ts';
import { NetworkRef } from './networks.ts';

const OrganisationFields = z.strictObject({
  kind: Kind,
  name: Text,
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .max(3)
    .nullable()
    .meta({ description: 'ISO 3166-1 alpha-3, for a member' }),
});

/** An institution of a country, a secretariat, a partner or a civil-society organisation. */
export const Organisation = OrganisationFields.extend({ id: z.uuidv7(), suspended: z.boolean(), createdAt: Instant }).meta({
  id: 'Organisation',
  examples: [
    {
      id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
      kind: 'partner',
      name: { es: 'Organización Internacional para las Migraciones', en: 'International Organization for Migration' },
      country: null,
      suspended: false,
      createdAt: '2026-03-01T12:00:00.000Z',
    },
  ],
});
export type Organisation = z.infer<typeof Organisation>;

export const NewOrganisation = OrganisationFields.extend({
  country: OrganisationFields.shape.country.default(null),
  membership: NewMembership.omit({ organisation: true })
    .optional()
    .meta({ description: 'Its first membership; a secretariat must give one' }),
})
  .refine(({ kind, country }) => kind !== 'member' || country !== null, {
    path: ['country'],
    error: 'A member has a country / Un miembro tiene un país',
  })
  .meta({
    id: 'NewOrganisation',
    examples: [
      {
        kind: 'member',
        name: { es: 'Secretaría de Relaciones Exteriores' },
        country: 'MEX',
        membership: { network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', role: 'member', code: 'MEX', from: '2009-01-01' },
      },
    ],
  });
export type NewOrganisation = z.infer<typeof NewOrganisation>;

export const OrganisationPatch = z.strictObject({ name: Text, suspended: z.boolean() }).partial().meta({ id: 'OrganisationPatch' });
export type OrganisationPatch = z.infer<typeof OrganisationPatch>;

const tag = 'Organisations';

export const organisations = contract({
  listOrganisations: {
    method: 'get',
    path: '/v1/organisations',
    tag,
    summary: 'List the organisations of the caller’s networks',
    access: 'organisation:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), kind: Kind.optional(), suspended: flag.optional() }),
    answers: { 200: listOf(Organisation) },
  },
  createOrganisation: {
    method: 'post',
    path: '/v1/organisations',
    tag,
    summary: 'Create an organisation',
    description: 'A secretariat creates it together with its membership in the network; the operator may create it alone.',
    access: 'organisation:create',
    body: json(NewOrganisation),
    answers: { 201: answer(Organisation) },
    problems: ['conflict', 'unprocessable'],
  },
  getOrganisation: {
    method: 'get',
    path: '/v1/organisations/{id}',
    tag,
    summary: 'Get an organisation',
    access: 'organisation:read',
    params: byId,
    answers: { 200: answer(Organisation) },
  },
  updateOrganisation: {
    method: 'patch',
    path: '/v1/organisations/{id}',
    tag,
    summary: 'Rename, suspend or readmit an organisation',
    access: 'organisation:edit',
    params: byId,
    body: json(OrganisationPatch),
    answers: { 200: answer(Organisation) },
  },
});
