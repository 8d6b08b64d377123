import { type Pixels, shrunk } from './shrink.ts';

/**
 * What a picture looks like in 64 bits, as 16 hex digits: whether each of eight by eight parts is lighter than the one beside it (a
 * difference hash). Sizes, compression and brightness change few of them.
 */
export function likenessOf(picture: Pixels): string {
  const { data } = shrunk(picture, { width: 9, height: 8 });
  const lightness = (at: number) => (data[at * 4] ?? 0) * 299 + (data[at * 4 + 1] ?? 0) * 587 + (data[at * 4 + 2] ?? 0) * 114;
  let bits = 0n;
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 8; column += 1) {
      const at = row * 9 + column;
      bits = (bits << 1n) | (lightness(at) > lightness(at + 1) ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(16, '0');
}
