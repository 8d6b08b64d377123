import { PhotonImage, Rgba, draw_text, draw_text_with_color } from '@cf-wasm/photon';

/** How a sample document is drawn: its colours as red, green and blue, what is printed on it, and under which light it lies. */
export type Drawing = {
  paper: Colour;
  ink: Colour;
  lines: readonly string[];
  mrz: readonly string[];
  light: 'visible' | 'uv' | 'ir' | 'oblique' | 'transmitted';
};

const width = 900;
const height = 620;

/**
 * A plain layout of a document that does not exist: fine waves, a silhouette without a face, the word ESPÉCIMEN, and a machine readable zone
 * of Utopia with zeros. As PNG.
 */
export function drawn({ paper, ink, lines, mrz, light }: Drawing): Uint8Array {
  const pixels = paint(lit[light]?.({ paper, ink }) ?? { paper, ink, dark: [60, 62, 70], person: [70, 74, 84] });
  const image = new PhotonImage(pixels, width, height);
  draw_text(image, 'ESPÉCIMEN · SPECIMEN', 330, 24, 44);
  const [red, green, blue] = light === 'uv' ? [200, 255, 215] : ink.map((value) => Math.round(value * 0.4));
  lines.forEach((line, index) =>
    draw_text_with_color(image, line, 330, 110 + index * 52, 30, new Rgba(red ?? 0, green ?? 0, blue ?? 0, 255)),
  );
  mrz.forEach((line, index) => draw_text(image, line, 40, 512 + index * 44, 30));
  const file = image.get_bytes();
  image.free();
  return file;
}

type Colour = readonly [number, number, number];
type Colours = { paper: Colour; ink: Colour; dark: Colour; person: Colour };

const times = (colour: Colour, share: number): Colour => [colour[0] * share, colour[1] * share, colour[2] * share];

/** What another light than that of the day makes of the colours: ink that shines, that vanishes, that throws shadows or that stands before the light. */
const lit: Partial<Record<Drawing['light'], (by: Pick<Drawing, 'paper' | 'ink'>) => Colours>> = {
  uv: () => ({ paper: [18, 16, 46], ink: [120, 235, 150], dark: [26, 24, 60], person: [30, 30, 60] }),
  ir: () => ({ paper: [214, 214, 214], ink: [198, 198, 198], dark: [40, 40, 40], person: [120, 120, 120] }),
  oblique: ({ paper, ink }) => ({ paper: times(paper, 0.62), ink: times(ink, 0.3), dark: [40, 42, 50], person: [50, 54, 62] }),
  transmitted: ({ ink }) => ({ paper: [255, 244, 214], ink: times(ink, 0.7), dark: [110, 96, 70], person: [150, 132, 100] }),
};

function paint({ paper, ink, dark, person }: Colours): Uint8Array {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const over = y > 490 ? dark : isPerson(x, y) ? person : ink;
      const share = y > 490 ? 1 : over === person ? 0.8 : y < 90 ? 0.75 : isLine(x, y) ? 0.55 : 0.06;
      const at = (y * width + x) * 4;
      for (let colour = 0; colour < 3; colour += 1) pixels[at + colour] = (paper[colour] ?? 0) * (1 - share) + (over[colour] ?? 0) * share;
    }
  }
  return pixels;
}

/** Fine lines that wind into one another. */
const isLine = (x: number, y: number) => Math.abs(Math.sin(x / 23 + Math.sin(y / 31) * 3) + Math.sin(y / 17 + Math.sin(x / 41) * 4)) < 0.12;

/** A head and shoulders without a face. */
const isPerson = (x: number, y: number) =>
  (x - 170) ** 2 / 70 ** 2 + (y - 240) ** 2 / 88 ** 2 < 1 || ((x - 170) ** 2 / 125 ** 2 + (y - 470) ** 2 / 130 ** 2 < 1 && y < 470);
