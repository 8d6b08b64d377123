import * as z from 'zod';
import { answer, contract, form } from '../route.ts';

/** RFC 6749, 5.1: an access token (`at+jwt`, RFC 9068). */
export const Token = z
  .strictObject({ access_token: z.string().max(4096), token_type: z.literal('Bearer'), expires_in: z.int().min(1).max(86_400) })
  .meta({ id: 'Token', examples: [{ access_token: 'eyJ…', token_type: 'Bearer', expires_in: 600 }] });
export type Token = z.infer<typeof Token>;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A secret goes in the Authorization header; an assertion that the client signed goes here (RFC 7523, 2.2). */
export const TokenRequest = z
  .strictObject({
    grant_type: z.literal('client_credentials'),
    client_id: z.uuidv7().optional().meta({ description: 'With an assertion: its subject, for clients that send it' }),
    client_assertion_type: z.literal(assertionType).optional(),
    client_assertion: z
      .string()
      .max(4096)
      .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
      .optional()
      .meta({ description: 'A JWT that the client signed with a key of its own, once' }),
  })
  .refine(({ client_assertion, client_assertion_type }) => (client_assertion === undefined) === (client_assertion_type === undefined), {
    path: ['client_assertion'],
    error: 'An assertion comes with its type / Una aserción va con su tipo',
  })
  .meta({ id: 'TokenRequest', examples: [{ grant_type: 'client_credentials' }] });
export type TokenRequest = z.infer<typeof TokenRequest>;

/** RFC 6749, 5.2: why there is no token. */
export const TokenError = z
  .strictObject({ error: z.string().max(100), error_description: z.string().max(2000) })
  .meta({ id: 'TokenError', examples: [{ error: 'invalid_client', error_description: 'The client id or its secret is not valid.' }] });
export type TokenError = z.infer<typeof TokenError>;

const word = z.string().max(100);

/** RFC 7517: the public keys that verify tokens. */
export const KeySet = z
  .strictObject({
    keys: z.array(z.strictObject({ kty: word, crv: word, x: word, kid: word, alg: word, use: word })).max(1000),
  })
  .meta({ id: 'KeySet', examples: [{ keys: [] }] });
export type KeySet = z.infer<typeof KeySet>;

const RotatedKey = z.strictObject({ kid: word }).meta({ id: 'RotatedKey', examples: [{ kid: '2026-03-01-a' }] });

const tag = 'Tokens';

export const tokens = contract({
  issueToken: {
    method: 'post',
    path: '/oauth/token',
    tag,
    summary: 'Exchange client credentials for an access token',
    description:
      'OAuth 2.0 client credentials (RFC 6749, 4.4): a secret by HTTP Basic, or an assertion signed with the client’s own key ' +
      '(private_key_jwt, RFC 7523). The token lives ten minutes.',
    access: 'anyone',
    body: form(TokenRequest),
    answers: { 200: answer(Token, 'An access token') },
    problems: ['unauthenticated'],
    oauth: true,
  },
  getKeySet: {
    method: 'get',
    path: '/.well-known/jwks.json',
    tag,
    summary: 'The public keys that verify tokens (RFC 7517)',
    access: 'anyone',
    answers: { 200: answer(KeySet) },
  },
  rotateKey: {
    method: 'post',
    path: '/v1/signing-keys',
    tag,
    summary: 'Make a new signing key; the one before stays published until its tokens have expired',
    access: 'key:rotate',
    answers: { 201: answer(RotatedKey) },
  },
});
