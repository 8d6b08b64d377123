import { checkJpeg } from './jpeg.ts';
import { checkPdf } from './pdf.ts';
import { checkPng } from './png.ts';
import { type Size, type Visit, unsafe } from './unsafe.ts';
import { checkWebp } from './webp.ts';

const signatures = {
  'application/pdf': /^%PDF-/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/png': /^\x89PNG\r\n\x1a\n/,
  'image/webp': /^RIFF[^]{4}WEBP/,
} as const;

/** A media type that may be kept. */
export type KeptType = keyof typeof signatures;

const checks: Record<KeptType, (bytes: Uint8Array, visit?: Visit) => Size | null> = {
  'application/pdf': (bytes) => {
    checkPdf(bytes);
    return null;
  },
  'image/jpeg': checkJpeg,
  'image/png': checkPng,
  'image/webp': checkWebp,
};

const isKept = (mediaType: string): mediaType is KeptType => Object.hasOwn(signatures, mediaType);

/**
 * Checks a file by its structure to the last byte, before it is kept: it is what it says, one thing only, whole, of at most 50 megapixels
 * and not animated. Gives the size of an image, null for a PDF. Nothing is decoded. `visit` is shown what of a picture is not its pixels.
 * Throws unsafe-file and nothing else (security, Files).
 */
export function checkFile(bytes: Uint8Array, mediaType: string, visit?: Visit): Size | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  if (!isKept(mediaType) || !signatures[mediaType].test(start)) {
    throw unsafe('El contenido no es del tipo que se dice.', 'The content is not of the type that was said.');
  }
  if (isAlsoZip(bytes)) throw unsafe('El archivo es a la vez un ZIP.', 'The file is a ZIP as well.');
  return checks[mediaType](bytes, visit);
}

/** A ZIP is read from its end: whether the last 64 KiB hold an end of central directory that fits there (APPNOTE, 4.3.16). */
function isAlsoZip(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= first; at -= 1) {
    if (view.getUint32(at) === 0x504b_0506 && at + 22 + view.getUint16(at + 20, true) <= bytes.length) return true;
  }
  return false;
}
