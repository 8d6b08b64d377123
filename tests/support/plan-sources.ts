import { docxType, type ParsedPlan, parsePlan, type PlanSetting } from '../../services/plans/import/parse.ts';
import { demoPlan, english, hasSources, realPlan, spanish } from './plans.ts';

type Source = readonly [name: string, read: () => ParsedPlan, setting: PlanSetting];

const real: Source[] = [
  ['the real plan from Word', () => parsePlan(realPlan('docx'), docxType, spanish), spanish],
  ['the real plan from text', () => parsePlan(realPlan('txt'), 'text/plain', spanish), spanish],
];

/** The plans that tests read: the demo in both languages, and the real one where it is on this machine. */
export const planSources: Source[] = [
  ['the demo plan in Spanish', () => parsePlan(demoPlan('es'), 'text/plain', spanish), spanish],
  ['the demo plan in English', () => parsePlan(demoPlan('en'), 'text/plain', english), english],
  ...(hasSources ? real : []),
];
