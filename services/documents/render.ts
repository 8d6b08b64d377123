import type { DocumentJob } from '../../shared/worker/documents.ts';
import { annualWord } from './annual/word.ts';
import { certificatePdf } from './certificate/pdf.ts';
import { packWord } from './pack/word.ts';
import { renderPlan } from './plan/render.ts';

/** The file that a job asks for. */
export async function renderJob(job: DocumentJob): Promise<Uint8Array> {
  if (job.kind === 'pack') return packWord(job);
  if (job.kind === 'annual') return annualWord(job);
  if (job.kind === 'certificate') return certificatePdf(job);
  return renderPlan(job);
}
