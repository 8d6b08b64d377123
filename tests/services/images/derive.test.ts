import { describe, expect, test } from 'vitest';
import { derive } from '../../../services/images/derive.ts';
import { upright } from '../../../services/images/orientation.ts';
import { likenessOf } from '../../../services/images/likeness.ts';
import { openPhoton } from '../../../services/images/photon.ts';
import { shrunk } from '../../../services/images/shrink.ts';
import { watermarked } from '../../../services/images/watermark.ts';
import { checkPicture } from '../../../shared/files/check-picture.ts';
import { drawnPixels, drawnPng } from '../../support/drawn.ts';
import { bytesOf, pngChunk } from '../../support/files.ts';
import { drawnJpeg, photonLibrary } from '../../support/studio.ts';

const photon = openPhoton(photonLibrary());
const pixelsOf = (file: Uint8Array) => {
  const picture = photon.decode(file);
  const pixels = photon.withPixels(picture, ({ data, width, height }) => ({ data: data.slice(), width, height }));
  photon.free(picture);
  return pixels;
};
const bitsBetween = (a: string, b: string) => (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;

describe('a picture drawn anew', () => {
  test('has a reading size and a thumbnail, neither larger than it was, and no byte of metadata', () => {
    const png = drawnPng(2000, 1200, 2);
    const file = bytesOf(png.subarray(0, 33), pngChunk('tEXt', 'Comment\0palabras de la cámara'), png.subarray(33));
    const { reading, thumbnail, width, height } = derive(photon, file, 1);
    expect([width, height]).toEqual([2000, 1200]);
    expect(checkPicture(reading, 'image/jpeg')).toEqual({ width: 1600, height: 960, texts: [], hasPosition: false, orientation: 1 });
    expect(checkPicture(thumbnail, 'image/jpeg')).toEqual({ width: 320, height: 192, texts: [], hasPosition: false, orientation: 1 });
    expect(Buffer.from(reading).toString('latin1')).not.toContain('palabras');
    const small = derive(photon, drawnPng(40, 30, 2), 1);
    expect(pixelsOf(small.reading)).toMatchObject({ width: 40, height: 30 });
  });

  test('stands upright', () => {
    const { reading, width, height } = derive(photon, drawnJpeg(90, 60, 1), 6);
    expect([width, height]).toEqual([60, 90]);
    expect(pixelsOf(reading)).toMatchObject({ width: 60, height: 90 });
  });

  test('is white where it was transparent', () => {
    const clear = { data: new Uint8Array(16 * 16 * 4), width: 16, height: 16 };
    expect(Array.from(shrunk(clear, { width: 4, height: 4 }).data.subarray(0, 4))).toEqual([255, 255, 255, 255]);
  });
});

test('a file on which the decoder gives up leaves nothing in its memory', () => {
  const own = openPhoton(photonLibrary());
  const sound = drawnPng(1500, 1200, 7);
  const broken = drawnPng(1500, 1200, 7, 800);
  expect(checkPicture(broken, 'image/png')).toMatchObject({ width: 1500, height: 1200 });
  const { reading } = derive(own, sound, 1);
  const held = own.held();
  for (let round = 0; round < 50; round += 1) expect(() => own.decode(broken)).toThrow(/unreachable|gave up/);
  expect(own.held()).toBe(held);
  expect(derive(own, sound, 1).reading).toEqual(reading);
});

describe('turning', () => {
  const rows = (text: string) => {
    const lines = text.split(' ');
    const data = new Uint8Array([...lines.join('')].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 255]));
    return { data, width: lines[0]?.length ?? 0, height: lines.length };
  };
  const letters = ({ data, width }: { data: Uint8Array; width: number }) =>
    (
      Array.from({ length: data.length / 4 }, (_, at) => String.fromCharCode(data[at * 4] ?? 0))
        .join('')
        .match(new RegExp(`.{${width}}`, 'g')) ?? []
    ).join(' ');

  test.each([
    [1, 'abc def'],
    [2, 'cba fed'],
    [3, 'fed cba'],
    [4, 'def abc'],
    [5, 'ad be cf'],
    [6, 'da eb fc'],
    [7, 'fc eb da'],
    [8, 'cf be ad'],
    [99, 'abc def'],
  ])('by orientation %i gives %s', (orientation, expected) => {
    expect(letters(upright(rows('abc def'), orientation))).toBe(expected);
  });
});

describe('the likeness of a picture', () => {
  const of = (seed: number, width = 400, height = 300) => likenessOf({ data: drawnPixels(width, height, seed), width, height });

  test('stays when it is made smaller, compressed, lighter or darker', () => {
    const whole = { data: drawnPixels(400, 300, 4), width: 400, height: 300 };
    const lighter = { ...whole, data: whole.data.map((value, at) => (at % 4 === 3 ? value : Math.min(255, value * 0.7 + 40))) };
    const variants = [shrunk(whole, { width: 120, height: 90 }), lighter, pixelsOf(drawnJpeg(400, 300, 4))];
    for (const variant of variants) expect(bitsBetween(likenessOf(variant), likenessOf(whole))).toBeLessThanOrEqual(6);
  });

  test('is another for other pictures', () => {
    const seeds = [1, 2, 3, 4, 6, 8, 9, 11];
    const far = seeds.flatMap((a) => seeds.filter((b) => b > a).map((b) => bitsBetween(of(a), of(b)) > 7));
    expect(far.filter(Boolean).length / far.length).toBeGreaterThan(0.9);
  });
});

describe('a watermark', () => {
  const lines = ['TLP:AMBER · Institución de Ejemplo', '2026-03-10 12:00 UTC · 2f1f5a8e0c11'];
  const changedShare = (a: Uint8Array, b: Uint8Array, keep: (at: number) => boolean) => {
    let [changed, all] = [0, 0];
    for (let at = 0; at < a.length; at += 4) {
      if (!keep(at / 4)) continue;
      all += 1;
      changed += Number(Math.abs((a[at] ?? 0) - (b[at] ?? 0)) > 25);
    }
    return changed / all;
  };

  test.each([
    [60, 60],
    [320, 200],
    [1600, 1000],
  ])('of %i × %i shows in every quarter', (width, height) => {
    const grey = new Uint8Array(width * height * 4).fill(128).map((value, at) => (at % 4 === 3 ? 255 : value));
    const plain = photon.jpeg(photon.fromPixels(grey, width, height), 95);
    const marked = pixelsOf(watermarked(photon, plain, lines));
    expect(marked).toMatchObject({ width, height });
    for (const [right, lower] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const inQuarter = (at: number) => Number(at % width >= width / 2) === right && Number(Math.floor(at / width) >= height / 2) === lower;
      expect(changedShare(grey, marked.data, inQuarter)).toBeGreaterThan(0.005);
    }
  });
});
