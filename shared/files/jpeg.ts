import { type Reader, readerOf } from './reader.ts';
import { type Size, type Visit, animated, checkedSize, malformed, trailing } from './unsafe.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;
/** Baseline, extended sequential and progressive: what viewers read. */
const frames = [0xc0, 0xc1, 0xc2];
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
/** Markers with a segment that a picture may have: tables, frames, a scan, restart interval, applications, comment. */
const isSegment = (marker: number) =>
  isFrame(marker) || [0xc4, 0xcc, startOfScan, 0xdb, 0xdd, 0xfe].includes(marker) || (marker >= 0xe0 && marker <= 0xef);

/**
 * The size of a JPEG whose segments and scans follow one another from SOI to an EOI that is its last byte (ITU-T T.81, annex B).
 * One picture: a multi-picture file (CIPA DC-007) is refused. Pixels are not decoded. `visit` is shown each segment but the picture's own data.
 * Throws unsafe-file.
 */
export function checkJpeg(bytes: Uint8Array, visit?: Visit): Size {
  const reader = readerOf(bytes);
  let size: Size | undefined;
  let scans = 0;
  for (let at = 2; ;) {
    at = markerAt(reader, at);
    const marker = reader.u8(at);
    at += 1;
    if (marker === endOfImage) {
      if (at !== reader.length) throw trailing();
      if (!size || scans === 0) throw malformed();
      return size;
    }
    const length = segmentAt(reader, marker, at);
    visit?.(marker.toString(16), reader.slice(at + 2, length - 2));
    if (isFrame(marker)) {
      if (size) throw malformed();
      size = frameAt(reader, marker, at);
    }
    at += length;
    if (marker !== startOfScan) continue;
    if (!size) throw malformed();
    scans += 1;
    at = endOfScan(reader, at);
  }
}

/** Where the code of the next marker is; any number of fill bytes may stand before it. */
function markerAt({ u8 }: Reader, at: number): number {
  if (u8(at) !== 0xff) throw malformed();
  let code = at + 1;
  while (u8(code) === 0xff) code += 1;
  return code;
}

function segmentAt(reader: Reader, marker: number, at: number): number {
  if (!isSegment(marker)) throw malformed();
  const length = reader.u16(at);
  if (length < 2) throw malformed();
  reader.slice(at, length);
  if (marker === 0xe2 && length >= 6 && reader.name(at + 2) === 'MPF\0') throw animated();
  return length;
}

function frameAt({ u8, u16 }: Reader, marker: number, at: number): Size {
  const components = u8(at + 7);
  if (!frames.includes(marker) || components === 0 || u16(at) !== 8 + 3 * components) throw malformed();
  return checkedSize({ height: u16(at + 3), width: u16(at + 5) });
}

/** Where the marker after a scan begins: neither a stuffed zero nor a restart. */
function endOfScan({ u8 }: Reader, at: number): number {
  for (let next = at; ; next += 1) {
    if (u8(next) !== 0xff) continue;
    const marker = u8(next + 1);
    if (marker !== 0 && !isRestart(marker)) return next;
    next += 1;
  }
}
