import type { Finding, ImportCounts } from '../../../shared/contract/plans/import-report.ts';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { Body } from '../citations.ts';
import { checkOutline } from './checks.ts';
import { countOutline } from './counts.ts';
import { readCsv } from './csv.ts';
import { decodeUtf8, notAPlan, type SourceDocument } from './document.ts';
import { readDocx } from './docx.ts';
import { openReport, type Report } from './findings.ts';
import { type Organisation, partyPhrases } from './names.ts';
import { buildOutline } from './outline.ts';
import { readSections } from './sections.ts';
import { readText } from './text.ts';
import { stripBullet } from './words.ts';

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export type PlanMediaType = typeof docxType | 'text/plain' | 'text/csv';

/** The language under which the texts are kept, and the names the network is known by. */
export type PlanSetting = { language: Language; bodies: readonly Body[]; organisations: readonly Organisation[] };
export type ParsedPlan = { outline: Outline; counts: ImportCounts; findings: Finding[] };

function readDocument(bytes: Uint8Array, mediaType: PlanMediaType): SourceDocument {
  if (bytes.length === 0) throw notAPlan('El archivo está vacío', 'The file is empty');
  if (mediaType === docxType) return readDocx(bytes);
  const text = decodeUtf8(bytes);
  return mediaType === 'text/csv' ? readCsv(text) : readText(text);
}

function reportNotes(report: Report, notes: readonly string[]): void {
  for (const note of notes) {
    const text = stripBullet(note.replace('\uFFFD', '').trim()).text;
    if (text !== '') report('footnote', 'document', text);
  }
}

/**
 * Reads a plan of a network out of a Word document, its flattened text or a CSV: the outline, its figures and every irregularity with
 * what was done about it. Nothing is guessed: what is not printed is null. Throws the problems `unreadable-document` (damaged,
 * encrypted, not UTF-8, malformed), `not-a-plan` (no table with objectives and activities) and `too-large` (register PL-01 to PL-15).
 */
export function parsePlan(bytes: Uint8Array, mediaType: PlanMediaType, setting: PlanSetting): ParsedPlan {
  const { report, findings } = openReport();
  const document = readDocument(bytes, mediaType);
  const context = { language: setting.language, bodies: setting.bodies, parties: partyPhrases(setting.organisations), report };
  const sections = readSections(document, report);
  const outline = buildOutline(context, sections);
  checkOutline(context, outline);
  reportNotes(report, [...sections.notes, ...document.footnotes]);
  return { outline, counts: countOutline(outline), findings };
}
