import * as z from 'zod';
import { byId } from '../page.ts';
import { answer, contract, json, nothing } from '../route.ts';
import { Client } from './clients.ts';

const word = z.string().min(1).max(200);
const number = z
  .string()
  .regex(/^[\w-]+$/)
  .max(1400)
  .meta({ description: 'Base64url' });
const shared = { kid: word, use: z.literal('sig').optional() };

const OkpKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: number,
  alg: z.enum(['EdDSA', 'Ed25519']).optional(),
  ...shared,
});
const EcKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: number,
  y: number,
  alg: z.literal('ES256').optional(),
  ...shared,
});
const RsaKey = z.strictObject({
  kty: z.literal('RSA'),
  // 512 characters are 384 bytes, and such a first character says that the first bit of them is set.
  n: number.regex(/^[g-z\d_-].{511,}$/, { error: 'RSA keys have 3072 bits or more / Las claves RSA tienen 3072 bits o más' }),
  e: number,
  alg: z.literal('PS256').optional(),
  ...shared,
});

/** One public key that a client may sign with. */
export const ClientKey = z.discriminatedUnion('kty', [OkpKey, EcKey, RsaKey]);

/** A client's public keys (RFC 7517): Ed25519, P-256 or RSA of 3072 bits or more, each with its own `kid`. A private part is refused. */
export const ClientJwks = z
  .strictObject({
    keys: z
      .array(z.discriminatedUnion('kty', [OkpKey, EcKey, RsaKey]))
      .min(1)
      .max(10),
  })
  .refine(({ keys }) => new Set(keys.map(({ kid }) => kid)).size === keys.length, {
    path: ['keys'],
    error: 'Each key needs a kid of its own / Cada clave necesita su propio kid',
  })
  .meta({
    id: 'ClientJwks',
    examples: [{ keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: '2026-a' }] }],
  });
export type ClientJwks = z.infer<typeof ClientJwks>;

/** Where a client's keys are: here, or at an https address that is asked for them. */
export const ClientKeys = z
  .strictObject({
    jwks: ClientJwks.optional(),
    jwksUri: z
      .url()
      .max(500)
      .optional()
      .meta({ description: 'https, port 443, a public name', examples: ['https://portal.example/jwks.json'] }),
  })
  .refine(({ jwks, jwksUri }) => (jwks === undefined) !== (jwksUri === undefined), {
    error: 'Give either jwks or jwksUri / Dé jwks o jwksUri, uno de los dos',
  })
  .meta({ id: 'ClientKeys', examples: [{ jwksUri: 'https://portal.example/jwks.json' }] });
export type ClientKeys = z.infer<typeof ClientKeys>;

const tag = 'Clients';

export const clientKeys = contract({
  setClientKeys: {
    method: 'put',
    path: '/v1/clients/{id}/keys',
    tag,
    summary: 'Give a client its public keys, in place of those before',
    description: 'With them it signs its own assertions (private_key_jwt, RFC 7523). Tokens obtained with the keys before end at once.',
    access: 'client:edit',
    params: byId,
    body: json(ClientKeys),
    answers: { 200: answer(Client) },
    problems: ['unprocessable'],
  },
  removeClientKeys: {
    method: 'delete',
    path: '/v1/clients/{id}/keys',
    tag,
    summary: 'Take a client’s public keys away; tokens obtained with them end at once',
    access: 'client:edit',
    params: byId,
    answers: { 204: nothing },
  },
});
