import * as z from 'zod';
import { byId } from '../page.ts';
import { contract, fileOf } from '../route.ts';
import { Outline } from './outline.ts';
import { VersionNumber } from './versions.ts';

/** The forms in which a plan leaves the platform, and the media type of each. */
export const planFormats = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  json: 'application/json',
  iati: 'application/xml',
} as const;
export type PlanFormat = keyof typeof planFormats;

/** The languages in which files are written: headings and words of ours. Texts fall back to a language that they have. */
export const FileLanguage = z
  .enum(['es', 'en'])
  .meta({ description: 'Of headings, and of texts as far as they are there', examples: ['es'] });
export type FileLanguage = z.infer<typeof FileLanguage>;

const { docx, xlsx, csv, iati } = planFormats;

export const documents = contract({
  exportPlan: {
    method: 'get',
    path: '/v1/plans/{id}/export',
    tag: 'Documents',
    summary: 'Get a plan as a file: Word, Excel, CSV, JSON or IATI',
    description:
      'The Word document is the table of the plan and can be imported again; so can the CSV. `json` is the whole tree. `iati` is IATI 2.03: ' +
      'the reporter is `ENLACE-<network>-<code of its source>`, and an activity is that and its id.',
    access: 'plan:read',
    params: byId,
    query: z.strictObject({
      format: z.enum(['docx', 'xlsx', 'csv', 'json', 'iati']).meta({ examples: ['docx'] }),
      language: FileLanguage.default('es'),
      version: VersionNumber.optional(),
    }),
    answers: { 200: { ...fileOf([docx, xlsx, csv, iati], 'The plan, as an attachment; in JSON the tree itself'), schema: Outline } },
  },
});
