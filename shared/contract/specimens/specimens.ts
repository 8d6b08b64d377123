import * as z from 'zod';
import { EdtfDate } from '../dates.ts';
import { LanguageTag, line, partId } from '../directory/parts.ts';
import { patchOf } from '../directory/listing.ts';
import { byId } from '../page.ts';
import { answer, contract, json } from '../route.ts';
import { Text } from '../text.ts';
import { Reason, entry, entryRoutes, newPlace } from './entry.ts';
import { DocumentImage } from './images.ts';
import { FeatureCode } from './security-features.ts';
import { Check, DocumentCategory, DocumentType, Level, MrzFormat } from './words.ts';

/** A security feature where a document carries it, and how an officer checks it. */
const SecurityFeature = z
  .strictObject({
    id: partId,
    feature: FeatureCode,
    where: Text,
    level: Level,
    check: z.array(Check).min(1).max(4),
    description: Text.optional(),
  })
  .meta({ id: 'SecurityFeature' });

const millimetres = z
  .number()
  .min(1)
  .max(1000)
  .meta({ description: 'Millimetres', examples: [88] });

/** What is said of a genuine document of a country (register SP-03, IX-03). */
export const SpecimenContent = z
  .strictObject({
    category: DocumentCategory,
    type: DocumentType,
    title: Text,
    issuedBy: Text.optional().meta({ description: 'The authority that issues it' }),
    series: line.optional().meta({ description: 'Version or series, as printed or as the authority calls it' }),
    firstIssued: EdtfDate.optional(),
    lastIssued: EdtfDate.optional(),
    validUntil: EdtfDate.optional().meta({ description: 'When the last of them expires' }),
    validity: Text.optional().meta({ description: 'For how long one is valid' }),
    numberFormat: z
      .string()
      .max(40)
      .regex(/^[A9*][A9* ./-]*$/)
      .optional()
      .meta({ description: 'Shape of its number, never a number: A a letter, 9 a digit, * either', examples: ['A99999999'] }),
    width: millimetres.optional(),
    height: millimetres.optional(),
    pages: z.int().min(1).max(500).optional(),
    mrz: MrzFormat.optional(),
    chip: z.boolean().optional(),
    languages: z.array(LanguageTag).max(20).optional(),
    supersedes: z.uuidv7().optional().meta({ description: 'The specimen that came before it' }),
    features: z.array(SecurityFeature).max(100).optional(),
    note: Text.optional(),
  })
  .meta({
    id: 'SpecimenContent',
    examples: [{ category: 'passport', type: 'ordinary', title: { es: 'Pasaporte ordinario, modelo de muestra' } }],
  });
export type SpecimenContent = z.output<typeof SpecimenContent>;

/** The code of a specimen: country, letters of its category and type, and a number: `UTO-AO-00001`. */
const SpecimenCode = z
  .string()
  .max(12)
  .regex(/^[A-Z]{3}-[A-Z]{2}-\d{5}$/)
  .meta({ description: 'Country, category and type, number', examples: ['GTM-AO-00001'] });

export const Specimen = entry(SpecimenContent)
  .extend({
    code: SpecimenCode,
    supersededBy: z.array(z.uuidv7()).max(50).meta({ description: 'The specimens that came after it, of those that the caller sees' }),
    images: z.array(DocumentImage).max(200),
  })
  .meta({ id: 'Specimen' });
export type Specimen = z.output<typeof Specimen>;

const NewSpecimen = SpecimenContent.extend(newPlace).meta({
  id: 'NewSpecimen',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      country: 'GTM',
      category: 'passport',
      type: 'ordinary',
      title: { es: 'Pasaporte ordinario, modelo de muestra', en: 'Ordinary passport, sample model' },
      mrz: 'TD3',
    },
  ],
});
export type NewSpecimen = z.output<typeof NewSpecimen>;

/** What may change in a specimen: all but its category and type, which its code tells. */
export const SpecimenPatch = patchOf(SpecimenContent.omit({ category: true, type: true })).meta({
  id: 'SpecimenPatch',
  examples: [{ chip: true }],
});
export type SpecimenPatch = z.output<typeof SpecimenPatch>;

const tag = 'Specimens';
const routes = entryRoutes(
  {
    path: '/v1/specimens',
    tag,
    one: 'specimen',
    many: 'specimens',
    end: 'withdrawal',
    filters: { category: DocumentCategory.optional(), type: DocumentType.optional(), code: SpecimenCode.optional() },
  },
  {
    one: Specimen,
    made: NewSpecimen,
    patch: SpecimenPatch,
  },
);

export const specimens = contract({
  listSpecimens: routes.list,
  createSpecimen: routes.create,
  getSpecimen: routes.get,
  updateSpecimen: routes.update,
  discardSpecimen: routes.discard,
  submitSpecimen: {
    method: 'put',
    path: '/v1/specimens/{id}/submission',
    tag,
    summary: 'Hand a specimen in for another officer to check',
    access: 'exchange:write',
    params: byId,
    answers: { 200: answer(Specimen) },
    problems: ['conflict'],
  },
  checkSpecimen: {
    method: 'put',
    path: '/v1/specimens/{id}/check',
    tag,
    summary: 'Say that a specimen that was handed in is right',
    description: 'By an officer who has not written a word of it.',
    access: 'exchange:check',
    params: byId,
    answers: { 200: answer(Specimen) },
    problems: ['conflict', 'same-person'],
  },
  returnSpecimen: {
    method: 'put',
    path: '/v1/specimens/{id}/return',
    tag,
    summary: 'Give a specimen back that was handed in, with the reason',
    access: 'exchange:check',
    params: byId,
    body: json(Reason),
    answers: { 200: answer(Specimen) },
    problems: ['conflict', 'personal-data'],
  },
  publishSpecimen: { ...routes.publish, description: 'After another officer has checked it; every image of it must be confirmed.' },
  withdrawSpecimen: routes.withdraw,
});
