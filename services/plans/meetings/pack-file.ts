import { type FileLanguage, planFormats } from '../../../shared/contract/plans/documents.ts';
import type { Pack } from '../../../shared/contract/plans/pack.ts';
import type { FileBody } from '../../../shared/contract/route.ts';
import type { Context } from '../../../shared/database/context.ts';
import { renderDocument } from '../../../shared/worker/documents.ts';
import { versionOfFile } from '../file-version.ts';
import { packOf } from './pack.ts';

type Wanted = { format: 'json' | 'docx'; language: FileLanguage };
type WordFile = FileBody & { mediaType: typeof planFormats.docx };

/**
 * What falls due for a meeting, as it is or as a Word document made by the documents worker. Its validator is a piece of its hash with
 * format and language. Throws not-found (register ME-03 … ME-06).
 */
export async function getMeetingPack(
  context: Context,
  documents: () => Fetcher,
  id: string,
  { format, language }: Wanted,
): Promise<{ body: Pack | WordFile; version: string }> {
  const pack = await packOf(context, id);
  const version = await versionOfFile(pack, { format, language });
  if (format === 'json') return { body: pack, version };
  const file = await renderDocument(documents(), { kind: 'pack', format, language, pack });
  const { body, startsOn } = pack.meeting;
  const name = `${[body.toLowerCase(), startsOn ?? '', 'pack', language].filter((one) => one !== '').join('-')}.docx`;
  return { body: { file, mediaType: planFormats.docx, name }, version };
}
