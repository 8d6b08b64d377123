import type { AlertContent } from '../../../shared/contract/index.ts';

/** A sample alert: whose it is, what it says, its specimen (by title) and method (by title), and what becomes of it. */
export type DemoAlert = {
  country: string;
  content: AlertContent;
  specimen?: string;
  method?: string;
  /** Its first point stands beside a picture of the genuine one against the light, and one of the false. */
  pictured?: true;
  /** Published again with this change, so that it is an update. */
  update?: Partial<AlertContent>;
  cancelled?: true;
  sightings?: { country: string; kind: 'seen' | 'false-positive' | 'expired'; month: string; count: number }[];
  acknowledged?: Record<string, 'notified' | 'read' | 'acted'>;
};

type Words = [es: string, en: string];
const said = ([es, en]: Words) => ({ es, en });
const point = (feature: string, level: number, genuine: Words, wrong: Words) => ({
  feature,
  level,
  genuine: said(genuine),
  false: said(wrong),
});

const advice = said([
  'Páselo a segunda línea sin decir por qué y avise a su enlace.',
  'Pass it to the second line without saying why and tell your liaison officer.',
]);
const first = 'Pasaporte ordinario, primer modelo de muestra';
const second = 'Pasaporte ordinario, segundo modelo de muestra';

/** The sample alerts of the model network. */
export const demoAlerts: DemoAlert[] = [
  {
    country: 'MEX',
    specimen: first,
    pictured: true,
    method: 'Imprenta de hojas de datos',
    content: {
      typology: 'counterfeit', title: said(['Pasaporte de muestra con marca de agua impresa', 'Sample passport with a printed watermark']),
      summary: said(['Hoja de datos reimpresa sobre papel común.', 'Data page reprinted on ordinary paper.']),
      documentCountry: 'GTM', category: 'passport', type: 'ordinary', month: '2026-02', place: said(['Puesto fronterizo de ejemplo', 'Sample border post']), count: 3,
      route: ['HND', 'GTM', 'MEX'], confidence: { source: 'B', information: 2 }, purpose: 'actual', advice,
      points: [
        point('watermark', 1, ['Se ve a contraluz, con zonas claras y oscuras', 'Seen against the light, with lighter and darker parts'], ['Está impresa: brilla y se ve también de frente', 'Printed: it shines and is seen from the front too']),
        point('intaglio', 1, ['El relieve se siente con la uña', 'The nail feels the relief'], ['Liso', 'Flat']),
        point('microprinting', 2, ['Letras legibles', 'Legible letters'], ['Puntos sin letras', 'Dots, no letters']),
      ],
    },
    update: { count: 5, lastSeen: '2026-03' },
    sightings: [{ country: 'SLV', kind: 'seen', month: '2026-03', count: 1 }, { country: 'CRI', kind: 'false-positive', month: '2026-03', count: 0 }],
    acknowledged: { GTM: 'acted', HND: 'read', PAN: 'notified' },
  },
  {
    country: 'PAN',
    specimen: second,
    content: {
      typology: 'forged', title: said(['Fotografía cambiada bajo el laminado', 'Photograph changed below the laminate']), documentCountry: 'GTM', category: 'passport', month: '2026-01', count: 1,
      route: ['GTM', 'PAN', 'USA'], confidence: { source: 'A', information: 1 }, purpose: 'actual', advice,
      points: [
        point('laminate', 1, ['Sin levantar, sin burbujas', 'Not lifted, no bubbles'], ['Borde cortado y pegado otra vez', 'Edge cut and fixed again']),
        point('ghost-image', 1, ['Igual a la fotografía', 'The same as the photograph'], ['Otra persona', 'Another person']),
      ],
    },
    sightings: [{ country: 'MEX', kind: 'seen', month: '2026-02', count: 2 }],
    acknowledged: { GTM: 'read', USA: 'acted' },
  },
  {
    country: 'CRI',
    content: {
      typology: 'pseudo', title: said(['Pasaporte de un país que no existe', 'Passport of a country that does not exist']), documentCountry: 'UTO', category: 'passport', month: '2025-11', count: 1,
      purpose: 'actual', confidence: { source: 'C', information: 3 }, points: [point('substrate', 1, ['Papel de seguridad', 'Security paper'], ['Cartulina común', 'Ordinary cardboard'])],
    },
  },
  {
    country: 'HND',
    specimen: 'Pasaporte ordinario, modelo de muestra de Honduras',
    method: 'Partida de nacimiento tardía',
    content: {
      typology: 'fraudulently-obtained', title: said(['Genuinos obtenidos con partidas tardías', 'Genuine ones obtained with late birth records']), documentCountry: 'HND', category: 'passport', month: '2026-02', count: 4,
      route: ['HND', 'GTM', 'MEX'], purpose: 'actual', confidence: { source: 'B', information: 3 },
    },
    acknowledged: { MEX: 'read' },
  },
  {
    country: 'USA',
    content: {
      typology: 'impostor', title: said(['Documento genuino usado por otra persona', 'Genuine document used by somebody else']), documentCountry: 'SLV', category: 'identity-card', month: '2026-01', count: 2,
      purpose: 'actual', points: [point('photograph', 1, ['Es quien lo presenta', 'Is the one who shows it'], ['Se parece; compare orejas y frente', 'Looks alike; compare ears and forehead'])],
    },
    specimen: 'Documento de identidad, modelo de muestra',
  },
  {
    country: 'DOM',
    content: { typology: 'stolen-blank', title: said(['Lote de documentos en blanco robado', 'Stolen lot of blank documents']), documentCountry: 'DOM', category: 'travel-document', month: '2025-12', count: 60, purpose: 'actual', expiresOn: '2027-01-01' },
    acknowledged: { MEX: 'acted', CRI: 'acted' },
  },
  {
    country: 'CAN',
    content: { typology: 'counterfeit', title: said(['Ejercicio: visa de muestra con código mal impreso', 'Exercise: sample visa with a misprinted code']), documentCountry: 'MEX', category: 'visa', month: '2026-03', purpose: 'exercise', points: [point('barcode', 2, ['Se lee', 'Reads'], ['No se lee', 'Does not read'])] },
    specimen: 'Visa de visitante, modelo de muestra',
  },
  {
    country: 'NIC',
    content: { typology: 'forged', title: said(['Cédula con fecha borrada', 'Identity card with an erased date']), documentCountry: 'NIC', category: 'identity-card', month: '2025-10', count: 1, purpose: 'actual' },
    cancelled: true,
  },
]; // prettier-ignore
