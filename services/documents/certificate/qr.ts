import { type PDFPage, fill, popGraphicsState, pushGraphicsState, rectangle, setFillingGrayscaleColor } from '@cantoo/pdf-lib';
import { encode } from 'uqr';

type Square = { x: number; y: number; side: number };

/** Draws the QR code of an address (ISO/IEC 18004, level M) as one shape; x and y are its lower left corner, in points. The paper is its margin. */
export function drawQr(page: PDFPage, address: string, { x, y, side }: Square): void {
  const { data, size } = encode(address, { ecc: 'M', border: 0 });
  const step = side / size;
  const dark = data.flatMap((row, down) =>
    row.flatMap((isDark, across) => (isDark ? [rectangle(x + across * step, y + side - (down + 1) * step, step, step)] : [])),
  );
  page.pushOperators(pushGraphicsState(), setFillingGrayscaleColor(0), ...dark, fill(), popGraphicsState());
}
