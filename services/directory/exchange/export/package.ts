import { Zip, ZipDeflate } from 'fflate';
import type { FileBody } from '../../../../shared/contract/route.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { kinds, nodeOf, shapeOf } from '../hsds/nouns.ts';
import { toCsv } from '../tabular/csv.ts';
import { datapackage } from '../tabular/datapackage.ts';
import { type Rows, addRows } from '../tabular/rows.ts';
import { tables } from '../tabular/tables.ts';
import { taxonomyRows, taxonomyTables } from '../tabular/taxonomies.ts';
import { type Asked, editionOf, pagesOf } from './pages.ts';
import { bytesOf } from './stream.ts';

/**
 * Listings as a tabular data package: the CSV files of HSDS 3.0 and `datapackage.json`, zipped as they are read. What waits in memory for its
 * turn in the archive is compressed already. Throws not-found (register FI-03, OA-45).
 */
export async function getDirectoryPackage(
  context: Context,
  asked: Asked,
): Promise<{ body: FileBody & { mediaType: 'application/zip' }; version: string }> {
  const network = await editionOf(context, asked);
  const name = [network.code.toLowerCase(), 'directory', asked.country?.toLowerCase(), asked.language].filter(Boolean).join('-');
  const file = bytesOf(zipped(context, network.id, asked));
  return { body: { file, mediaType: 'application/zip', name: `${name}.zip` }, version: network.edition };
}

async function* zipped(context: Context, network: string, { country, language }: Asked): AsyncGenerator<Uint8Array> {
  const { zip, add, taken } = openZip(context.now);
  add('datapackage.json').push(encoder.encode(JSON.stringify(datapackage(language), null, 2)), true);
  const files = new Map(tables.map((table) => [table.file, add(table.file)]));
  yield* taken();
  for (const { file, columns } of tables) files.get(file)?.push(encoder.encode(toCsv([columns.map(({ name }) => name)])));
  for (const kind of kinds) {
    for await (const page of pagesOf(context, kind, network, country)) {
      const rows: Rows = new Map();
      for (const one of page) addRows(rows, shapeOf[kind], nodeOf(one, language));
      for (const [file, some] of rows) files.get(file)?.push(encoder.encode(toCsv(some)));
      yield* taken();
    }
  }
  for (const file of files.values()) file.push(new Uint8Array(), true);
  for (const { file, columns } of taxonomyTables) {
    add(file).push(encoder.encode(toCsv([columns.map(({ name }) => name), ...taxonomyRows(file, language)])), true);
  }
  zip.end();
  yield* taken();
}

const encoder = new TextEncoder();

/** A zip archive that is written file by file: `taken` gives what is ready, in order. */
function openZip(now: Date) {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const add = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = now;
    zip.add(file);
    return file;
  };
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  return { zip, add, taken };
}
