import { type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import type { RemoteKeys } from '../../services/identity/client-assertions.ts';
import { createClient } from '../../services/identity/clients.ts';
import { applicantOf } from '../../services/identity/token-request.ts';
import { issueToken } from '../../services/identity/tokens.ts';
import type { Vault } from '../../services/identity/vault.ts';
import type { Role } from '../../shared/contract/access.ts';
import type { ClientJwks } from '../../shared/contract/identity/client-keys.ts';
import type { Token, TokenRequest } from '../../shared/contract/identity/tokens.ts';
import type { Context, Principal } from '../../shared/database/context.ts';
import type { Database } from '../../shared/database/open.ts';
import { addressHeader } from '../../shared/worker/address.ts';
import { contextOn } from './database.ts';
import { seedClient, seedNetwork, seedOrganisation } from './seed.ts';

/** What identity is told, for tests that call it without a worker. */
export const testVault = (): Vault => ({
  pepper: randomBytes(32).toString('base64url'),
  wrappingKey: randomBytes(32).toString('base64url'),
  origin: 'https://enlace.example',
  durability: 'full',
});

/** A member of a network with its administrator and the operator of the deployment. */
export async function seedOffice(db: Database) {
  const organisation = await seedOrganisation(db, [{ network: await seedNetwork(db), as: 'member' }]);
  const administrator = contextOn(db, { principal: await seedClient(db, organisation, 'administrator') });
  const operator = contextOn(db, { principal: await seedClient(db, await seedOrganisation(db), 'operator') });
  return { organisation, administrator, operator };
}

export type Credentials = { client: string; secret: string };

/** A client of the administrator's organisation with its first secret, at version 1. */
export async function newClient(administrator: Context, { pepper }: Vault, role: Role = 'officer'): Promise<Credentials> {
  const organisation = administrator.principal?.organisation ?? '';
  const { body } = await createClient(administrator, pepper, { organisation, name: 'Portal', role });
  return { client: body.client.id, secret: body.secret ?? '' };
}

/** What a client may send to the token endpoint: a secret, an assertion or, wrongly, both. */
export type Asking = { basic?: Credentials; assertion?: string; named?: string; address?: string; remote?: RemoteKeys };

const noAddress: RemoteKeys = () => Promise.reject(new Error('These keys are at no address'));

/** Asks for a token as the token endpoint would on such a request. */
export async function askToken(context: Context, vault: Vault, asking: Asking): Promise<Token> {
  const { basic, assertion, named, address = '192.0.2.1', remote = noAddress } = asking;
  const headers = new Headers({ [addressHeader]: address });
  if (basic) headers.set('Authorization', `Basic ${btoa(`${basic.client}:${basic.secret}`)}`);
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  const body: TokenRequest = {
    grant_type: 'client_credentials',
    ...(named === undefined ? {} : { client_id: named }),
    ...(assertion === undefined ? {} : { client_assertion: assertion, client_assertion_type: type }),
  };
  return issueToken(context, vault, applicantOf(context, vault, { body, headers }, remote));
}

/** Who a token says that it is of. */
export function holderOf({ access_token }: Token): Principal {
  const { sub = '', organisation, credential } = decodeJwt<Omit<Principal, 'client'>>(access_token);
  return { client: sub, organisation, credential };
}

const algorithms = { Ed25519: 'EdDSA', ES256: 'ES256', PS256: 'PS256' } as const;

/** A key pair of a client: what it publishes, and what signs. */
export type ClientKey = { jwk: ClientJwks['keys'][number]; kid: string; alg: string; privateKey: CryptoKey; privateJwk: JWK };

/** Makes a key pair; RSA keys have as many bits as may be. */
export async function newClientKey(kind: keyof typeof algorithms = 'Ed25519', kid: string = randomUUID()): Promise<ClientKey> {
  const alg = algorithms[kind];
  const { publicKey, privateKey } = await generateKeyPair(alg, { modulusLength: 3072, extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid } as ClientKey['jwk'];
  return { jwk, kid, alg, privateKey, privateJwk: await exportJWK(privateKey) };
}

/** Claims with some of them different or left out. */
export type Difference = { [claim in keyof JWTPayload]?: JWTPayload[claim] | undefined };

/** What a client claims when it does everything right. */
export const goodClaims = (client: string, now = new Date()): JWTPayload => ({
  iss: client,
  sub: client,
  aud: 'https://enlace.example/oauth/token',
  jti: randomUUID(),
  exp: Math.floor(now.getTime() / 1000) + 60,
});

type Signer = { privateKey: CryptoKey | Uint8Array; kid: string; alg: string };

/** An assertion that a key signs, with what a test wants different. */
export function assertionOf(key: Signer, client: string, difference: Difference = {}, header: Partial<JWTHeaderParameters> = {}) {
  const claims = { ...goodClaims(client), ...difference } as JWTPayload;
  return new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
}
