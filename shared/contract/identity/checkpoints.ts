import * as z from 'zod';
import { Instant } from '../dates.ts';
import { paging } from '../page.ts';
import { answer, contract, listOf } from '../route.ts';
import { KeySet } from './tokens.ts';

/** What the chain over the audit ended in at a moment, signed (`docs/audit.md` says how it is verified). */
export const AuditCheckpoint = z
  .strictObject({
    position: z.int().min(1).max(Number.MAX_SAFE_INTEGER).meta({ description: 'The last row it vouches for' }),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .max(64)
      .meta({ description: 'The link of that row: SHA-256, lower-case hex' }),
    at: Instant,
    jws: z.string().max(4096).meta({ description: 'The same, signed: compact JWS, EdDSA, typ audit-checkpoint+jwt' }),
  })
  .meta({
    id: 'AuditCheckpoint',
    examples: [
      {
        position: 1204,
        hash: '4f2a7f6b1c0d9e8f4f2a7f6b1c0d9e8f4f2a7f6b1c0d9e8f4f2a7f6b1c0d9e8f',
        at: '2026-03-01T12:00:00.000Z',
        jws: 'eyJ…',
      },
    ],
  });
export type AuditCheckpoint = z.infer<typeof AuditCheckpoint>;

const tag = 'Audit';

export const checkpoints = contract({
  getAuditKeys: {
    method: 'get',
    path: '/.well-known/audit-jwks.json',
    tag,
    summary: 'The public keys that verify checkpoints of the audit (RFC 7517)',
    description: 'Every key that ever signed one: they stay published for good. Keep your own copy of them.',
    access: 'anyone',
    answers: { 200: answer(KeySet) },
  },
  listAuditCheckpoints: {
    method: 'get',
    path: '/v1/audit/checkpoints',
    tag,
    summary: 'List the signed checkpoints of the audit, newest first',
    description: 'Keep copies: a checkpoint kept elsewhere shows an audit that was cut off and sealed anew.',
    access: 'principal',
    query: z.strictObject(paging),
    answers: { 200: listOf(AuditCheckpoint) },
  },
});
