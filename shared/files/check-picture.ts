import { checkFile } from './check-file.ts';
import { type Metadata, metadataIn } from './metadata.ts';
import { type Size, unsafe } from './unsafe.ts';

/** A picture that was checked: its size, and what its metadata say. */
export type CheckedPicture = Size & Metadata;

/**
 * To decode, mark and write one takes up to 17 bytes for each pixel, and the file lies there twice: with 5.5 megapixels and 12 MB that is
 * 118 MB of the 128 that a worker has. An open passport scanned at 400 dots to the inch has 5.46.
 */
const mostPixels = 5_500_000;
const mostParts = 1_000;
/** What begins another kind of file, as far as it may hide in one that is read from its first bytes. */
const others = /%PDF-\d|<(?:!doctype|html|script|svg|\?xml)\b/i;

/**
 * Checks a picture by its structure to the last byte, as `checkFile` does, and that it is small enough to be drawn anew, has no more parts
 * than pictures have, tells no position and is no page or document as well. Gives its size and what its metadata say. Throws unsafe-file
 * and nothing else (security, Files).
 */
export function checkPicture(bytes: Uint8Array, mediaType: string): CheckedPicture {
  if (mediaType === 'application/pdf') throw unsafe('Un PDF no es una imagen.', 'A PDF is no picture.');
  const parts: { kind: string; data: Uint8Array }[] = [];
  const size = checkFile(bytes, mediaType, (kind, data) => {
    parts.push({ kind, data });
    if (parts.length > mostParts) throw unsafe('La imagen tiene demasiadas partes.', 'The picture has too many parts.');
  });
  if (!size) throw unsafe('No es una imagen.', 'It is no picture.');
  if (size.width * size.height > mostPixels) {
    throw unsafe('La imagen tiene más de 5,5 megapíxeles: redúzcala.', 'The picture has more than 5.5 megapixels: make it smaller.');
  }
  if (others.test(beginningOf(bytes))) throw unsafe('El archivo es a la vez otra cosa.', 'The file is something else as well.');
  const metadata = metadataIn(parts);
  if (metadata.hasPosition) {
    throw unsafe('La imagen dice dónde se tomó: quítele la ubicación.', 'The picture tells where it was taken: take its position off.');
  }
  return { ...size, ...metadata };
}

const beginningOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
