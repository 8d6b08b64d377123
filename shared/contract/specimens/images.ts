import * as z from 'zod';
import { Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { Ticket } from '../plans/evidence.ts';
import { answer, contract, document, fileOf, json, listOf, nothing } from '../route.ts';
import { Language, Text } from '../text.ts';

/** Media types of pictures that may be uploaded (security, Files). */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** The most bytes of a picture: 12 MB. */
const imageLimit = 12_000_000;

const sides = ['front', 'back', 'inside', 'whole'] as const;
const lights = ['visible', 'uv', 'ir', 'oblique', 'transmitted'] as const;
const page = z.coerce.number().int().min(0).max(500);
const magnification = z.coerce.number().min(1).max(1000);

const described = {
  side: z.enum(sides).default('front'),
  light: z.enum(lights).default('visible'),
};

/** A picture of a document: of which page, side and light. Until a second officer confirms it, its own organisation alone sees it. */
export const DocumentImage = z
  .strictObject({
    id: z.uuidv7().meta({ description: 'Who opened it stands in the audit under this id' }),
    page: z.int().min(0).max(500).nullable(),
    side: z.enum(sides),
    light: z.enum(lights),
    magnification: z.number().min(1).max(1000).nullable(),
    caption: Text.nullable(),
    shows: z.enum(['specimen', 'masked']).meta({ description: 'A specimen, or a document on which all personal data are masked' }),
    confirmed: z.boolean().meta({ description: 'A second officer has looked at it' }),
    width: z.int().min(1).max(100_000),
    height: z.int().min(1).max(100_000),
    createdAt: Instant,
  })
  .meta({ id: 'DocumentImage' });
export type DocumentImage = z.output<typeof DocumentImage>;

const NewTicket = z.strictObject({ size: z.enum(['thumbnail', 'reading']).default('reading') }).meta({ id: 'NewImageTicket' });

const text = z.string().trim().min(1).max(500);
const upload = z.strictObject({
  page: page.optional(),
  ...described,
  magnification: magnification.optional(),
  caption: text.optional(),
  language: Language.default('es').meta({ description: 'Of the caption' }),
  shows: z.enum(['specimen', 'masked']),
});
export type ImageUpload = z.output<typeof upload>;

/** Somebody's wish for the picture in its full size, and whether its source has released it. */
export const OriginalRequest = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    image: z.uuidv7(),
    organisation: z.uuidv7().meta({ description: 'Which organisation asks' }),
    reason: Text,
    released: z.boolean().nullable().meta({ description: 'Null until the source has decided' }),
    expiresAt: Instant.nullable().meta({ description: 'Until when what was released may be fetched' }),
    createdAt: Instant,
  })
  .meta({ id: 'OriginalRequest' });
export type OriginalRequest = z.output<typeof OriginalRequest>;

const NewOriginalRequest = z
  .strictObject({ reason: Text })
  .meta({ id: 'NewOriginalRequest', examples: [{ reason: { es: 'Peritaje en laboratorio' } }] });
const Release = z.strictObject({ released: z.boolean() }).meta({ id: 'OriginalRelease', examples: [{ released: true }] });

/** That an image resembles another: by how many of 64 bits their perceptual hashes differ. */
export const SimilarImage = z
  .strictObject({
    id: z.uuidv7(),
    entry: z.uuidv7().meta({ description: 'The specimen or alert that it belongs to' }),
    kind: z.enum(['specimen', 'alert']),
    distance: z.int().min(0).max(64),
  })
  .meta({ id: 'SimilarImage' });
export type SimilarImage = z.output<typeof SimilarImage>;

/** The images that resemble one, nearest first. */
const SimilarImages = z.strictObject({ items: z.array(SimilarImage).max(200) }).meta({ id: 'SimilarImages' });

const tag = 'Images of documents';

const uploadTo = <const P extends `/v1/${string}`>(path: P, one: string) =>
  ({
    method: 'post',
    path,
    tag,
    summary: `Upload a picture to a ${one}`,
    description:
      'JPEG, PNG or WebP, checked to its last byte and drawn anew; the original is kept sealed. Whoever uploads says whether it shows a specimen ' +
      'or is masked; another officer confirms it before anybody else sees it. A position or personal data in its metadata are refused.',
    access: 'exchange:write',
    params: byId,
    query: upload,
    body: document(imageTypes, imageLimit),
    answers: { 201: answer(DocumentImage) },
    problems: ['conflict', 'unsafe-file', 'personal-data'],
  }) as const;

export const images = contract({
  addSpecimenImage: uploadTo('/v1/specimens/{id}/images', 'specimen'),
  addAlertImage: uploadTo('/v1/alerts/{id}/images', 'alert'),
  confirmImage: {
    method: 'put',
    path: '/v1/document-images/{id}/confirmation',
    tag,
    summary: 'Say, as a second officer, that a picture shows a specimen or is masked',
    description: 'If-Match is the version of the specimen or alert that it belongs to.',
    access: 'exchange:check',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict', 'same-person'],
  },
  removeImage: {
    method: 'delete',
    path: '/v1/document-images/{id}',
    tag,
    summary: 'Take a picture away; it can never be opened again',
    description: 'If-Match is the version of the specimen or alert that it belongs to.',
    access: 'exchange:write',
    params: byId,
    answers: { 204: nothing },
  },
  listSimilarImages: {
    method: 'get',
    path: '/v1/document-images/{id}/similar',
    tag,
    summary: 'Find the pictures that resemble one, of those that the caller may see',
    access: 'exchange:read',
    params: byId,
    answers: { 200: answer(SimilarImages) },
  },
  issueImageTicket: {
    method: 'post',
    path: '/v1/document-images/{id}/ticket',
    tag,
    summary: 'Ask for a ticket to fetch a picture once, watermarked with who fetches it',
    description: 'Good for 60 seconds, for the client that asks.',
    access: 'exchange:read',
    params: byId,
    body: json(NewTicket),
    answers: { 200: answer(Ticket) },
  },
  listOriginalRequests: {
    method: 'get',
    path: '/v1/original-requests',
    tag,
    summary: 'List the requests for originals that the caller’s organisation made, or was made for its own',
    access: 'exchange:follow',
    query: z.strictObject({ ...paging, network: NetworkRef.optional(), image: z.uuidv7().optional() }),
    answers: { 200: listOf(OriginalRequest) },
  },
  requestOriginal: {
    method: 'post',
    path: '/v1/document-images/{id}/original-requests',
    tag,
    summary: 'Ask the source of a picture for its full size, with the reason',
    access: 'exchange:contribute',
    params: byId,
    body: json(NewOriginalRequest),
    answers: { 201: answer(OriginalRequest) },
    problems: ['personal-data'],
  },
  releaseOriginal: {
    method: 'put',
    path: '/v1/original-requests/{id}/release',
    tag,
    summary: 'Release an original to who asks for it, or refuse it',
    description: 'By a validator or administrator of its source who is not the one who asks. It may be fetched once, within seven days.',
    access: 'exchange:release',
    params: byId,
    body: json(Release),
    answers: { 200: answer(OriginalRequest) },
    problems: ['conflict', 'same-person'],
  },
  issueOriginalTicket: {
    method: 'post',
    path: '/v1/original-requests/{id}/ticket',
    tag,
    summary: 'Ask for the ticket to fetch a released original once, watermarked like every picture',
    access: 'exchange:follow',
    params: byId,
    answers: { 200: answer(Ticket) },
    problems: ['conflict'],
  },
  downloadImage: {
    method: 'get',
    path: '/v1/image-files/{id}',
    tag,
    summary: 'Fetch a picture by a ticket, which this uses up',
    description: 'With the token of the client that asked for the ticket. A second call answers 404: ask for another ticket.',
    access: 'exchange:read',
    once: true,
    params: byId,
    answers: { 200: fileOf(['image/jpeg'], 'The picture, as an attachment') },
  },
});
