import * as z from 'zod';
import { Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf, nothing } from '../route.ts';
import { Text } from '../text.ts';
import { Period } from './periods.ts';

const ExemptionFields = z.strictObject({
  activity: z.uuidv7(),
  organisation: z.uuidv7(),
  period: Period,
  kind: z.enum(['declined', 'notApplicable']),
  reason: Text,
});

/** A cell of the ledger for which no report comes, and why. */
export const Exemption = ExemptionFields.extend({ id: z.uuidv7(), network: z.uuidv7(), plan: z.uuidv7(), createdAt: Instant }).meta({
  id: 'Exemption',
});
export type Exemption = z.output<typeof Exemption>;

export const NewExemption = ExemptionFields.meta({
  id: 'NewExemption',
  examples: [
    {
      activity: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
      period: '2009-S2',
      kind: 'declined',
      reason: { es: 'Las cifras se publican una vez al año' },
    },
  ],
});
export type NewExemption = z.output<typeof NewExemption>;

const tag = 'Ledger';

export const exemptions = contract({
  listExemptions: {
    method: 'get',
    path: '/v1/exemptions',
    tag,
    summary: 'List the cells for which no report comes, with the reason',
    access: 'plan:read',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), plan: z.uuidv7().optional(), activity: z.uuidv7().optional() }),
    answers: { 200: listOf(Exemption) },
  },
  createExemption: {
    method: 'post',
    path: '/v1/exemptions',
    tag,
    summary: 'Decline to report, or say that a cell does not apply',
    description: 'An organisation speaks for its own cells; the secretariat for any of the network.',
    access: 'obligation:exempt',
    body: json(NewExemption),
    answers: { 201: answer(Exemption) },
    problems: ['not-your-obligation', 'conflict'],
  },
  deleteExemption: {
    method: 'delete',
    path: '/v1/exemptions/{id}',
    tag,
    summary: 'Take it back: the cell is owed again',
    access: 'obligation:exempt',
    params: byId,
    answers: { 204: nothing },
  },
});
