/** Base64 with padding (RFC 4648, 4). */
export const base64Of = (bytes: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));

/** The bytes of base64 in its only spelling: no spaces, padded, unused bits zero. Null for anything else. */
export function bytesOf(text: string): ArrayBuffer | null {
  try {
    const { buffer } = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return base64Of(buffer) === text ? buffer : null;
  } catch {
    return null;
  }
}
