import type { PlanJob } from '../../../shared/worker/documents.ts';
import { planCsv } from './csv.ts';
import { planExcel } from './excel.ts';
import { planIati } from './iati.ts';
import { planWord } from './word.ts';

const formats = { docx: planWord, xlsx: planExcel, csv: planCsv, iati: planIati };

/** A plan as a file of the format that was asked for. */
export async function renderPlan(job: PlanJob): Promise<Uint8Array> {
  return formats[job.format](job);
}
