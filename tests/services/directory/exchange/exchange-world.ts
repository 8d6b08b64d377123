import { strToU8, unzipSync, zipSync } from 'fflate';
import { getDirectoryServices } from '../../../../services/directory/exchange/export/json.ts';
import { getDirectoryPackage } from '../../../../services/directory/exchange/export/package.ts';
import { acceptDirectoryImport, publishDirectoryImport } from '../../../../services/directory/exchange/imports/acceptance.ts';
import { createDirectoryImport } from '../../../../services/directory/exchange/imports/creation.ts';
import { getDirectoryImport, listDirectoryImportFindings } from '../../../../services/directory/exchange/imports/imports.ts';
import { workImports } from '../../../../services/directory/exchange/work/work.ts';
import type { Language } from '../../../../shared/contract/text.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { platformContext } from '../../../../shared/database/platform-context.ts';
import type { DirectoryWorld } from '../directory-world.ts';

type Who = Parameters<DirectoryWorld['by']>[0];
type File = { body: { file: Uint8Array | ReadableStream<Uint8Array> } };

const bytesOf = async ({ body: { file } }: File) => new Uint8Array(await new Response(file as Uint8Array<ArrayBuffer>).arrayBuffer());

/** The package of somebody, as bytes. */
export const packageOf = async ({ by, network }: DirectoryWorld, who: Who, language: Language = 'es', country?: string) =>
  bytesOf(await getDirectoryPackage(by(who), { network, language, country }));

/** The HSDS JSON of somebody, as bytes. */
export const jsonOf = async ({ by, network }: DirectoryWorld, who: Who, language: Language = 'es') =>
  bytesOf(await getDirectoryServices(by(who), { network, language }));

/** The files of a package by name, as text. */
export const filesOf = (zip: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)]),
  );

/** A zip of these files. */
export const zipOf = (files: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, said]) => [name, typeof said === 'string' ? strToU8(said) : said])));

export const asJson = (document: unknown): Uint8Array => strToU8(JSON.stringify(document));

type Options = { who?: Who; country?: string; language?: Language; json?: true };

/** Sends a package; gives the import and everything said of it. */
export async function send(
  world: DirectoryWorld,
  bytes: Uint8Array,
  { who = 'IOM officer', country = 'GTM', language, json }: Options = {},
) {
  const mediaType = json ? 'application/json' : 'application/zip';
  const { body } = await createDirectoryImport(world.by(who), { network: world.network, country, language }, { mediaType, bytes });
  return { ...body, said: await saidOf(world.by(who), body.id) };
}

/** What is said of an import: `code file:row pointer`. */
export async function saidOf(context: Context, id: string): Promise<string[]> {
  const { items } = await listDirectoryImportFindings(context, id, { limit: 200 }, null);
  return items.map(({ code, file, row, pointer }) =>
    [code, [file, row].filter((one) => one !== null).join(':'), pointer].filter(Boolean).join(' '),
  );
}

/** Accepts an import, as proposals or in public, and works it off; gives what has become of it. */
export async function apply(world: DirectoryWorld, id: string, aim: 'proposals' | 'publication' = 'publication') {
  const who = aim === 'publication' ? 'GTM validator' : 'IOM officer';
  await (aim === 'publication' ? publishDirectoryImport : acceptDirectoryImport)(world.by(who), id, 1);
  await work(world);
  return (await getDirectoryImport(world.by('IOM officer'), id)).body;
}

/** Works off whatever was accepted, as the cron does. */
export const work = ({ db }: DirectoryWorld) => workImports(platformContext(db));

export const counts = (given: Partial<Record<'new' | 'changed' | 'same' | 'refused', number>> = {}) => ({
  new: 0,
  changed: 0,
  same: 0,
  refused: 0,
  ...given,
});
