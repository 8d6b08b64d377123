import * as z from 'zod';
import { Instant } from '../dates.ts';
import { byId, flag } from '../page.ts';
import { answer, contract, document, fileOf, json, nothing } from '../route.ts';
import { Language, Text } from '../text.ts';

/** Media types of evidence files (design/security.md, Files). */
export const evidenceTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const;

/** The most bytes of an evidence file: 20 MB. */
export const evidenceLimit = 20_000_000;

/** What a report shows for its word: a link or a file. Private evidence is seen by its own organisation alone. */
export const Evidence = z
  .strictObject({
    id: z.uuidv7(),
    title: Text,
    public: z.boolean().meta({ description: 'Seen by all whom the report is for; otherwise by its own organisation alone' }),
    url: z.url().max(2000).nullable(),
    file: z
      .strictObject({
        id: z.uuidv7().meta({ description: 'Its downloads stand in the audit under this id' }),
        name: z.string().max(200),
        mediaType: z.enum(evidenceTypes),
        bytes: z.int().min(1).max(evidenceLimit),
        digest: z.string().max(64).meta({ description: 'SHA-256 of the file, base64url' }),
      })
      .nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;

const title = z.string().trim().min(1).max(500);
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\x00-\x1f/\\]+$/)
  .meta({ description: 'Under which name it is saved', examples: ['informe.pdf'] });

export const NewLink = z
  .strictObject({
    title: Text,
    url: z
      .url({ protocol: /^https$/ })
      .max(2000)
      .meta({ examples: ['https://example.org/informe'] }),
    public: z.boolean().default(false),
  })
  .meta({ id: 'NewLink', examples: [{ title: { es: 'Nota de prensa' }, url: 'https://example.org/nota', public: true }] });
export type NewLink = z.output<typeof NewLink>;

/** The right to fetch one file once. */
export const Ticket = z
  .strictObject({
    url: z
      .string()
      .max(200)
      .meta({ description: 'Where to fetch the file, with the token of the same client', examples: ['/v1/files/…'] }),
    expiresAt: Instant,
  })
  .meta({ id: 'Ticket' });
export type Ticket = z.infer<typeof Ticket>;

const tag = 'Reports';
const ofReport = byId.extend({ evidenceId: z.uuidv7() });

export const evidence = contract({
  attachEvidence: {
    method: 'post',
    path: '/v1/reports/{id}/evidence',
    tag,
    summary: 'Attach a file to a report, while it is a draft or was returned',
    description: 'The file is checked to its last byte and kept sealed. Its title is in the language named.',
    access: 'report:write',
    params: byId,
    query: z.strictObject({ name: fileName, language: Language.default('es'), title, public: flag.optional() }),
    body: document(evidenceTypes, evidenceLimit),
    answers: { 201: answer(Evidence) },
    problems: ['conflict', 'unsafe-file'],
  },
  linkEvidence: {
    method: 'post',
    path: '/v1/reports/{id}/links',
    tag,
    summary: 'Add a link to a report, while it is a draft or was returned',
    access: 'report:write',
    params: byId,
    body: json(NewLink),
    answers: { 201: answer(Evidence) },
    problems: ['conflict'],
  },
  removeEvidence: {
    method: 'delete',
    path: '/v1/reports/{id}/evidence/{evidenceId}',
    tag,
    summary: 'Take evidence out of a report, while it is a draft or was returned',
    description: 'If-Match is the version of the report. A file that no other revision shows can never be opened again.',
    access: 'report:write',
    params: ofReport,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
  issueTicket: {
    method: 'post',
    path: '/v1/evidence/{id}/ticket',
    tag,
    summary: 'Ask for a ticket to fetch a file of evidence once',
    description: 'Good for 60 seconds, for the client that asks.',
    access: 'report:read',
    params: byId,
    answers: { 200: answer(Ticket) },
  },
  downloadFile: {
    method: 'get',
    path: '/v1/files/{id}',
    tag,
    summary: 'Fetch a file by a ticket, which this uses up',
    description: 'With the token of the client that asked for the ticket. A second call answers 404: ask for another ticket.',
    access: 'report:read',
    once: true,
    params: byId,
    answers: { 200: fileOf(evidenceTypes, 'The file, as an attachment') },
  },
});
