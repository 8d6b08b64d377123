import { likenessOf } from './likeness.ts';
import { upright } from './orientation.ts';
import type { Photon } from './photon.ts';
import { type Pixels, shrunk, sizeWithin } from './shrink.ts';

/** The longer side of what is read on a screen and of what stands in a list, in pixels. */
const readingSide = 1600;
const thumbnailSide = 320;
const quality = 85;

/** What is drawn anew of a picture: nothing of the file is in it but pixels. */
export type Derived = {
  reading: Uint8Array<ArrayBuffer>;
  thumbnail: Uint8Array<ArrayBuffer>;
  likeness: string;
  width: number;
  height: number;
};

/** Draws a picture anew, upright, in a reading size and as a thumbnail, both JPEG. Throws whatever the decoder throws. */
export function derive(photon: Photon, file: Uint8Array, turn: number): Derived {
  const picture = photon.decode(file);
  const { width, height } = turn >= 5 ? { width: picture.height, height: picture.width } : picture;
  const readable = photon.withPixels(picture, (pixels) => shrunk(pixels, sizeWithin(picture, readingSide)));
  photon.free(picture);
  const reading = upright(readable, turn);
  const thumbnail = shrunk(reading, sizeWithin(reading, thumbnailSide));
  return { reading: jpegOf(photon, reading), thumbnail: jpegOf(photon, thumbnail), likeness: likenessOf(reading), width, height };
}

function jpegOf(photon: Photon, { data, width, height }: Pixels): Uint8Array<ArrayBuffer> {
  const picture = photon.fromPixels(data, width, height);
  const file = photon.jpeg(picture, quality);
  photon.free(picture);
  return file;
}
