import type { CorrectionDecision, NewCorrection, SpecimenContent } from '../../../shared/contract/index.ts';
import type { Drawing } from './draw.ts';

/** A correction of a sample specimen: who proposes it, and what the source decided, if it did. */
export type DemoCorrection = NewCorrection & { by: string; decision?: CorrectionDecision };

type More = {
  /** The title of the one that it supersedes. */
  supersedes?: string;
  drawing?: Pick<Drawing, 'paper' | 'ink'> & { lights?: readonly Drawing['light'][] };
  corrections?: readonly DemoCorrection[];
};

/** A sample specimen: whose it is, what it says, how its pictures are drawn and what others would correct. */
export type DemoSpecimen = { country: string; content: SpecimenContent } & More;

type Words = [es: string, en: string];
const said = ([es, en]: Words) => ({ es, en });

type Given = { title: Words; more?: More } & Partial<Omit<SpecimenContent, 'title'>>;

function specimen(country: string, category: SpecimenContent['category'], { title, more, ...rest }: Given): DemoSpecimen {
  const content: SpecimenContent = {
    category,
    type: 'ordinary',
    title: said(title),
    issuedBy: said(['Autoridad emisora de muestra', 'Sample issuing authority']),
    languages: ['es', 'en'],
    features: featuresOf(category),
    ...rest,
  };
  return { country, content, ...more };
}

type Features = NonNullable<SpecimenContent['features']>;

/** What every sample document of a kind carries, so that the alerts have something to compare with. */
function featuresOf(category: SpecimenContent['category']): Features {
  const paper: Features = [
    { feature: 'watermark', where: said(['En todas las páginas', 'On every page']), level: 1, check: ['look'] },
    { feature: 'intaglio', where: said(['Cubierta interior', 'Inside of the cover']), level: 1, check: ['feel'] },
    { feature: 'optically-variable-ink', where: said(['Sello de la página 2', 'Seal on page 2']), level: 1, check: ['tilt'] },
    { feature: 'microprinting', where: said(['Línea bajo la fotografía', 'Line below the photograph']), level: 2, check: ['tool'] },
    { feature: 'uv-response', where: said(['Fibrillas rojas en las páginas', 'Red fibres in the pages']), level: 2, check: ['tool'] },
  ];
  const card: Features = [
    { feature: 'laser-engraving', where: said(['Fotografía y datos', 'Photograph and data']), level: 1, check: ['feel', 'look'] },
    { feature: 'lenticular-image', where: said(['Esquina inferior derecha', 'Lower right corner']), level: 1, check: ['tilt'] },
    { feature: 'microprinting', where: said(['Borde superior', 'Upper edge']), level: 2, check: ['tool'] },
  ];
  return ['passport', 'visa', 'birth-certificate', 'seamans-book'].includes(category) ? paper : card;
}

const booklet = { width: 88, height: 125, pages: 32, mrz: 'TD3', numberFormat: 'A99999999' } as const;
const card = { width: 85.6, height: 54, mrz: 'TD1', numberFormat: '9999999999' } as const;

const acceptedCorrection: DemoCorrection = {
  by: 'MEX',
  patch: { validity: said(['10 años; 5 para menores de edad', '10 years; 5 for minors']) },
  reason: said(['A menores se les expide por 5 años.', 'Minors receive it for 5 years.']),
  decision: { accepted: true, note: said(['Gracias, así es desde 2022.', 'Thank you, it is so since 2022.']) },
};
const openCorrection: DemoCorrection = {
  by: 'GTM',
  patch: { pages: 48 },
  reason: said(['Hemos visto libretas de 48 páginas.', 'We have seen booklets of 48 pages.']),
};

/** The sample specimens of the model network, of documents that do not exist. */
export const demoSpecimens: DemoSpecimen[] = [
  specimen('GTM', 'passport', { title: ['Pasaporte ordinario, primer modelo de muestra', 'Ordinary passport, first sample model'], ...booklet, firstIssued: '2010', lastIssued: '2019-12', validUntil: '2029-12', validity: said(['10 años', '10 years']), more: { drawing: { paper: [226, 236, 246], ink: [44, 92, 158], lights: ['visible', 'uv', 'transmitted'] } } }),
  specimen('GTM', 'passport', { title: ['Pasaporte ordinario, segundo modelo de muestra', 'Ordinary passport, second sample model'], ...booklet, chip: true, firstIssued: '2020-01', validity: said(['10 años', '10 years']), more: { supersedes: 'Pasaporte ordinario, primer modelo de muestra', drawing: { paper: [232, 240, 232], ink: [38, 118, 92], lights: ['visible', 'uv', 'ir', 'oblique'] }, corrections: [acceptedCorrection] } }),
  specimen('HND', 'passport', { title: ['Pasaporte ordinario, modelo de muestra de Honduras', 'Ordinary passport, sample model of Honduras'], ...booklet, chip: true, firstIssued: '2018', more: { drawing: { paper: [246, 238, 226], ink: [150, 88, 40] }, corrections: [openCorrection] } }),
  specimen('SLV', 'identity-card', { title: ['Documento de identidad, modelo de muestra', 'Identity card, sample model'], ...card, firstIssued: '2016', more: { drawing: { paper: [236, 230, 246], ink: [98, 62, 150] } } }),
  specimen('NIC', 'identity-card', { title: ['Cédula, modelo de muestra', 'Identity card, sample model of Nicaragua'], ...card, firstIssued: '2014' }),
  specimen('CRI', 'residence-permit', { title: ['Permiso de residencia, modelo de muestra', 'Residence permit, sample model'], ...card, chip: true, firstIssued: '2019', more: { drawing: { paper: [240, 246, 228], ink: [96, 132, 36] } } }),
  specimen('PAN', 'seamans-book', { title: ['Libreta de gente de mar, modelo de muestra', 'Seaman’s book, sample model'], ...booklet, firstIssued: '2012' }),
  specimen('MEX', 'visa', { title: ['Visa de visitante, modelo de muestra', 'Visitor visa, sample model'], width: 120, height: 80, mrz: 'MRV-A', firstIssued: '2021' }),
  specimen('MEX', 'border-crossing-card', { title: ['Tarjeta de visitante regional, modelo de muestra', 'Regional visitor card, sample model'], ...card, firstIssued: '2015' }),
  specimen('BLZ', 'birth-certificate', { title: ['Partida de nacimiento, modelo de muestra', 'Birth certificate, sample model'], width: 216, height: 279, pages: 1 }),
  specimen('DOM', 'travel-document', { title: ['Documento de viaje para el retorno, modelo de muestra', 'Travel document for return, sample model'], type: 'return', width: 88, height: 125, pages: 4 }),
  specimen('CAN', 'driving-licence', { title: ['Licencia de conducir, modelo de muestra', 'Driving licence, sample model'], width: 85.6, height: 54 }),
  specimen('USA', 'passport', { title: ['Pasaporte de emergencia, modelo de muestra', 'Emergency passport, sample model'], ...booklet, type: 'emergency', pages: 12 }),
]; // prettier-ignore
