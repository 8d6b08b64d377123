import { renderPlan } from '../../services/documents/plan/render.ts';
import type { Outline } from '../../shared/contract/plans/outline.ts';
import type { PlanJob } from '../../shared/worker/documents.ts';
import { organisations } from './plans.ts';

const name = (code: string) => ({ es: `Organización ${code}`, en: `Organisation ${code}` });

/** A plan of an invented network, ready to be made a file of. */
export function planJob(outline: Outline, format: PlanJob['format'], language: PlanJob['language'] = 'es'): PlanJob {
  return {
    kind: 'plan',
    format,
    language,
    version: { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c17', number: 3, effectiveOn: '2026-03-01' },
    network: { code: 'RED-X', name: { es: 'Red de ejemplo', en: 'Example network' } },
    source: { code: 'ST', kind: 'secretariat', name: name('ST') },
    organisations: organisations.map(({ code, kind }) => ({ code, kind: kind as 'member', name: name(code) })),
    outline,
  };
}

/** The bytes of a plan in a format. */
export const exported = (outline: Outline, format: PlanJob['format'], language: PlanJob['language'] = 'es') =>
  renderPlan(planJob(outline, format, language));
