/** A picture as plain pixels, four bytes each: red, green, blue, opacity. */
export type Pixels = { data: Uint8Array; width: number; height: number };

/** The size of a picture whose longer side is at most so many pixels; never larger than it is. */
export function sizeWithin({ width, height }: { width: number; height: number }, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The same picture in fewer pixels, each the mean of those that it covers, opaque on white. Row by row, so that it needs little more memory
 * than its answer: the library's own resampling takes sixteen bytes for every pixel of a row.
 */
export function shrunk({ data, width, height }: Pixels, to: { width: number; height: number }): Pixels {
  const answer = new Uint8Array(to.width * to.height * 4).fill(255);
  const sums = new Float64Array(to.width * 3);
  for (let row = 0; row < to.height; row += 1) {
    const [top, bottom] = [(row * height) / to.height, ((row + 1) * height) / to.height];
    sums.fill(0);
    for (let y = Math.floor(top); y < bottom; y += 1) {
      const weight = Math.min(y + 1, bottom) - Math.max(y, top);
      addRow(sums, data.subarray(y * width * 4, (y + 1) * width * 4), { from: width, to: to.width, weight });
    }
    const area = (width / to.width) * (bottom - top);
    for (let at = 0; at < to.width * 3; at += 1) {
      answer[(row * to.width + Math.floor(at / 3)) * 4 + (at % 3)] = Math.round((sums[at] ?? 0) / area);
    }
  }
  return { data: answer, ...to };
}

/** Adds a row of pixels to the sums of a shorter row, each by how much of it is covered. */
function addRow(sums: Float64Array, row: Uint8Array, { from, to, weight }: { from: number; to: number; weight: number }): void {
  for (let x = 0; x < from; x += 1) {
    const opacity = (row[x * 4 + 3] ?? 255) / 255;
    const [left, right] = [(x * to) / from, ((x + 1) * to) / from];
    for (let cell = Math.floor(left); cell < right && cell < to; cell += 1) {
      const share = ((Math.min(right, cell + 1) - Math.max(left, cell)) * from * weight) / to;
      for (let colour = 0; colour < 3; colour += 1) {
        const value = (row[x * 4 + colour] ?? 255) * opacity + 255 * (1 - opacity);
        sums[cell * 3 + colour] = (sums[cell * 3 + colour] ?? 0) + value * share;
      }
    }
  }
}
