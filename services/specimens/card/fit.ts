/** Sizes of print in points, the largest first. */
export const sizes = [15, 14, 13, 12, 11, 10] as const;
type Size = (typeof sizes)[number];

/** Points of height that the shorter of A4 and Letter has for print, and how high a line is. */
const height = 715;
const leading = 1.3;

/** A piece of text across the page, with how much larger than the rest it is printed. */
export type Block = { words: string; scale: number };
/** A row of the table: what each side says, and whether pictures stand below. */
export type Row = { feature: string; genuine: string; false: string; pictured: boolean };
/** How a card is printed: in which size, how many of its rows, and how many of those with their pictures. */
type Fit = { size: Size; rows: number; pictured: number };

/** Widths in points of print of the whole page, of the name of a feature and of one side, after the borders. */
const page = 530;
const name = 110;
const side = 168;
/** Lines that a picture takes, whichever the size: it grows with the print. */
const pictureLines = 6.5;

/**
 * The largest print in which everything fits on a page; the pictures of the last rows go before rows do. Lines are counted by a wide letter,
 * and a few are left over, since an officer's computer has fonts of its own.
 */
export function fit(blocks: readonly Block[], rows: readonly Row[]): Fit {
  const all = rows.length;
  const holds = (pictured: number) => sizes.find((size) => fitting(size, blocks, rows, pictured) === all);
  const size = holds(all) ?? holds(0) ?? 10;
  const shown = fitting(size, blocks, rows, 0);
  const pictured = rows.findIndex((_, index) => fitting(size, blocks, rows, index + 1) < shown);
  return { size, rows: shown, pictured: pictured < 0 ? shown : pictured };
}

/** How many of the rows fit below the rest, the first ones with their pictures. */
function fitting(size: Size, blocks: readonly Block[], rows: readonly Row[], pictured: number): number {
  let room =
    height / (size * leading) - blocks.reduce((sum, { words, scale }) => sum + scale * (linesOf(words, page, size * scale) + 0.1), 0);
  const over = rows.findIndex((row, index) => {
    room -= heightOf(row, size, index < pictured);
    return room < 0;
  });
  return over < 0 ? rows.length : over;
}

function heightOf(row: Row, size: Size, pictured: boolean): number {
  const said = Math.max(linesOf(row.genuine, side, size), linesOf(row.false, side, size));
  return 0.35 + Math.max(linesOf(row.feature, name, size), said + (pictured && row.pictured ? pictureLines : 0));
}

/** Lines of a text in a width: a letter is about half as wide as high. */
const linesOf = (words: string, width: number, size: number) => Math.ceil((words.length * size * 0.52) / width);
