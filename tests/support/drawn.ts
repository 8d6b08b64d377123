import { deflateSync } from 'node:zlib';
import { bytesOf, pngChunk, pngEnd, pngHeader, pngSignature } from './files.ts';

/** Pixels of a generated picture, four bytes each: soft blots whose places and colours follow from the seed. */
export function drawnPixels(width: number, height: number, seed: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(width * height * 4);
  const wave = (at: number, phase: number) => Math.round(127 + 120 * Math.sin(at * (3 + (seed % 5)) + seed * phase));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [x / width, y / height];
      pixels.set(
        [wave(across + down * down, 1.7), wave(across * across - down, 2.3), wave(across * down * 2, 3.1), 255],
        (y * width + x) * 4,
      );
    }
  }
  return pixels;
}

/** The same as a PNG of eight bits a colour, with opacity. One with fewer rows than it is high has every part that it must, and is no picture. */
export function drawnPng(width: number, height: number, seed: number, given = height): Uint8Array<ArrayBuffer> {
  const pixels = drawnPixels(width, height, seed);
  const rows = Array.from({ length: given }, (_, y) => Buffer.concat([Buffer.of(0), pixels.subarray(y * width * 4, (y + 1) * width * 4)]));
  return bytesOf(pngSignature, pngHeader(width, height, [8, 6, 0, 0, 0]), pngChunk('IDAT', deflateSync(Buffer.concat(rows))), pngEnd);
}
