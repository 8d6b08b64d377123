import { type Reader, readerOf } from './reader.ts';
import { type Size, type Visit, animated, checkedSize, cutShort, malformed, trailing } from './unsafe.ts';

type Chunk = { type: string; at: number; length: number };

const pictures = ['VP8 ', 'VP8L'];
const companions = ['ICCP', 'ALPH', 'EXIF', 'XMP '];

/**
 * The size of a still WebP whose RIFF chunks fill it to the last byte (RFC 9649, 2). The size that the extended header says must be the
 * picture's own. Pixels are not decoded. `visit` is shown each chunk but the picture's own data. Throws unsafe-file.
 */
export function checkWebp(bytes: Uint8Array, visit?: Visit): Size {
  const reader = readerOf(bytes);
  const size = reader.u32le(4) + 8;
  if (size > reader.length) throw cutShort();
  if (size < reader.length) throw trailing();
  const chunks = chunksOf(reader);
  for (const { type, at, length } of chunks) if (!pictures.includes(type)) visit?.(type, reader.slice(at, length));
  if (chunks.some(({ type }) => type === 'ANIM' || type === 'ANMF')) throw animated();
  const [first, ...others] = chunks;
  const [picture, ...more] = chunks.filter(({ type }) => pictures.includes(type));
  if (!first || !picture || more.length > 0) throw malformed();
  const own = checkedSize(sizeOf(reader, picture));
  if (first.type !== 'VP8X') {
    if (others.length > 0) throw malformed();
    return own;
  }
  if (others.some(({ type }) => !pictures.includes(type) && !companions.includes(type))) throw malformed();
  const canvas = canvasOf(reader, first);
  if (canvas.width !== own.width || canvas.height !== own.height) throw malformed();
  return own;
}

function chunksOf(reader: Reader): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at < reader.length;) {
    const length = reader.u32le(at + 4);
    chunks.push({ type: reader.name(at), at: at + 8, length });
    reader.slice(at + 8, length);
    if (length % 2 === 1 && reader.u8(at + 8 + length) !== 0) throw malformed();
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function canvasOf({ u8, u24le }: Reader, { at, length }: Chunk): Size {
  if (length !== 10) throw malformed();
  if (u8(at) & 0b10) throw animated();
  return { width: u24le(at + 4) + 1, height: u24le(at + 7) + 1 };
}

/** The size in a key frame of VP8 (RFC 6386, 9.1) or in the header of VP8L (RFC 9649, 3.4). */
function sizeOf({ u8, u16le, u32le, name }: Reader, { type, at, length }: Chunk): Size {
  if (type === 'VP8L') {
    if (length < 5 || u8(at) !== 0x2f || u8(at + 4) >> 5 !== 0) throw malformed();
    const bits = u32le(at + 1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  const isKeyFrame = length >= 10 && (u8(at) & 1) === 0 && name(at + 3, 3) === '\x9d\x01\x2a';
  if (!isKeyFrame) throw malformed();
  return { width: u16le(at + 6) & 0x3fff, height: u16le(at + 8) & 0x3fff };
}
