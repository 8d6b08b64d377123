import type { ImportFinding } from '../../../shared/contract/directory/import-findings.ts';

type Entry = { severity: ImportFinding['severity']; es: string; en: string };
const error = (es: string, en: string): Entry => ({ severity: 'error', es, en });
const warning = (es: string, en: string): Entry => ({ severity: 'warning', es, en });

/** What can be said of a package: how grave, and in words. With an error what it is about is not imported. */
export const catalogue = {
  'not-utf8': warning('El archivo no está en UTF-8; se leyó como Latin-1', 'The file is not UTF-8; it was read as Latin-1'),
  'unknown-file': warning('El archivo no es de HSDS; no se leyó', 'The file is not of HSDS; it was not read'),
  'unknown-column': warning('El directorio no guarda este campo; se omitió', 'The directory does not keep this field; left out'),
  'unknown-term': warning(
    'El término no es de las taxonomías del directorio; se omitió',
    'The term is not of the taxonomies of the directory; left out',
  ),
  'language-without-code': warning('El idioma no dice su código; se omitió', 'The language has no code; left out'),
  formula: warning(
    'Una hoja de cálculo ejecutaría esta celda; se guardó como texto',
    'A spreadsheet would run this cell; it was kept as text',
  ),
  ownerless: warning('La fila no dice de qué es; se omitió', 'The row does not say what it belongs to; left out'),
  'two-owners': warning(
    'La fila dice ser de varias cosas; quedó en la más precisa',
    'The row names several owners; it went to the closest',
  ),
  'told-differently': warning(
    'El mismo elemento aparece otra vez con otro contenido; vale el primero',
    'The same thing is there again and differs; the first one counts',
  ),
  partial: warning(
    'Solo trae la vía de acceso de un lugar oculto; lo que hay se conserva',
    'It holds only the gate of a hidden place; what there is stays',
  ),
  withdrawn: warning('Está retirado y sigue así', 'It is withdrawn and stays so'),
  'other-country': warning('Es de otro país; impórtelo con ese país', 'It is of another country; import it with that country'),
  'changed-meanwhile': warning(
    'Cambió después de leer el paquete; se conserva como está',
    'It has changed since the package was read; it stays as it is',
  ),
  'too-many-cells': error('La fila tiene más celdas que la cabecera', 'The row has more cells than the header'),
  'no-id': error('Falta el id, o no es un UUID', 'The id is missing, or is no UUID'),
  duplicate: error('Ese id ya apareció; no se importó dos veces', 'That id was there already; it is not imported twice'),
  dangling: error('Es de algo que el paquete no trae', 'It belongs to something that the package does not hold'),
  invalid: error('No es válido', 'It is not valid'),
  defunct: error('Un servicio que ya no existe no se importa: retírelo', 'A service that is no more is not imported: withdraw it'),
  reference: error(
    'Nombra algo que no está en la red ni se importa con él',
    'It names something that is neither in the network nor imported with it',
  ),
  circle: error('Las organizaciones se contienen unas a otras', 'The organisations contain one another'),
  'other-keeper': error('Ese id es de otra cosa o de otra organización', 'That id is another thing’s or another organisation’s'),
  'place-taken': error('El id de un servicio en un lugar es de otro servicio', 'The id of a service at a location is another service’s'),
  'more-findings': warning('Hay más hallazgos de los que caben', 'There are more findings than are kept'),
} satisfies Record<string, Entry>;

export type FindingCode = keyof typeof catalogue;

/** Where in a package something stands: the file, its row counted from the header as 1, or the pointer into the JSON. */
export type Spot = { file: string | null; row: number | null; pointer: string };

/** A finding before it has a number: what it is about, and the words where the code’s own would say too little. */
export type Found = { code: FindingCode; at: Spot; listing?: string | undefined; detail?: { es: string; en: string } | undefined };

/** Takes findings as they come. */
export type Report = (found: Found) => void;

/** No more findings of one import are kept. */
const most = 5_000;

/** A report of findings: `report` adds one, `findings` lists them as they came. */
export function openReport(): { report: Report; findings: ImportFinding[] } {
  const findings: ImportFinding[] = [];
  const report: Report = (found) => {
    if (findings.length > most) return;
    const { code, at, listing, detail } = findings.length === most ? full : found;
    const { severity, es, en } = catalogue[code];
    findings.push({ number: findings.length + 1, code, severity, ...at, listing: listing ?? null, detail: detail ?? { es, en } });
  };
  return { report, findings };
}

const full: Found = { code: 'more-findings', at: { file: null, row: null, pointer: '' } };
