import { type Drawing, drawn } from './draw.ts';

const captions = {
  visible: 'Página de datos',
  uv: 'Página de datos con luz ultravioleta',
  ir: 'Página de datos con luz infrarroja',
  oblique: 'Página de datos con luz rasante',
  transmitted: 'Página de datos al trasluz',
} as const satisfies Record<Drawing['light'], string>;

/** The picture of a data page of Utopia, as it is sent: what is drawn and what is said of it. `code` is printed on it. */
export function dataPage(look: Omit<Drawing, 'lines' | 'mrz'>, code: string) {
  const lines = ['UTOPÍA  ·  MUESTRA', code, 'MUESTRA  PERSONA', 'A00000000', '01 ENE 2000'];
  const mrz = ['P<UTOMUESTRA<<PERSONA<<<<<<<<<<<<<<<<<<<<<<<', 'A000000000UTO0001010X3001010<<<<<<<<<<<<<<00'];
  const query = { page: 2, side: 'front', light: look.light, caption: captions[look.light], shows: 'specimen' } as const;
  return { query, body: drawn({ ...look, lines, mrz }), mediaType: 'image/png' } as const;
}
