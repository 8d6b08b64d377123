import type { Font } from '@cantoo/fontkit';

/** A text, or a part of it, with where it stands, in ems from the beginning of its line. */
export type Placed = { text: string; x: number; y: number };

/**
 * A line with its marks apart that Unicode has no letter with, such as the tilde of a Guaraní G̃: they stand where the font says (OpenType, GPOS),
 * at which what draws texts does not look.
 */
export function withMarks(line: string, font: Font, measure: (text: string) => number): Placed[] {
  const parts: Placed[] = [];
  let x = 0;
  for (const [part, plain = '', base = '', marks = ''] of line.matchAll(/(\P{M}*?)(?:(\P{M})(\p{M}+)|$)/gsu)) {
    if (part === '') continue;
    parts.push({ text: plain + base, x, y: 0 });
    x += measure(part);
    const positions = font.layout(base + marks).positions ?? [];
    for (const [index, mark] of Array.from(marks).entries()) {
      const { xOffset = 0, yOffset = 0 } = positions[index + 1] ?? {};
      parts.push({ text: mark, x: x + xOffset / font.unitsPerEm, y: yOffset / font.unitsPerEm });
    }
  }
  return parts;
}
