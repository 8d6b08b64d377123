import type { Finding } from '../../../shared/contract/plans/import-report.ts';
import { clean } from './words.ts';

type Entry = { severity: Finding['severity']; es: string; en: string };
const entry = (severity: Finding['severity'], es: string, en: string): Entry => ({ severity, es, en });

/** What was done about each irregularity, by the code of the finding (irregularities of concern 002). */
export const catalogue = {
  'number-mismatch': entry(
    'warning',
    'El número no corresponde; se enlazó por la celda y la posición',
    'The number does not fit; linked by cell and position',
  ),
  'duplicate-number': entry(
    'warning',
    'El número se repite; cada elemento queda por separado',
    'The number is printed twice; each item is kept',
  ),
  unnumbered: entry('info', 'Sin número impreso; se enlazó por la posición', 'No number is printed; linked by position'),
  'missing-axis': entry(
    'warning',
    'Sin eje impreso; se puso bajo un eje con el título del plan',
    'No axis is printed; put under an axis titled as the plan',
  ),
  'missing-title': entry('warning', 'Sin título impreso; se puso uno genérico', 'No title is printed; a general one was given'),
  'missing-objective': entry(
    'warning',
    'Actividades sin objetivo; se pusieron bajo un objetivo sin número',
    'Activities without objective; put under one without number',
  ),
  placeholder: entry(
    'warning',
    'Objetivo sin actividad definida; no cuenta como actividad',
    'Objective without a defined activity; not counted as one',
  ),
  'no-activities': entry('warning', 'Objetivo sin actividades; se conserva', 'Objective without activities; kept'),
  'conditional-removal': entry(
    'warning',
    'Nota de eliminación condicional; se conserva y nada se elimina',
    'Note of conditional removal; noted, nothing is removed',
  ),
  note: entry('info', 'Nota aparte del texto; se conserva aquí', 'A note beside the text; kept here'),
  'unknown-party': entry('warning', 'Parte desconocida; se conserva su texto', 'Unknown party; its text is kept'),
  'missing-party': entry('warning', 'Sin responsable impreso; queda vacío', 'No responsible party is printed; left empty'),
  'party-duty': entry('info', 'La celda dice además un deber; se conserva en el texto', 'The cell also says a duty; kept in its text'),
  'shared-cell': entry('info', 'Una celda para varias actividades; vale para todas', 'One cell for several activities; it holds for all'),
  'orphan-item': entry('warning', 'No corresponde a ninguna actividad; se unió a la última', 'Fits no activity; joined to the last one'),
  'unknown-schedule': entry('warning', 'Calendario no reconocido; se conserva el texto', 'Calendar not understood; its text is kept'),
  'missing-schedule': entry('warning', 'Sin calendario impreso; queda vacío', 'No calendar is printed; left empty'),
  'ignored-schedule': entry('info', 'La parte histórica no lleva calendario; se omitió', 'The historical part has no calendar; left out'),
  'partial-citation': entry('info', 'Referencia incompleta; lo que falta queda vacío', 'Incomplete reference; what is missing stays empty'),
  'possible-citation': entry(
    'warning',
    'Parece una referencia sin paréntesis; se dejó como texto',
    'Reads like a reference without parenthesis; left as text',
  ),
  'citation-elsewhere': entry(
    'info',
    'Referencia en otra celda; se conservó con su origen',
    'Reference in another cell; kept with where it stood',
  ),
  'missing-mandate': entry('warning', 'Actividad sin referencia', 'Activity without a reference'),
  'cross-reference': entry('info', 'Remite a otro punto del plan; no se resolvió', 'Points to another item of the plan; not resolved'),
  'content-after-date': entry(
    'info',
    'Cita una fecha posterior a la actualización del plan; se conserva',
    'Cites a date later than the update of the plan; kept',
  ),
  'fused-objective': entry('info', 'Parece unir dos objetivos; se conservó como uno', 'Seems to join two objectives; kept as one'),
  'duplicate-objective': entry(
    'info',
    'El mismo objetivo está en las dos partes; se conservan ambos',
    'The same objective is in both parts; both are kept',
  ),
  footnote: entry('info', 'Nota o leyenda; su marca en el texto se perdió', 'Note or legend; its mark in the text is lost'),
  'ignored-row': entry('warning', 'Fila que no es del plan; se omitió', 'A row that is not of the plan; left out'),
  'ignored-column': entry('info', 'Columna que los planes no llevan; se omitió', 'A column that plans do not have; left out'),
  'more-findings': entry('warning', 'Hay más hallazgos de los que caben en el informe', 'There are more findings than the report holds'),
} satisfies Record<string, Entry>;

export type FindingCode = keyof typeof catalogue;
export type Report = (code: FindingCode, where: string, printed: string) => void;

const longestPrinted = 500;
const mostFindings = 5_000;

function shorten(printed: string): string {
  const text = clean(printed);
  return text.length <= longestPrinted ? text : `${text.slice(0, longestPrinted - 1)}…`;
}

/** A report of findings: `report` adds one, `findings` lists them as they came, axis by axis. */
export function openReport(): { report: Report; findings: Finding[] } {
  const findings: Finding[] = [];
  const report: Report = (code, where, printed) => {
    if (findings.length > mostFindings) return;
    if (findings.length === mostFindings) [code, where, printed] = ['more-findings', 'document', ''];
    const { severity, es, en } = catalogue[code];
    findings.push({ code, severity, where, printed: shorten(printed), done: { es, en } });
  };
  return { report, findings };
}
