/** How wide a text is at a size, in points. */
export type Measure = (text: string, size: number) => number;

/** A paragraph to be set: its size and the least that it may have for the sake of `lines`, and the space above it, in points. */
export type Block<Kind> = Kind & { text: string; size: number; least: number; lines: number; above: number };

/** A paragraph as it is set: the size of its letters and its lines, with the space above it and between them, in points. */
export type Laid<Kind> = { block: Block<Kind>; size: number; above: number; leading: number; lines: string[] };

const leading = 1.28;
const letters = new Intl.Segmenter();

/** Breaks a text into lines no wider than `width`: between words, and within a word that is wider. Widths of signs add up. */
export function linesOf(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  const space = measure(' ');
  let [line, used] = ['', 0];
  for (const piece of text.split(' ').flatMap((word) => piecesOf(word, width, measure))) {
    const wide = measure(piece);
    if (line !== '' && used + space + wide > width) {
      lines.push(line);
      [line, used] = ['', 0];
    }
    used += wide + (line === '' ? 0 : space);
    line = line === '' ? piece : `${line} ${piece}`;
  }
  return [...lines, line];
}

function piecesOf(word: string, width: number, measure: (text: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const pieces = [''];
  let used = 0;
  for (const { segment } of letters.segment(word)) {
    const wide = measure(segment);
    if (used + wide > width) {
      pieces.push('');
      used = 0;
    }
    used += wide;
    pieces[pieces.length - 1] += segment;
  }
  return pieces;
}

/** Sets paragraphs so that all of them fit the height: each as large as it wants within its lines, and all smaller where that is too much. */
export function fitted<Kind>(
  blocks: readonly Block<Kind>[],
  width: number,
  height: number,
  measureOf: (block: Block<Kind>) => Measure,
): Laid<Kind>[] {
  for (let scale = 1; ; scale *= 0.95) {
    const set = blocks.map((block) => setAt(block, width, scale, measureOf(block)));
    if (heightOf(set) <= height) return set;
  }
}

/** The height of paragraphs under one another. */
export const heightOf = (paragraphs: readonly Laid<unknown>[]): number =>
  paragraphs.reduce((sum, { above, leading: step, lines }) => sum + above + step * lines.length, 0);

function setAt<Kind>(block: Block<Kind>, width: number, scale: number, measure: Measure): Laid<Kind> {
  const wanted = (size: number) => linesOf(block.text, width, (text) => measure(text, size));
  let size = block.size * scale;
  while (size > block.least * scale && wanted(size).length > block.lines) size = Math.max(block.least * scale, size * 0.95);
  return { block, size, above: block.above * scale, leading: size * leading, lines: wanted(size) };
}
