import { Problem } from '../contract/problem.ts';

/** The refusal of a file, with what is wrong with it in both languages. */
export const unsafe = (es: string, en: string) => new Problem('unsafe-file', { es, en });

/** The refusal of a file that ends before its structure does. */
export const cutShort = () => unsafe('El archivo está incompleto.', 'The file is incomplete.');

/** The refusal of a file in which something follows its end. */
export const trailing = () => unsafe('Hay algo más después del final del archivo.', 'Something follows the end of the file.');

/** The refusal of a file whose parts are not as its format says. */
export const malformed = () => unsafe('El archivo no está bien formado.', 'The file is not well formed.');

/** The refusal of an image of several pictures. */
export const animated = () => unsafe('La imagen tiene más de un cuadro.', 'The image has more than one frame.');

/** Width and height of an image in pixels. */
export type Size = { width: number; height: number };

/** Is shown a part of a picture that is not its pixels: the name of its kind, and what is in it. */
export type Visit = (kind: string, data: Uint8Array) => void;

const mostPixels = 50_000_000;

/** The size of an image, refused where it has no pixel or more than 50 million (security, Files). */
export function checkedSize(size: Size): Size {
  const pixels = size.width * size.height;
  if (pixels === 0) throw malformed();
  if (pixels > mostPixels) throw unsafe('La imagen tiene más de 50 megapíxeles.', 'The image has more than 50 megapixels.');
  return size;
}
