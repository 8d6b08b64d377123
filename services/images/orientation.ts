import type { Pixels } from './shrink.ts';

/** Where the pixel at a column and row of the upright picture lies in the picture as it was stored, for each orientation (Exif 2.32, 0x0112). */
const places: Record<number, (x: number, y: number, width: number, height: number) => [number, number]> = {
  2: (x, y, width) => [width - 1 - x, y],
  3: (x, y, width, height) => [width - 1 - x, height - 1 - y],
  4: (x, y, _, height) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _, height) => [y, height - 1 - x],
  7: (x, y, width, height) => [width - 1 - y, height - 1 - x],
  8: (x, y, width) => [width - 1 - y, x],
};

/** A picture turned upright, as its metadata say that a viewer must. An orientation that is none changes nothing. */
export function upright(stored: Pixels, orientation: number): Pixels {
  const place = places[orientation];
  if (!place) return stored;
  const lies = orientation >= 5;
  const [width, height] = lies ? [stored.height, stored.width] : [stored.width, stored.height];
  const from = new Uint32Array(stored.data.buffer, stored.data.byteOffset, stored.width * stored.height);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [column, row] = place(x, y, stored.width, stored.height);
      pixels[y * width + x] = from[row * stored.width + column] ?? 0;
    }
  }
  return { data: new Uint8Array(pixels.buffer), width, height };
}
