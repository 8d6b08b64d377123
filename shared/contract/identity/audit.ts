import * as z from 'zod';
import { Instant } from '../dates.ts';
import { seenBy } from '../fields.ts';
import { paging } from '../page.ts';
import { contract, listOf } from '../route.ts';
import { NetworkRef } from './networks.ts';

const word = z.string().max(200);

/** One act: who did what to which thing, and when. Which of its clients acted, an organisation tells nobody else. */
export const AuditEntry = z
  .strictObject({
    id: seenBy('network', z.uuidv7()),
    position: seenBy('network', z.int().min(1).max(Number.MAX_SAFE_INTEGER).meta({ description: 'Place in the sealed chain' })),
    at: seenBy('network', Instant),
    organisation: seenBy('network', z.uuidv7().nullable().meta({ description: 'Who acted; null for the platform itself' })),
    network: seenBy('network', z.uuidv7().nullable()),
    action: seenBy(
      'network',
      word.meta({ description: 'The permission that was used, or an act of the platform', examples: ['plan:import'] }),
    ),
    subject: seenBy('network', word.meta({ description: 'The thing: its id, never its content' })),
    source: seenBy('network', z.uuidv7().nullable().meta({ description: 'The organisation whose thing it is' })),
    client: seenBy('organisation', z.uuidv7().nullable().optional()),
    request: seenBy('organisation', word.optional().meta({ description: 'Id of the request, as its answer told it' })),
    hash: seenBy('organisation', word.optional().meta({ description: 'SHA-256 of the request that made the change, base64url' })),
  })
  .meta({
    id: 'AuditEntry',
    examples: [
      {
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c21',
        position: 1204,
        at: '2026-03-01T12:00:00.000Z',
        organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        action: 'group:read',
        subject: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c18',
        source: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c13',
      },
    ],
  });
export type AuditEntry = z.infer<typeof AuditEntry>;

const auditQuery = z.strictObject({
  ...paging,
  network: NetworkRef.optional().meta({ description: 'The acts of this network, for its secretariat' }),
  action: word.optional(),
  subject: word.optional(),
  from: Instant.optional(),
  to: Instant.optional().meta({ description: 'Acts before this instant' }),
});
export type AuditFilter = z.infer<typeof auditQuery>;

export const audit = contract({
  listAudit: {
    method: 'get',
    path: '/v1/audit',
    tag: 'Audit',
    summary: 'List what was done, newest first',
    description:
      'Without `network`: what the caller’s organisation did, and what others did to what is its own, opening it included. ' +
      'With `network`, for its secretariat: what was done there, without content and without which client did it.',
    access: 'audit:read',
    query: auditQuery,
    answers: { 200: listOf(AuditEntry) },
  },
});
