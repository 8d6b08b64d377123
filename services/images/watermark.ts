import type { Photon } from './photon.ts';
import type { Pixels } from './shrink.ts';

const quality = 85;
/** How wide a letter is, of its height, and how high a line. */
const letter = 0.52;
const line = 1.25;
/** How much of the ground the letters and their shadow cover. */
const strength = { letters: 0.6, shadow: 0.55 };

/**
 * A picture with the lines of text across it again and again, so that a quarter of it still tells them, light with a dark shadow so that they
 * show on any ground. The text is drawn once by the library and stamped where the pixels lie: a large picture is never there twice more.
 * Gives a JPEG. Throws whatever the decoder throws.
 */
export function watermarked(photon: Photon, file: Uint8Array, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const picture = photon.decode(file);
  const stamp = stampOf(photon, lines, picture.width, Math.max(9, Math.round(Math.max(picture.width, picture.height) / 60)));
  const marked = photon.edited(picture, (pixels) => stampedOver(pixels, stamp));
  const answer = photon.jpeg(marked, quality);
  photon.free(marked);
  return answer;
}

/** The lines in white on black, wrapped to the width of the picture. */
function stampOf(photon: Photon, lines: readonly string[], within: number, size: number): Pixels {
  const written = lines.flatMap((text) => wrapped(text, Math.max(8, Math.floor((within * 0.9) / (size * letter)))));
  const width = Math.ceil(Math.max(...written.map((text) => text.length)) * size * letter) + size;
  const height = Math.ceil(written.length * size * line) + 2;
  const canvas = photon.fromPixels(new Uint8Array(width * height * 4).fill(0), width, height);
  written.forEach((text, index) => photon.write(canvas, text, 1, Math.round(index * size * line), size));
  const data = photon.withPixels(canvas, (pixels) => pixels.data.slice());
  photon.free(canvas);
  return { data, width, height };
}

/** Stamps rows over the whole picture, every other one begun half a stamp before it. */
function stampedOver(pixels: Pixels, stamp: Pixels): void {
  const step = { x: Math.ceil(stamp.width * 1.15), y: Math.max(Math.ceil(stamp.height * 1.6), Math.floor(pixels.height / 6)) };
  for (let row = 0, top = Math.floor((step.y - stamp.height) / 2); top < pixels.height; row += 1, top += step.y) {
    for (let left = row % 2 === 0 ? 0 : -Math.floor(step.x / 2); left < pixels.width; left += step.x) {
      blend(pixels, stamp, { left: left + 1, top: top + 1, ground: 0, strength: strength.shadow });
      blend(pixels, stamp, { left, top, ground: 255, strength: strength.letters });
    }
  }
}

type Place = { left: number; top: number; ground: number; strength: number };

function blend({ data, width, height }: Pixels, stamp: Pixels, { left, top, ground, strength: most }: Place): void {
  for (let y = Math.max(0, -top); y < stamp.height && y + top < height; y += 1) {
    for (let x = Math.max(0, -left); x < stamp.width && x + left < width; x += 1) {
      const share = ((stamp.data[(y * stamp.width + x) * 4] ?? 0) / 255) * most;
      if (share === 0) continue;
      const at = ((y + top) * width + x + left) * 4;
      for (let colour = 0; colour < 3; colour += 1) data[at + colour] = (data[at + colour] ?? 0) * (1 - share) + ground * share;
    }
  }
}

/** A text in pieces of at most so many letters, broken between words where that is possible. */
function wrapped(text: string, most: number): string[] {
  const pieces: string[] = [];
  for (const word of text.split(' ')) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) pieces[pieces.length - 1] = `${last} ${word}`;
    else for (let at = 0; at < word.length; at += most) pieces.push(word.slice(at, at + most));
  }
  return pieces;
}
