/** Crockford's base 32: no I, L, O or U, so that nothing is misread and no word comes out. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const grouped = (code: string) => code.replaceAll(/.{4}(?!$)/g, '$&-');

/** A new code, `K7QD-2M9X-4RTW-8HJC`: 80 random bits in Crockford's base 32, which nobody guesses and no two certificates share. */
export function newCode(): string {
  // 256 is a multiple of 32: every sign is as likely as any other.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return grouped(Array.from(bytes, (byte) => signs[byte % signs.length]).join(''));
}

/**
 * The code that somebody means, as it is printed: small letters, groups apart or not, whatever the hyphen, O for 0 and I or L for 1 (Crockford,
 * Base 32). Null when it can be none.
 */
export function canonicalCode(text: string): string | null {
  const typed = text.replaceAll(/[\s\p{Pd}]/gu, '');
  if (!/^[0-9a-tv-z]{16}$/i.test(typed)) return null;
  return grouped(typed.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
}
