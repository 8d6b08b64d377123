import { base64url } from 'jose';
import { multibase } from './proof.ts';

/** A public Ed25519 key (RFC 8037) with its id. */
type PublicKey = { kid: string; x: string };

/** What a Multikey of Ed25519 begins with (W3C, Controlled Identifiers 1.0, 2.2.2). */
const ed25519 = [0xed, 0x01];

/** Who issues the badges of a platform: the address of the document that says by which keys (`badgeKeys`). */
export const issuerOf = (origin: string): string => `${origin}/.well-known/badge-jwks.json`;

/** The address of a key in that document. */
export const keyAddress = (issuer: string, kid: string): string => `${issuer}#${kid}`;

/**
 * The keys of badges twice: as a controlled identifier document (W3C, Controlled Identifiers 1.0, 2), which is where a verifier of a Data
 * Integrity proof looks, and as a JWKS (RFC 7517).
 */
export const badgeKeys = (issuer: string, keys: readonly PublicKey[]) => ({
  '@context': ['https://www.w3.org/ns/cid/v1'],
  id: issuer,
  verificationMethod: keys.map(({ kid, x }) => ({
    id: keyAddress(issuer, kid),
    type: 'Multikey' as const,
    controller: issuer,
    publicKeyMultibase: multibase(new Uint8Array([...ed25519, ...base64url.decode(x)])),
  })),
  assertionMethod: keys.map(({ kid }) => keyAddress(issuer, kid)),
  keys: keys.map(({ kid, x }) => ({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x })),
});
