import { deflateSync } from 'node:zlib';
import { crc32 } from '../../shared/files/crc32.ts';
import { keyRingOf } from '../../shared/keys/key-ring.ts';
import type { FileVault, ObjectStore } from '../../shared/files/store.ts';

/** Bytes one after another; a string gives one byte for each character. */
export function bytesOf(...parts: (string | number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))));
}

const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u32le = (value: number) => u32(value).toReversed();
const u24le = (value: number) => u32le(value).slice(0, 3);

/** A chunk of a PNG with its checksum. */
export const pngChunk = (type: string, data: string | number[] | Uint8Array = []) => {
  const body = bytesOf(type, data);
  return bytesOf(u32(body.length - 4), body, u32(crc32(body)));
};

export const pngSignature = '\x89PNG\r\n\x1a\n';
export const pngHeader = (width: number, height: number, kind = [8, 2, 0, 0, 0]) =>
  pngChunk('IHDR', [...u32(width), ...u32(height), ...kind]);
export const pngEnd = pngChunk('IEND');

/** A whole PNG of one colour; `extra` goes before its data. */
export function png(width = 2, height = 2, extra: Uint8Array = bytesOf()): Uint8Array<ArrayBuffer> {
  const pixels = Array.from({ length: height }, () => [0, ...Array.from({ length: width * 3 }, () => 120)]).flat();
  return bytesOf(pngSignature, pngHeader(width, height), extra, pngChunk('IDAT', deflateSync(Uint8Array.from(pixels))), pngEnd);
}

export const jpegSegment = (marker: number, data: string | number[]) => {
  const body = bytesOf(data);
  return bytesOf([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body);
};
export const jpegFrame = (width: number, height: number, marker = 0xc0) =>
  jpegSegment(marker, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
export const jpegScan = bytesOf(jpegSegment(0xda, [1, 1, 0, 0, 63, 0]), [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
export const jpegStart = bytesOf([0xff, 0xd8], jpegSegment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0'));
export const jpegEnd = [0xff, 0xd9];

/** A JPEG with the structure of one; nobody decodes its data. */
export const jpeg = (width = 16, height = 8, extra: Uint8Array = bytesOf()) =>
  bytesOf(jpegStart, extra, jpegFrame(width, height), jpegScan, jpegEnd);

export const webpChunk = (type: string, data: string | number[] | Uint8Array) => {
  const body = bytesOf(data);
  return bytesOf(type, u32le(body.length), body, body.length % 2 === 1 ? [0] : []);
};
export const webpOf = (...chunks: Uint8Array[]) => {
  const body = bytesOf('WEBP', ...chunks);
  return bytesOf('RIFF', u32le(body.length), body);
};
export const vp8 = (width: number, height: number) =>
  webpChunk('VP8 ', [0x10, 0, 0, 0x9d, 0x01, 0x2a, width & 255, width >> 8, height & 255, height >> 8, 1, 2, 3]);
export const vp8l = (width: number, height: number) => webpChunk('VP8L', [0x2f, ...u32le((width - 1) | ((height - 1) << 14)), 7]);
export const vp8x = (width: number, height: number, flags = 0) =>
  webpChunk('VP8X', [flags, 0, 0, 0, ...u24le(width - 1), ...u24le(height - 1)]);

/** A still WebP with the structure of one. */
export const webp = (width = 16, height = 8) => webpOf(vp8(width, height));

/** A PDF of one empty page; `objects` are written among its own, `end` after its end mark. */
export function pdf(objects = '', end = '\n', catalog = ''): Uint8Array<ArrayBuffer> {
  const body = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalog}>>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n${objects}\n`;
  return bytesOf(`${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n${body.length}\n%%EOF${end}`);
}

/** A ZIP without entries; `comment` follows its end. */
export const zip = (comment = '') =>
  bytesOf(
    'PK\x05\x06',
    Array.from({ length: 16 }, () => 0),
    [comment.length, 0],
    comment,
  );

/** A store of objects in memory, what is in it, and what was ever put there. */
export function ownStore(): ObjectStore & { kept: Map<string, Uint8Array>; puts: string[] } {
  const kept = new Map<string, Uint8Array>();
  const puts: string[] = [];
  return {
    kept,
    puts,
    put: async (key, value) => {
      puts.push(key);
      kept.set(key, Uint8Array.from(value));
    },
    get: async (key) => {
      const value = kept.get(key);
      return value ? { arrayBuffer: async () => Uint8Array.from(value).buffer } : null;
    },
    delete: async (key) => void kept.delete(key),
  };
}

/** The secret of a test's own vault. */
export const secret = Buffer.alloc(32, 7).toString('base64url');

/** A vault of a test's own. */
export async function ownVault(): Promise<FileVault & { objects: ReturnType<typeof ownStore> }> {
  return { objects: ownStore(), keys: await keyRingOf('file', secret) };
}
