import * as fontkit from '@cantoo/fontkit';
import type { Font } from '@cantoo/fontkit';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import { type Placed, withMarks } from './marks.ts';
/**
 * Noto Serif (SIL Open Font License 1.1, beside it), Latin alone: Latin-1, Extended-A, -B and Additional, combining marks and punctuation. It
 * is base64 in JSON, which Node and workerd import alike.
 */
import files from './noto-serif.json' with { type: 'json' };

/** A font in its document, the signs that it has, how wide a text is in it at a size, in points, and where the parts of a text stand. */
export type Face = {
  font: PDFFont;
  known: ReadonlySet<number>;
  measure: (text: string, size: number) => number;
  placed: (text: string) => Placed[];
};
export type Fonts = Record<keyof typeof files, Face>;

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** The fonts of a certificate in its document, which keeps the letters that are used of them. */
export async function embedFonts(pdf: PDFDocument): Promise<Fonts> {
  pdf.registerFontkit(fontkit as never);
  return { regular: await embed(pdf, files.regular), semibold: await embed(pdf, files.semibold) };
}

async function embed(pdf: PDFDocument, file: string): Promise<Face> {
  const bytes = bytesOf(file);
  // Without ligatures the widths of signs add up, so that each is measured once.
  const font = await pdf.embedFont(bytes, { subset: true, features: { liga: false } });
  const shapes = fontkit.create(bytes) as Font;
  const widths = new Map<string, number>();
  const widthOf = (sign: string) => {
    const width = widths.get(sign) ?? font.widthOfTextAtSize(sign, 1);
    widths.set(sign, width);
    return width;
  };
  const measure = (text: string, size: number) => size * Array.from(text, widthOf).reduce((sum, width) => sum + width, 0);
  const placed = (text: string) => withMarks(text, shapes, (part) => measure(part, 1));
  return { font, known: new Set(shapes.characterSet), measure, placed };
}
