import type { CardOf } from '../../../../services/specimens/card/card.ts';
import { NewAlert } from '../../../../shared/contract/specimens/alerts.ts';
import { SpecimenContent } from '../../../../shared/contract/specimens/specimens.ts';

const ids = ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c21', '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c22'] as const;
const words = (es: string, en: string) => ({ es, en });

/** A card as a border post would get it, with what a test wants different. */
export function aCard(different: Partial<CardOf> = {}, content: object = {}): CardOf {
  const {
    network: _,
    country: __,
    ...said
  } = NewAlert.parse({
    network: ids[0],
    country: 'MEX',
    typology: 'counterfeit',
    title: words('Pasaporte de muestra con marca de agua impresa', 'Sample passport with a printed watermark'),
    summary: words('Hoja de datos reimpresa sobre papel común.', 'Data page reprinted on ordinary paper.'),
    documentCountry: 'GTM',
    category: 'passport',
    month: '2026-02',
    place: words('Puesto fronterizo de ejemplo', 'Sample border post'),
    count: 3,
    route: ['HND', 'GTM', 'MEX'],
    confidence: { source: 'B', information: 2 },
    expiresOn: '2027-02-01',
    advice: words('Páselo a segunda línea y avise a su enlace.', 'Pass it to the second line and tell your liaison officer.'),
    points: [
      {
        feature: 'watermark',
        level: 1,
        genuine: words('Se ve a contraluz, con zonas claras y oscuras', 'Seen against the light, with lighter and darker parts'),
        false: words('Está impresa: brilla y se ve también de frente', 'Printed: it shines and is seen from the front too'),
        genuineImage: ids[0],
        falseImage: ids[1],
      },
      { feature: 'intaglio', level: 1, genuine: words('El relieve se siente', 'The relief is felt'), false: words('Liso', 'Flat') },
      {
        feature: 'optically-variable-ink',
        level: 1,
        genuine: words('Verde a azul', 'Green to blue'),
        false: words('No cambia', 'Does not change'),
      },
      { feature: 'microprinting', level: 2, genuine: words('SECRETO-2', 'SECRET-2'), false: words('Puntos', 'Dots') },
    ],
    ...content,
  });
  const specimen = SpecimenContent.parse({
    category: 'passport',
    type: 'ordinary',
    title: words('Pasaporte ordinario, modelo de muestra', 'Ordinary passport, sample model'),
    features: [{ feature: 'watermark', where: { es: 'Página 3' }, level: 1, check: ['look', 'tool'] }],
  });
  return {
    alert: { tlp: 'AMBER', withdrawn: null, expired: false, messages: [], content: said },
    specimen: { code: 'GTM-AO-00001', content: specimen },
    images: new Map(),
    reader: words('Instituto de Migración de Ejemplo', 'Sample Institute of Migration'),
    source: words('Dirección de Migración de Muestra', 'Sample Directorate of Migration'),
    language: 'es',
    at: new Date('2026-03-10T12:00:00Z'),
    ...different,
  };
}

export const imageIds = ids;
