import * as z from 'zod';
import { Role } from '../access.ts';
import { answer, contract, form } from '../route.ts';

/** RFC 7662, 2.2: what a token is worth now. Of one that opens nothing it says only that. */
export const Introspection = z
  .strictObject({
    active: z.boolean(),
    client_id: z.uuidv7().optional(),
    sub: z.uuidv7().optional(),
    organisation: z.uuidv7().optional(),
    role: Role.optional(),
    token_type: z.literal('Bearer').optional(),
    exp: z.int().optional(),
  })
  .meta({ id: 'Introspection', examples: [{ active: false }] });
export type Introspection = z.infer<typeof Introspection>;

const IntrospectionRequest = z.strictObject({ token: z.string().max(4096) }).meta({ id: 'IntrospectionRequest' });

/**
 * For the platform's own workers alone: the gateway knows no such path, so that it can be asked over a service binding and in no other way.
 * It stands beside the public contracts, not among them.
 */
export const introspection = contract({
  introspectToken: {
    method: 'post',
    path: '/oauth/introspect',
    tag: 'Tokens',
    summary: 'Say what a token is worth now (RFC 7662)',
    access: 'anyone',
    body: form(IntrospectionRequest),
    answers: { 200: answer(Introspection) },
  },
});
