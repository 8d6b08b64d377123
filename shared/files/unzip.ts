import { Inflate } from 'fflate';
import { Problem } from '../contract/problem.ts';

const maxEntries = 5_000;
const maxComment = 65_535;
/** Deflate yields at most 1,032 times its input, so a step overshoots the cap by no more than 17 MB. */
const step = 16_384;

type Entry = { name: string; flags: number; method: number; packed: number; size: number; offset: number };

const unreadable = (es: string, en: string) => new Problem('unreadable-document', { es, en });
const damaged = () => unreadable('El archivo está dañado o incompleto', 'The file is damaged or incomplete');
const bomb = () => unreadable('El archivo ocupa demasiado al descomprimirse', 'The file is too large once inflated');

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - maxComment); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw damaged();
}

function readEntry(view: DataView, at: number, names: TextDecoder): { entry: Entry; next: number } {
  if (view.getUint32(at, true) !== 0x02014b50) throw damaged();
  const nameLength = view.getUint16(at + 28, true);
  const name = names.decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [packed, size, offset] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  return { entry: { name, flags, method, packed, size, offset }, next };
}

function readDirectory(view: DataView): Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > maxEntries) throw bomb();
  const names = new TextDecoder();
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    const { entry, next } = readEntry(view, at, names);
    entries.push(entry);
    at = next;
  }
  return entries;
}

function inflate(packed: Uint8Array, size: number, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const stream = new Inflate((chunk) => {
    total += chunk.length;
    if (total > most) throw bomb();
    chunks.push(chunk);
  });
  for (let at = 0; at < packed.length; at += step) stream.push(packed.subarray(at, at + step), at + step >= packed.length);
  if (total !== size) throw damaged();
  const whole = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function extract(bytes: Uint8Array, view: DataView, entry: Entry, most: number): Uint8Array {
  if ((entry.flags & 1) !== 0) throw unreadable('El archivo está cifrado', 'The file is encrypted');
  if (entry.size > most) throw bomb();
  if (view.getUint32(entry.offset, true) !== 0x04034b50) throw damaged();
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw damaged();
  if (entry.method === 8) return inflate(packed, entry.size, most);
  if (entry.method !== 0 || packed.length !== entry.size) throw damaged();
  return packed;
}

/** What an archive may hold once inflated, in bytes: one file, and all that are wanted of it together. */
export type Inflated = { file: number; all: number };

const ordinary: Inflated = { file: 20_000_000, all: 400_000_000 };

/**
 * The wanted files of a zip archive by name, nothing else inflated. Neither the declared sizes nor the number of entries is trusted: at most
 * 5,000 entries, and 20 MB a file unless told otherwise. Throws `unreadable-document` for anything that is not a whole, plain archive.
 */
export function readZip(bytes: Uint8Array, isWanted: (name: string) => boolean, most: Inflated = ordinary): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const wanted = readDirectory(view).filter((entry) => isWanted(entry.name));
    if (new Set(wanted.map((entry) => entry.name)).size !== wanted.length) throw damaged();
    const files = new Map<string, Uint8Array>();
    let left = most.all;
    for (const entry of wanted) {
      const file = extract(bytes, view, entry, Math.min(most.file, left));
      left -= file.length;
      files.set(entry.name, file);
    }
    return files;
  } catch (error) {
    // Reading past the end throws RangeError, a broken stream throws fflate's own error: all of it is a damaged file.
    throw error instanceof Error && error.name === 'Problem' ? error : damaged();
  }
}
