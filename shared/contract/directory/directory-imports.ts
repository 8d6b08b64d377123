import * as z from 'zod';
import { Instant } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, document, listOf, nothing } from '../route.ts';
import { Language } from '../text.ts';
import { ImportFinding } from './import-findings.ts';
import { Country } from './parts.ts';

/** Media types in which listings may be imported: a zipped HSDS tabular data package, HSDS JSON. */
export const directoryDocuments = ['application/zip', 'application/json'] as const;
export type DirectoryDocument = (typeof directoryDocuments)[number];

/** The most bytes that a package may have: 20 MB. */
export const directoryDocumentLimit = 20_000_000;

/** What becomes of an import: read; accepted, and being worked off; worked off; or stopped, whoever accepted it being allowed it no more. */
export const directoryImportStates = ['checked', 'accepted', 'done', 'stopped'] as const;
export type DirectoryImportState = (typeof directoryImportStates)[number];

/** What the accepted rows become. */
export const directoryImportAims = ['proposals', 'publication'] as const;

const count = z.int().min(0).max(10_000_000);
const Counts = z.strictObject({
  new: count,
  changed: count,
  same: count,
  refused: count.meta({ description: 'Those with an error, of another country or kept by another organisation' }),
});

/** How many listings of each kind a package holds, by what they are to the directory. */
export const DirectoryImportCounts = z
  .strictObject({ organisations: Counts, locations: Counts, services: Counts })
  .meta({ id: 'DirectoryImportCounts' });
export type DirectoryImportCounts = z.infer<typeof DirectoryImportCounts>;

export const DirectoryImport = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    organisation: z.uuidv7().meta({ description: 'Which organisation is to keep what is new' }),
    country: Country,
    mediaType: z.enum(directoryDocuments),
    state: z.enum(directoryImportStates),
    aim: z.enum(directoryImportAims).nullable().meta({ description: 'What the rows become; null before anybody has accepted them' }),
    counts: DirectoryImportCounts,
    findings: z.strictObject({ errors: count, warnings: count }),
    progress: z.strictObject({
      total: count.meta({ description: 'New and changed listings' }),
      done: count.meta({ description: 'Dealt with, the skipped ones too' }),
      skipped: count.meta({ description: 'Those that have changed meanwhile, or could not be applied' }),
    }),
    createdAt: Instant,
    acceptedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'DirectoryImport' });
export type DirectoryImport = z.infer<typeof DirectoryImport>;

const tag = 'Directory exchange';
const shown = { 200: answer(DirectoryImport) };

export const directoryImports = contract({
  createDirectoryImport: {
    method: 'post',
    path: '/v1/directory-imports',
    tag,
    summary: 'Read a package of organisations, places and services of reference, to see what it would change',
    description:
      'An HSDS 3.0 tabular data package (CSV files and datapackage.json in a zip) or HSDS JSON: an array of services, a page of an HSDS API, ' +
      'or an object with `services`, `organizations` and `locations`. Nothing reaches the directory before it is accepted. ' +
      'Listings are matched by their ids; only those that the caller’s organisation keeps change.',
    access: 'listing:create',
    query: z.strictObject({
      network: NetworkRef,
      country: Country.meta({ description: 'Whose validators approve what is new, ISO 3166-1 alpha-3', examples: ['GTM'] }),
      language: Language.optional().meta({ description: 'Of the texts; left out, what the package says, or Spanish' }),
    }),
    body: document(directoryDocuments, directoryDocumentLimit),
    answers: { 201: answer(DirectoryImport, 'What it would change') },
    problems: ['unreadable-document', 'unprocessable'],
  },
  listDirectoryImports: {
    method: 'get',
    path: '/v1/directory-imports',
    tag,
    summary: 'List the imports of the caller’s organisation and those that its country answers for, newest first',
    access: 'listing:read-hidden',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      organisation: z.uuidv7().optional(),
      state: z.enum(directoryImportStates).optional(),
    }),
    answers: { 200: listOf(DirectoryImport) },
  },
  getDirectoryImport: {
    method: 'get',
    path: '/v1/directory-imports/{id}',
    tag,
    summary: 'Get an import: its counts, its state and how far it is',
    access: 'listing:read-hidden',
    params: byId,
    answers: shown,
  },
  listDirectoryImportFindings: {
    method: 'get',
    path: '/v1/directory-imports/{id}/findings',
    tag,
    summary: 'List what is to be said of a package, row by row',
    access: 'listing:read-hidden',
    params: byId,
    query: z.strictObject({ ...paging, severity: z.enum(['error', 'warning']).optional() }),
    answers: { 200: listOf(ImportFinding) },
  },
  discardDirectoryImport: {
    method: 'delete',
    path: '/v1/directory-imports/{id}',
    tag,
    summary: 'Discard an import that nobody has accepted',
    access: 'listing:edit',
    params: byId,
    answers: { 204: nothing },
    problems: ['conflict'],
  },
  acceptDirectoryImport: {
    method: 'put',
    path: '/v1/directory-imports/{id}/acceptance',
    tag,
    summary: 'Propose what is new or changed in an import',
    description: 'It is worked off in the background; `progress` tells how far it is.',
    access: 'listing:edit',
    params: byId,
    answers: shown,
    problems: ['conflict'],
  },
  publishDirectoryImport: {
    method: 'put',
    path: '/v1/directory-imports/{id}/publication',
    tag,
    summary: 'Publish what is new or changed in an import in the name of its country',
    description: 'By a validator of the country other than whoever sent the package. It is worked off in the background.',
    access: 'listing:approve',
    params: byId,
    answers: shown,
    problems: ['conflict', 'same-person'],
  },
});
