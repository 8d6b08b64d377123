import { Problem } from '../../../../shared/contract/problem.ts';
import { readZip } from '../../../../shared/files/unzip.ts';
import type { Report } from '../findings.ts';
import { readSheet } from '../tabular/csv.ts';
import { nested } from '../tabular/nesting.ts';
import { tableOfFile } from '../tabular/tables.ts';
import type { Given, Places } from './given.ts';

/** What a package may hold once inflated: twice what 10,000 services with all that belongs to them take. */
const most = { file: 20_000_000, all: 32_000_000 };

/** Tables of HSDS of which nothing is kept: the history of fields, and the taxonomies, which the directory has of its own. */
const passedOver = ['datapackage.json', 'metadata.csv', 'taxonomies.csv'];
const terms = 'taxonomy_terms.csv';

const noTable = new Problem('unreadable-document', {
  es: 'El archivo no trae ninguna tabla de HSDS: organizations.csv, locations.csv o services.csv.',
  en: 'The file has no table of HSDS: organizations.csv, locations.csv or services.csv.',
});

const baseOf = (name: string) => name.slice(name.lastIndexOf('/') + 1).toLowerCase();

/**
 * The listings of a tabular data package: the CSV files of HSDS in a zip, in whatever folder. Throws unreadable-document for what is no whole
 * archive, holds too much or no table of HSDS.
 */
export function readPackage(bytes: Uint8Array, places: Places, report: Report): Given[] {
  const files = readZip(bytes, (name) => isWanted(name, report), most);
  const sheets = new Map([...files].map(([name, file]) => [baseOf(name), readSheet(file, baseOf(name), report)]));
  if (sheets.size === 0) throw noTable;
  if (sheets.size < files.size)
    throw new Problem('unreadable-document', { es: 'Una tabla está dos veces.', en: 'A table is there twice.' });
  return nested(sheets, places, report);
}

function isWanted(name: string, report: Report): boolean {
  const file = baseOf(name);
  if (tableOfFile(file) || file === terms) return true;
  const isFolder = file === '' || name.startsWith('__MACOSX/');
  if (!isFolder && !passedOver.includes(file)) report({ code: 'unknown-file', at: { file: name.slice(0, 300), row: null, pointer: '' } });
  return false;
}
