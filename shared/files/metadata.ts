import { Unzlib } from 'fflate';
import { exifOf } from './exif.ts';
import { unsafe } from './unsafe.ts';

/** What a picture says of itself besides its pixels: every text, whether it tells a position, and how it is to be turned (1 to 8, Exif 0x0112). */
export type Metadata = { texts: string[]; hasPosition: boolean; orientation: number };

type Part = { kind: string; data: Uint8Array };

/** As many letters as the metadata of one picture may have in all. */
const mostText = 64_000;
const tooMuch = () => unsafe('La imagen lleva demasiado texto.', 'The picture carries too much text.');

/** What holds no words: tables, frames and scans of a JPEG, its JFIF header; headers, palettes and colours of the others. */
const wordless = new Set(['c0', 'c1', 'c2', 'c4', 'da', 'db', 'dd', 'e0', 'IHDR', 'PLTE', 'tRNS', 'IEND', 'iCCP', 'VP8X', 'ALPH', 'ICCP']);
const packed = new Set(['zTXt', 'iTXt']);

/** What the parts of a picture say that are not its pixels. Throws unsafe-file when it is too much. */
export function metadataIn(parts: readonly Part[]): Metadata {
  const telling = parts.filter(({ kind, data }) => !wordless.has(kind) && !beginsWith(data, 'ICC_PROFILE\0'));
  const texts = telling.flatMap(({ kind, data }) => [...wordsIn(data), ...(packed.has(kind) ? wordsIn(inflated(data)) : [])]);
  if (texts.reduce((sum, text) => sum + text.length, 0) > mostText) throw tooMuch();
  const exif = telling.map(({ data }) => exifOf(data)).filter((found) => found !== null);
  return {
    texts,
    hasPosition: exif.some(({ hasPosition }) => hasPosition) || texts.some((text) => /GPS(?:Latitude|Longitude|Position)/i.test(text)),
    orientation: exif.map(({ orientation }) => orientation).find((turn) => turn !== 1) ?? 1,
  };
}

const beginsWith = (data: Uint8Array, word: string) => [...word].every((letter, index) => data[index] === letter.charCodeAt(0));

/** Every run of at least six printable letters, be there one byte to a letter or two. */
function wordsIn(data: Uint8Array): string[] {
  const readings = ['latin1', 'utf-8', 'utf-16le', 'utf-16be'].map((encoding) => new TextDecoder(encoding).decode(data));
  const shifted = new TextDecoder('utf-16le').decode(data.subarray(1));
  const runs = [...readings, shifted].flatMap((text) => text.match(/[\t\n\r -~\u00a0-\u024f\u2000-\u206f\uff01-\uff5e]{6,}/g) ?? []);
  return [...new Set(runs)];
}

/** What a compressed text of a PNG says, wherever in the chunk it begins; nothing where it is not compressed. */
function inflated(data: Uint8Array): Uint8Array {
  const start = data.findIndex((byte, index) => byte === 0x78 && ((byte << 8) | (data[index + 1] ?? 0)) % 31 === 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (start < 0) return new Uint8Array();
  try {
    new Unzlib((chunk) => {
      size += chunk.length;
      if (size > mostText) throw tooMuch();
      chunks.push(chunk);
    }).push(data.subarray(start), true);
  } catch (error) {
    if (size > mostText) throw error;
  }
  return new Uint8Array(chunks.flatMap((chunk) => [...chunk]));
}
