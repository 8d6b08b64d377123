import * as z from 'zod';
import { Edtf, Instant } from '../dates.ts';
import { LanguageTag } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { Ticket, evidenceLimit, evidenceTypes } from '../plans/evidence.ts';
import { byId, flag, paging } from '../page.ts';
import { answer, contract, document, fileOf, json, listOf, nothing } from '../route.ts';
import { Language, Text } from '../text.ts';
import { TermCode } from './terms.ts';

/** What a document of a training is: to teach with, or what remains of what was held (register TR-15, OA-22, OA-25, OA-56). */
export const documentKinds = ['material', 'programme', 'presentation', 'conclusions', 'memory', 'other'] as const;
const DocumentKind = z.enum(documentKinds).meta({ examples: ['conclusions'] });

const described = {
  kind: DocumentKind,
  title: Text,
  language: LanguageTag.nullable(),
  public: z.boolean().meta({ description: 'For anyone, where the training is public; otherwise for the network of the training' }),
};

/** A document of a course or of an edition: a link, or a file kept sealed. */
export const TrainingDocument = z
  .strictObject({
    id: z.uuidv7(),
    ...described,
    url: z.url().max(2000).nullable(),
    file: z
      .strictObject({
        name: z.string().max(200),
        mediaType: z.enum(evidenceTypes),
        bytes: z.int().min(1).max(evidenceLimit),
        digest: z.string().max(64).meta({ description: 'SHA-256 of the file, base64url' }),
      })
      .nullable(),
    training: z
      .strictObject({
        id: z.uuidv7(),
        kind: z.enum(['course', 'edition']),
        title: Text,
        dates: Edtf.nullable(),
        themes: z.array(TermCode).max(30),
      })
      .meta({ id: 'DocumentedTraining', description: 'Of which training it is' }),
    createdAt: Instant,
  })
  .meta({ id: 'TrainingDocument' });
export type TrainingDocument = z.output<typeof TrainingDocument>;

const ofTraining = z.uuidv7().meta({ description: 'The course or the edition' });

export const NewTrainingLink = z
  .strictObject({
    training: ofTraining,
    kind: described.kind,
    title: Text,
    language: LanguageTag.nullable().default(null),
    public: z.boolean().default(false),
    url: z
      .url({ protocol: /^https$/ })
      .max(2000)
      .meta({ examples: ['https://example.org/memoria'] }),
  })
  .meta({
    id: 'NewTrainingLink',
    examples: [
      {
        training: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        kind: 'memory',
        title: { es: 'Memoria del taller' },
        url: 'https://example.org/memoria',
        public: true,
      },
    ],
  });
export type NewTrainingLink = z.output<typeof NewTrainingLink>;

const tag = 'Training documents';
const path = '/v1/training-documents';
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\x00-\x1f/\\]+$/)
  .meta({ description: 'Under which name it is saved', examples: ['conclusiones.pdf'] });

export const trainingDocuments = contract({
  listTrainingDocuments: {
    method: 'get',
    path,
    tag,
    summary: 'List the materials and the archive of trainings that the caller may see',
    access: 'training:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      training: ofTraining.optional(),
      kind: DocumentKind.optional(),
      theme: TermCode.optional(),
    }),
    answers: { 200: listOf(TrainingDocument) },
  },
  attachTrainingDocument: {
    method: 'post',
    path: `${path}/files`,
    tag,
    summary: 'Attach a file to a course or an edition of one’s own organisation',
    description: 'The file is checked to its last byte and kept sealed. Its title is in the language named.',
    access: 'training:write',
    query: z.strictObject({
      training: ofTraining,
      kind: DocumentKind,
      name: fileName,
      language: Language.default('es'),
      title: z.string().trim().min(1).max(500),
      public: flag.optional(),
    }),
    body: document(evidenceTypes, evidenceLimit),
    answers: { 201: answer(TrainingDocument) },
    problems: ['conflict', 'unsafe-file'],
  },
  linkTrainingDocument: {
    method: 'post',
    path,
    tag,
    summary: 'Add a link to a course or an edition of one’s own organisation',
    access: 'training:write',
    body: json(NewTrainingLink),
    answers: { 201: answer(TrainingDocument) },
    problems: ['conflict'],
  },
  getTrainingDocument: {
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Get what a document of a training is',
    access: 'training:read',
    params: byId,
    answers: { 200: answer(TrainingDocument) },
  },
  removeTrainingDocument: {
    method: 'delete',
    path: `${path}/{id}`,
    tag,
    summary: 'Take a document out of a training; a file can never be opened again',
    access: 'training:write',
    params: byId,
    answers: { 204: nothing },
  },
  issueTrainingTicket: {
    method: 'post',
    path: `${path}/{id}/ticket`,
    tag,
    summary: 'Ask for a ticket to fetch a file of a training once',
    description: 'Good for 60 seconds, for the client that asks.',
    access: 'training:read',
    params: byId,
    answers: { 200: answer(Ticket) },
  },
  downloadTrainingFile: {
    method: 'get',
    path: '/v1/training-files/{id}',
    tag,
    summary: 'Fetch a file of a training by a ticket, which this uses up',
    description: 'With the token of the client that asked for the ticket. A second call answers 404: ask for another ticket.',
    access: 'training:read',
    once: true,
    params: byId,
    answers: { 200: fileOf(evidenceTypes, 'The file, as an attachment') },
  },
  readPublicDocument: {
    method: 'get',
    path: '/v1/training/documents/{id}',
    tag,
    summary: 'Fetch a public file of a public training',
    access: 'anyone',
    params: byId,
    answers: { 200: fileOf(evidenceTypes, 'The file, as an attachment') },
    problems: ['not-found'],
  },
});
