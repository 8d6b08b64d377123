import jsQR from 'jsqr';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** Its types say that it has a default within its default. */
const decode = jsQR as unknown as typeof jsQR.default;

type Run = { text: string; x: number; y: number; width: number; size: number };
type Rectangle = [left: number, bottom: number, right: number, top: number];

/** A PDF of one page read back: its text as it is read, where it stands in points, what it says of itself, its parts, and its QR code. */
export async function readPdf(file: Uint8Array) {
  const pdf = await getDocumentProxy(file.slice());
  const page = await pdf.getPage(1);
  const { items } = await page.getTextContent();
  const runs: Run[] = items.flatMap((item) =>
    'str' in item && item.str !== ''
      ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width, size: item.height }]
      : [],
  );
  const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
  const [, , width = 0, height = 0] = page.view;
  return {
    pages: pdf.numPages,
    size: { width, height },
    runs,
    text: text.replaceAll(/\s+/g, ' ').normalize('NFC'),
    info: (await pdf.getMetadata()).info as Record<string, unknown>,
    isTagged: (await pdf.getMarkInfo())?.['Marked'] === true,
    parts: partsOf(await page.getStructTree()),
    qr: qrOf(await squaresOf(page)),
  };
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;
type Part = { role?: string; alt?: string; children?: Part[] };

/** The parts of a tagged page in reading order, each with the words for a picture. */
const partsOf = (tree: unknown): [role: string, alternative: string | undefined][] =>
  ((tree as Part | null)?.children?.[0]?.children ?? []).map(({ role = '', alt }) => [role, alt]);

/** The rectangles of the shape that has most of them. */
async function squaresOf(page: Page): Promise<Rectangle[]> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const shapes = argsArray.flatMap((args, index) => (fnArray[index] === OPS.constructPath ? [rectanglesOf(args[1][0])] : []));
  return shapes.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** Each is four points and a way back: 13 numbers, of which the fourth and the eighth point are opposite corners. */
function rectanglesOf(path: ArrayLike<number>): Rectangle[] {
  const numbers = Array.from(path);
  return Array.from({ length: Math.floor(numbers.length / 13) }, (_, index) => {
    const [, left = 0, bottom = 0, , , , , right = 0, top = 0] = numbers.slice(index * 13);
    return [left, bottom, right, top];
  });
}

/** What a QR code drawn of rectangles says, by a decoder of its own; null when it is none. */
function qrOf(rectangles: Rectangle[]): string | null {
  const left = Math.min(...rectangles.map((one) => one[0]));
  const bottom = Math.min(...rectangles.map((one) => one[1]));
  const side = Math.max(...rectangles.map((one) => one[3])) - bottom;
  const pixels = 400;
  const quiet = 50;
  const image = new Uint8ClampedArray(pixels * pixels * 4).fill(255);
  const at = (point: number, start: number) => Math.round(((point - start) / side) * (pixels - 2 * quiet)) + quiet;
  for (const [from, low, to, high] of rectangles) {
    for (let y = at(low, bottom); y < at(high, bottom); y += 1) {
      for (let x = at(from, left); x < at(to, left); x += 1)
        image.fill(0, ((pixels - 1 - y) * pixels + x) * 4, ((pixels - 1 - y) * pixels + x) * 4 + 3);
    }
  }
  return decode(image, pixels, pixels)?.data ?? null;
}
