import { deflateSync } from 'node:zlib';
import { sample } from 'fast-check';
import { drawnPng } from './drawn.ts';
import {
  bytesOf,
  jpegEnd,
  jpegFrame,
  jpegScan,
  jpegSegment,
  jpegStart,
  pngChunk,
  pngEnd,
  pngHeader,
  pngSignature,
  vp8,
  vp8l,
  vp8x,
  webpChunk,
  webpOf,
  zip,
} from './files.ts';
import { validMrz } from './mrz.ts';
import { drawnJpeg } from './studio.ts';

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';
export type HostileImage = { name: string; type: ImageType; bytes: Uint8Array<ArrayBuffer> };

const types: ImageType[] = ['image/jpeg', 'image/png', 'image/webp'];
const jpeg = drawnJpeg(64, 48, 3);
const png = drawnPng(64, 48, 3);
const webp = webpOf(vp8(64, 48));
const sound: Record<ImageType, Uint8Array<ArrayBuffer>> = { 'image/jpeg': jpeg, 'image/png': png, 'image/webp': webp };
const named = (name: string, type: ImageType, bytes: Uint8Array<ArrayBuffer>): HostileImage => ({ name, type, bytes });
const repeated = (count: number, piece: Uint8Array) => bytesOf(...Array.from({ length: count }, () => piece));

/** What is no picture at all, under each of the types. */
const foreign: Record<string, string> = {
  nothing: '',
  'one byte': '\xff',
  HTML: '<!doctype html><script>alert(1)</script>',
  SVG: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  'SVG with a declaration': '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
  PDF: '%PDF-1.7\n%%EOF',
  'a program of Windows': 'MZ\x90\x00\x03',
  'a program of Linux': '\x7fELF\x02\x01',
  GIF: 'GIF89a\x01\x00\x01\x00\x80\x00\x00',
  BMP: 'BM\x36\x00\x00\x00',
  TIFF: 'II*\x00\x08\x00\x00\x00',
  'TIFF of the other end': 'MM\x00*\x00\x00\x00\x08',
  ICO: '\x00\x00\x01\x00\x01\x00',
  HEIC: '\x00\x00\x00\x18ftypheic',
  AVIF: '\x00\x00\x00\x1cftypavif',
  ZIP: 'PK\x03\x04',
  'a video': '\x00\x00\x00\x18ftypmp42',
  'JPEG XL': '\xff\x0a\xfa\x21',
  'a picture of Photoshop': '8BPS\x00\x01',
  JSON: '{"picture":true}',
  'a script': '#!/bin/sh\nrm -rf /',
};
const renamed = Object.entries(foreign).flatMap(([name, text]) => types.map((type) => named(`${name} as ${type}`, type, bytesOf(text))));
const swapped = types.flatMap((type) =>
  types.filter((other) => other !== type).map((other) => named(`${other} as ${type}`, type, sound[other])),
);

const cut = types.flatMap((type) =>
  [0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((share) => {
    const whole = sound[type];
    return named(`${type} cut at ${share}`, type, whole.slice(0, Math.floor(whole.length * share)));
  }),
);
const followed = types.flatMap((type) =>
  Object.entries({ 'a byte': bytesOf('\0'), HTML: bytesOf('<script>x</script>'), 'a ZIP': zip(), 'itself again': sound[type] }).map(
    ([what, tail]) => named(`${type} followed by ${what}`, type, bytesOf(sound[type], tail)),
  ),
);

const afterHeader = (extra: Uint8Array) => bytesOf(png.subarray(0, 33), extra, png.subarray(33));
const afterStart = (extra: Uint8Array) => bytesOf(jpeg.subarray(0, 2), extra, jpeg.subarray(2));
const comment = (text: string) => jpegSegment(0xfe, text);
const beside = [
  named(
    'a PNG that is also a ZIP',
    'image/png',
    bytesOf(png.subarray(0, -12), pngChunk('tEXt', bytesOf('x\0', zip('y'.repeat(17)))), pngEnd),
  ),
  named('a JPEG that is also a ZIP', 'image/jpeg', bytesOf(jpeg.subarray(0, -2), jpegSegment(0xfe, [...zip('z'.repeat(2))]), jpegEnd)),
  named('a JPEG that is also a page', 'image/jpeg', afterStart(comment('<html><script>alert(1)</script>'))),
  named('a PNG that is also a page', 'image/png', afterHeader(pngChunk('tEXt', 'x\0<!DOCTYPE html><body onload=x>'))),
  named('a JPEG that is also a PDF', 'image/jpeg', afterStart(comment('%PDF-1.4\n1 0 obj'))),
  named('a PNG that is also a PDF', 'image/png', afterHeader(pngChunk('tEXt', 'x\0%PDF-1.7'))),
  named('a PNG that is also an SVG', 'image/png', afterHeader(pngChunk('tEXt', 'x\0<svg onload=x>'))),
];

const many = [
  named('a JPEG with 10,000 markers', 'image/jpeg', afterStart(repeated(10_000, comment('x')))),
  named('a PNG with 10,000 chunks', 'image/png', afterHeader(repeated(10_000, pngChunk('tEXt', 'x\0y')))),
  named('a JPEG with 200 kB of words', 'image/jpeg', afterStart(repeated(4, comment('palabra '.repeat(7_000))))),
  named(
    'a PNG whose words inflate to 10 MB',
    'image/png',
    afterHeader(pngChunk('zTXt', bytesOf('x\0\0', deflateSync('palabra '.repeat(1_300_000))))),
  ),
];

const sizes: [string, number, number][] = [
  ['60,000 × 60,000', 60_000, 60_000],
  ['no width', 0, 100],
  ['no height', 100, 0],
  ['6 megapixels', 3000, 2000],
];
const rows = (bytes: number) => pngChunk('IDAT', deflateSync(new Uint8Array(bytes)));
const sized = sizes.flatMap(([name, width, height]) => [
  named(`a PNG of ${name}`, 'image/png', bytesOf(pngSignature, pngHeader(width, height), rows(1_000_000), pngEnd)),
  named(`a JPEG of ${name}`, 'image/jpeg', bytesOf(jpegStart, jpegFrame(width, height), jpegScan, jpegEnd)),
]);
const webpSizes = [
  named('a WebP of 16,383 × 16,383', 'image/webp', webpOf(vp8(16_383, 16_383))),
  named('a WebP of 16,384 × 16,384 without loss', 'image/webp', webpOf(vp8l(16_384, 16_384))),
  named('a WebP whose canvas is another', 'image/webp', webpOf(vp8x(640, 480), vp8(64, 48))),
];

const moving = [
  named('an animated WebP', 'image/webp', webpOf(vp8x(64, 48, 2), webpChunk('ANIM', [0, 0, 0, 0, 0, 0]), webpChunk('ANMF', [0, 0]))),
  named('an animation without its flag', 'image/webp', webpOf(vp8x(64, 48), webpChunk('ANMF', [0, 0]), vp8(64, 48))),
  named('a PNG with frames', 'image/png', afterHeader(pngChunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0]))),
  named('a JPEG with several pictures', 'image/jpeg', afterStart(jpegSegment(0xe2, 'MPF\0II*\0'))),
];

const pixels = (bytes: number) => deflateSync(new Uint8Array(bytes));
const pngOf = (header: Uint8Array, ...parts: Uint8Array[]) => bytesOf(pngSignature, header, ...parts, pngEnd);
const plain = pngHeader(4, 4, [8, 2, 0, 0, 0]);
const data = pngChunk('IDAT', pixels(4 * 13));
const wrongSum = Uint8Array.from(data);
wrongSum[wrongSum.length - 1] = (wrongSum.at(-1) ?? 0) ^ 1;
const torn: [string, Uint8Array<ArrayBuffer>][] = [
  ['a wrong checksum', pngOf(plain, wrongSum)],
  ['a chunk that is longer than the file', bytesOf(pngSignature, plain, [0x7f, 0xff, 0xff, 0xff], 'IDAT')],
  ['two headers', pngOf(plain, plain, data)],
  ['no header', bytesOf(pngSignature, data, pngEnd)],
  ['no data', pngOf(plain)],
  ['no end', bytesOf(pngSignature, plain, data)],
  ['data in two places', pngOf(plain, data, pngChunk('tEXt', 'x\0y'), data)],
  ['an unknown critical chunk', pngOf(plain, pngChunk('EVIL', 'x'), data)],
  ['two palettes', pngOf(plain, pngChunk('PLTE', [0, 0, 0]), pngChunk('PLTE', [0, 0, 0]), data)],
  ['no palette where it needs one', pngOf(pngHeader(4, 4, [8, 3, 0, 0, 0]), pngChunk('IDAT', pixels(20)))],
  ['a depth of 5 bits', pngOf(pngHeader(4, 4, [5, 2, 0, 0, 0]), data)],
  ['an unknown colour type', pngOf(pngHeader(4, 4, [8, 5, 0, 0, 0]), data)],
  ['an unknown compression', pngOf(pngHeader(4, 4, [8, 2, 1, 0, 0]), data)],
  ['an unknown filter method', pngOf(pngHeader(4, 4, [8, 2, 0, 1, 0]), data)],
  ['an unknown interlacing', pngOf(pngHeader(4, 4, [8, 2, 0, 0, 2]), data)],
  ['data that is not compressed', pngOf(plain, pngChunk('IDAT', 'not compressed at all'))],
  ['data that ends too early', pngOf(plain, pngChunk('IDAT', pixels(20)))],
  ['rows of an unknown filter', pngOf(plain, pngChunk('IDAT', deflateSync(new Uint8Array(52).fill(9))))],
  ['an end that holds something', bytesOf(pngSignature, plain, data, pngChunk('IEND', 'x'))],
  ['a chunk with a name that is none', pngOf(plain, pngChunk('ID\0T', 'x'), data)],
];
const noise = Array.from({ length: 400 }, (_, index) => (index * 89 + 7) % 255);
const broken: [string, Uint8Array<ArrayBuffer>][] = [
  ['no tables', bytesOf(jpegStart, jpegFrame(64, 48), jpegScan, jpegEnd)],
  ['no frame', bytesOf(jpegStart, jpegScan, jpegEnd)],
  ['two frames', bytesOf(jpegStart, jpegFrame(64, 48), jpegFrame(64, 48), jpegScan, jpegEnd)],
  ['no scan', bytesOf(jpegStart, jpegFrame(64, 48), jpegEnd)],
  ['arithmetic coding', bytesOf(jpegStart, jpegFrame(64, 48, 0xc9), jpegScan, jpegEnd)],
  ['a lossless frame', bytesOf(jpegStart, jpegFrame(64, 48, 0xc3), jpegScan, jpegEnd)],
  ['a hierarchical frame', bytesOf(jpegStart, jpegFrame(64, 48, 0xc5), jpegScan, jpegEnd)],
  ['a frame of 12 bits', bytesOf(jpegStart, jpegSegment(0xc1, [12, 0, 48, 0, 64, 1, 1, 0x11, 0]), jpegScan, jpegEnd)],
  ['a frame without components', bytesOf(jpegStart, jpegSegment(0xc0, [8, 0, 48, 0, 64, 0]), jpegScan, jpegEnd)],
  ['a segment that is longer than the file', bytesOf(jpegStart, [0xff, 0xfe, 0xff, 0xff], 'x')],
  ['a segment shorter than its own length', bytesOf(jpegStart, [0xff, 0xfe, 0, 1], jpegFrame(64, 48), jpegScan, jpegEnd)],
  ['a reserved marker', bytesOf(jpegStart, jpegSegment(0xf5, 'x'), jpegFrame(64, 48), jpegScan, jpegEnd)],
  [
    'tables that are impossible',
    bytesOf(jpegStart, jpegSegment(0xc4, [0, ...Array.from({ length: 16 }, () => 255)]), jpegFrame(64, 48), jpegScan, jpegEnd),
  ],
  ['noise for tables', bytesOf(jpegStart, jpegSegment(0xc4, noise), jpegFrame(64, 48), jpegScan, jpegEnd)],
  ['a size that is told later', bytesOf(jpegStart, jpegFrame(64, 0), jpegScan, jpegEnd)],
];
const webpTorn: [string, Uint8Array<ArrayBuffer>][] = [
  ['a size that is too large', bytesOf(webp.subarray(0, 4), [0xff, 0xff, 0, 0], webp.subarray(8))],
  ['a size that is too small', bytesOf(webp.subarray(0, 4), [4, 0, 0, 0], webp.subarray(8))],
  ['no picture', webpOf(vp8x(64, 48))],
  ['two pictures', webpOf(vp8x(64, 48), vp8(64, 48), vp8(64, 48))],
  ['a picture that is no key frame', webpOf(webpChunk('VP8 ', [0x11, 0, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0]))],
  ['a lossless picture with a wrong signature', webpOf(webpChunk('VP8L', [0x2e, 0, 0, 0, 0]))],
  ['an unknown chunk', webpOf(vp8x(64, 48), webpChunk('EVIL', 'x'), vp8(64, 48))],
  ['data that is none', webpOf(vp8(64, 48))],
  ['lossless data that is none', webpOf(vp8l(64, 48))],
];

/** A TIFF of one directory whose one field points to a directory of positions. */
const position = bytesOf('II*\0', [8, 0, 0, 0, 1, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
const placed = [
  named('a JPEG with a position', 'image/jpeg', afterStart(jpegSegment(0xe1, [...bytesOf('Exif\0\0', position)]))),
  named(
    'a JPEG with a position in its second Exif',
    'image/jpeg',
    afterStart(bytesOf(jpegSegment(0xe1, 'Exif\0\0II*\0\x08\0\0\0\0\0'), jpegSegment(0xe1, [...bytesOf('Exif\0\0', position)]))),
  ),
  named(
    'a JPEG with a position in XMP',
    'image/jpeg',
    afterStart(jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0 exif:GPSLatitude="14,37.5N"')),
  ),
  named('a PNG with a position', 'image/png', afterHeader(pngChunk('eXIf', position))),
  named(
    'a PNG with a position in compressed XMP',
    'image/png',
    afterHeader(pngChunk('iTXt', bytesOf('XML:com.adobe.xmp\0\x01\0\0\0', deflateSync('exif:GPSLongitude="90,30.6W"')))),
  ),
  named('a WebP with a position', 'image/webp', webpOf(vp8x(64, 48, 8), vp8(64, 48), webpChunk('EXIF', position))),
];

/** Texts that no picture may carry, and one that a program for pictures wrote. */
const mrz = sample(validMrz(['TD3']), { numRuns: 1, seed: 11 })[0]?.lines.join('\n') ?? '';
const curp = 'CURP HEGG560427MVZRRL04';
const wide = (text: string) => [...text].flatMap((letter) => [letter.charCodeAt(0), 0]);
/** Pictures whose metadata tell of a person: sound ones, which the rule on personal data refuses. */
export const personalImages: HostileImage[] = [
  named('a JPEG comment with a machine readable zone', 'image/jpeg', afterStart(comment(mrz))),
  named('a JPEG comment with a number', 'image/jpeg', afterStart(comment(curp))),
  named('Exif of a JPEG with a number', 'image/jpeg', afterStart(jpegSegment(0xe1, `Exif\0\0MM\0*\0\0\0\x08\0\0${curp}`))),
  named('XMP of a JPEG with a number', 'image/jpeg', afterStart(jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x>${curp}</x>`))),
  named('IPTC of a JPEG with a zone', 'image/jpeg', afterStart(jpegSegment(0xed, `Photoshop 3.0\x008BIM${mrz}`))),
  named('two bytes to a letter in a JPEG', 'image/jpeg', afterStart(jpegSegment(0xe1, [...bytesOf('Exif\0\0'), ...wide(`  ${curp}  `)]))),
  named('a text of a PNG with a number', 'image/png', afterHeader(pngChunk('tEXt', `Comment\0${curp}`))),
  named('a text of a PNG with a zone', 'image/png', afterHeader(pngChunk('tEXt', `Comment\0${mrz}`))),
  named('a compressed text of a PNG', 'image/png', afterHeader(pngChunk('zTXt', bytesOf('Comment\0\0', deflateSync(curp))))),
  named(
    'a compressed international text of a PNG',
    'image/png',
    afterHeader(pngChunk('iTXt', bytesOf('Comment\0\x01\0es\0\0', deflateSync(mrz)))),
  ),
];

/** Files that are no picture to keep, each for a reason of its own, under the type that they say. */
export const hostileImages: HostileImage[] = [
  ...renamed,
  ...swapped,
  ...cut,
  ...followed,
  ...beside,
  ...many,
  ...sized,
  ...webpSizes,
  ...moving,
  ...torn.map(([name, bytes]) => named(`a PNG with ${name}`, 'image/png', bytes)),
  ...broken.map(([name, bytes]) => named(`a JPEG with ${name}`, 'image/jpeg', bytes)),
  ...webpTorn.map(([name, bytes]) => named(`a WebP with ${name}`, 'image/webp', bytes)),
  ...placed,
];

/** Pictures that are sound, by the type that they have. */
export const soundImages = [named('a JPEG', 'image/jpeg', jpeg), named('a PNG', 'image/png', png)];
