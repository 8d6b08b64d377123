import { crc32 } from './crc32.ts';
import { type Reader, readerOf } from './reader.ts';
import { type Size, type Visit, animated, checkedSize, malformed, trailing, unsafe } from './unsafe.ts';

type Chunk = { type: string; at: number; length: number; end: number };

/** Bit depths that each colour type may have (PNG, 11.2.1). */
const depths: Record<number, readonly number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };
const critical = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
const animation = ['acTL', 'fcTL', 'fdAT'];

/**
 * The size of a PNG whose chunks follow one another to the last byte, each with the CRC it says (PNG, 5 and 13).
 * Pixels are not decoded. `visit` is shown each chunk but the picture's own data. Throws unsafe-file.
 */
export function checkPng(bytes: Uint8Array, visit?: Visit): Size {
  const reader = readerOf(bytes);
  const chunks = chunksOf(reader);
  for (const { type, at, length } of chunks) if (type !== 'IDAT') visit?.(type, reader.slice(at, length));
  const [header, ...others] = chunks;
  if (header?.type !== 'IHDR' || header.length !== 13) throw malformed();
  const types = others.map(({ type }) => type);
  if (types.some((type) => animation.includes(type))) throw animated();
  if (types.includes('IHDR') || types.filter((type) => type === 'PLTE').length > 1) throw malformed();
  const data = types.indexOf('IDAT');
  if (data < 0 || types.slice(data, types.lastIndexOf('IDAT')).some((type) => type !== 'IDAT')) throw malformed();
  return sizeOf(reader, header.at);
}

function sizeOf({ u8, u32 }: Reader, at: number): Size {
  const [depth, colour, compression, filter, interlace] = [8, 9, 10, 11, 12].map((field) => u8(at + field));
  const known = depths[colour ?? 7]?.includes(depth ?? 0) && compression === 0 && filter === 0 && (interlace ?? 2) <= 1;
  if (!known) throw malformed();
  return checkedSize({ width: u32(at), height: u32(at + 4) });
}

function chunksOf(reader: Reader): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; ;) {
    const chunk = chunkAt(reader, at);
    chunks.push(chunk);
    at = chunk.end;
    if (chunk.type !== 'IEND') continue;
    if (chunk.length !== 0) throw malformed();
    if (at !== reader.length) throw trailing();
    return chunks;
  }
}

function chunkAt({ u32, name, slice }: Reader, at: number): Chunk {
  const length = u32(at);
  const type = name(at + 4);
  const sum = crc32(slice(at + 4, length + 4));
  if (!/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type)) throw malformed();
  if (/^[A-Z]/.test(type) && !critical.includes(type)) throw malformed();
  if (sum !== u32(at + 8 + length)) throw unsafe('Una suma de control no coincide.', 'A checksum does not match.');
  return { type, at: at + 8, length, end: at + 12 + length };
}
