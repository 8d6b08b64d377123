import { eq } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { render } from '../../../shared/contract/text.ts';
import type { BadgeKeys, RevocationList } from '../../../shared/contract/training/certificates.ts';
import type { Context } from '../../../shared/database/context.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { platformContext } from '../../../shared/database/platform-context.ts';
import type { KeyRing } from '../../../shared/keys/key-ring.ts';
import { liveKeyRows, makeKeyWhenDue, publicKeySet, signingKeysOf } from '../../../shared/keys/platform-keys.ts';
import { badgeAddress, badgeOf, signBadge, statusOf } from './badge.ts';
import { badgeKeys, issuerOf } from './badge-keys.ts';
import { canonicalCode } from './code.ts';
import { unknown, verificationOf } from './verification.ts';

type Issuer = { origin: string; ring: KeyRing };

const revoked = new Problem('not-found', { es: 'Se revocó: ya no hay insignia.', en: 'It was revoked: there is no badge any more.' });

/**
 * A valid certificate as an Open Badge 3.0 in a language, signed by the newest key of badges. Throws not-found for an unknown code and for one
 * that was revoked.
 */
export async function getCertificateBadge(context: Context, { origin, ring }: Issuer, text: string, language: 'es' | 'en') {
  const [[row], rows] = await read(context, [selectByCode(context, text), liveKeyRows(context, 'badge')]);
  if (!row) throw unknown;
  if (row.revokedAt !== null) throw revoked;
  const badge = badgeOf(verificationOf(row), { origin, language });
  const signer = await signing(context, rows, ring);
  const signed = await signBadge(badge, signer, issuerOf(origin));
  const file = new TextEncoder().encode(JSON.stringify(signed));
  const body = { file, mediaType: 'application/ld+json' as const, name: `badge-${row.code}.json` };
  return { body, version: `${row.version}-${language}-${signer.kid}` };
}

/** Whether the badge of a certificate was revoked (1EdTech, Revocation List Status Method). Throws not-found. */
export async function getCertificateStatus(context: Context, origin: string, text: string): Promise<RevocationList> {
  const [[row]] = await read(context, [selectByCode(context, text)]);
  if (!row) throw unknown;
  const { code, reason } = row;
  const entry = { id: badgeAddress(origin, code), revoked: true as const, revocationReason: render(reason ?? { es: '' }) };
  return { id: statusOf(origin, code), issuer: issuerOf(origin), revokedCredential: row.revokedAt === null ? [] : [entry] };
}

/** The public keys of all badges ever signed. */
export async function getBadgeKeys(context: Context, origin: string): Promise<BadgeKeys> {
  const { keys } = await publicKeySet(context, 'badge');
  return badgeKeys(issuerOf(origin), keys);
}

const selectByCode = ({ db }: Context, text: string) =>
  db.orm
    .select()
    .from(certificates)
    .where(eq(certificates.code, canonicalCode(text) ?? ''));

/** The newest key with its id; a platform that has none yet makes its first. */
async function signing(context: Context, rows: KeyRow[], ring: KeyRing): Promise<{ kid: string; key: CryptoKey }> {
  if (rows.length === 0) await makeKeyWhenDue(platformContext(context.db), ring);
  const [newest] = rows.length > 0 ? rows : (await read(context, [liveKeyRows(context, 'badge')]))[0];
  const [key] = newest ? await signingKeysOf([newest], ring) : [];
  if (!key || !newest) throw new Error('There is no key of badges');
  return { kid: newest.kid, key };
}

type KeyRow = Parameters<typeof signingKeysOf>[0][number];
