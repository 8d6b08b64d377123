import { type PDFPage, rgb } from '@cantoo/pdf-lib';
import type { Look } from './blocks.ts';
import { type Block, type Laid, fitted, heightOf } from './fit.ts';
import type { Fonts } from './fonts.ts';
import { lettersOf } from './letters.ts';
import { type Tagger, readAs } from './tagged.ts';

/** A part of the page, in points from its lower left corner, and where its paragraphs stand in it. */
export type Box = { x: number; y: number; width: number; height: number; align: 'left' | 'centre' | 'right'; stand: 'middle' | 'bottom' };

export const inks = { dark: rgb(0.11, 0.145, 0.188), quiet: rgb(0.325, 0.376, 0.427), blue: rgb(0.043, 0.235, 0.4) };

type Place = { page: PDFPage; tagger: Tagger; fonts: Fonts; box: Box };

/** Draws paragraphs in a part of the page, so that all of them fit. */
export function drawBlocks({ page, tagger, fonts, box }: Place, blocks: Block<Look>[]): void {
  const written = blocks.map((block) => ({ ...block, text: lettersOf(block.text, fonts[block.font].known) }));
  const paragraphs = fitted(written, box.width, box.height, ({ font }) => fonts[font].measure);
  const left = box.height - heightOf(paragraphs);
  let top = box.y + box.height - (box.stand === 'middle' ? left / 2 : left);
  for (const paragraph of paragraphs) {
    const from = top;
    tagger.part(paragraph.block.role, () => drawParagraph({ page, fonts, box }, paragraph, from));
    top -= heightOf([paragraph]);
  }
}

function drawParagraph({ page, fonts, box }: Omit<Place, 'tagger'>, { block, size, above, leading, lines }: Laid<Look>, top: number): void {
  const { font, measure, placed } = fonts[block.font];
  for (const [index, line] of lines.entries()) {
    const room = box.width - measure(line, size);
    const x = box.x + { left: 0, centre: room / 2, right: room }[box.align];
    const y = top - above - leading * index - size;
    const parts = placed(line).map((part) => ({ text: part.text, x: x + part.x * size, y: y + part.y * size }));
    const draw = () => {
      for (const part of parts) page.drawText(part.text, { x: part.x, y: part.y, size, font, color: inks[block.ink] });
    };
    if (parts.length > 1) readAs(page, line, draw);
    else draw();
  }
}
