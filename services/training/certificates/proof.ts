import { base58 } from '@scure/base';
import canonicalize from 'canonicalize';

/** A document to be proved; its `@context` is proved with it. */
export type Document = { '@context': readonly string[]; [name: string]: unknown };

/** What a proof says besides its value. The verification method is the address of the public key. */
export type ProofOptions = { verificationMethod: string; created?: string };

/**
 * The Data Integrity proof of a document by an Ed25519 key: `eddsa-jcs-2022` (W3C, Data Integrity EdDSA Cryptosuites 1.0, 3.3), which signs the
 * document as JCS writes it (RFC 8785).
 */
export async function proofOf(document: Document, options: ProofOptions, key: CryptoKey) {
  const said = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    ...options,
    proofPurpose: 'assertionMethod',
    '@context': document['@context'],
  };
  const signed = new Uint8Array([...(await digestOf(said)), ...(await digestOf(document))]);
  const signature = await crypto.subtle.sign('Ed25519', key, signed);
  return { ...said, proofValue: multibase(new Uint8Array(signature)) };
}

async function digestOf(value: object): Promise<Uint8Array> {
  const text = new TextEncoder().encode(canonicalize(value));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', text));
}

/** Bytes in base 58 as Bitcoin writes it, with the sign that says so (W3C, Controlled Identifiers 1.0, 2.4). */
export const multibase = (bytes: Uint8Array): string => `z${base58.encode(bytes)}`;
