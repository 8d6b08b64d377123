import { render } from '../../../shared/contract/text.ts';
import type { AnnualJob } from '../../../shared/worker/documents.ts';
import { wordingIn } from '../plan/wording.ts';
import { wordDocument } from '../word/document.ts';
import { heading, oneLine, paragraph } from '../word/text.ts';
import { actorsOf } from './actors.ts';
import { themesOf } from './themes.ts';
import { annualWordingIn } from './wording.ts';

/** What was reported on a plan for a year as a Word document in the shape of its scheme: by actor, or by theme (register OA-01, FI-01, FI-02). */
export function annualWord(job: AnnualJob): Promise<Uint8Array> {
  const { report, language } = job;
  const wording = annualWordingIn(language);
  const title = wording.title(report.year);
  const plan = oneLine(render(report.title, language));
  const parts = report.scheme.shape === 'mandates' ? actorsOf(job) : themesOf(job);
  const children = [heading(title, 0), paragraph(plan), ...(parts.length > 0 ? parts : [paragraph(wording.none)])];
  return wordDocument({ title, language, foot: { text: `${title} · ${plan}`, ...wordingIn(language).page }, children });
}
