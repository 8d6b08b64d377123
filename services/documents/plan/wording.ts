import type { FileLanguage } from '../../../shared/contract/plans/documents.ts';
import type { Cadence, Party, Responsibility, Schedule } from '../../../shared/contract/plans/outline.ts';
import { english } from './wording.en.ts';
import { spanish } from './wording.es.ts';

export type Columns = Record<'part' | 'axis' | 'objective' | 'activity' | 'responsible' | 'schedule' | 'outcome', string>;
type Field =
  | 'objectiveNumber'
  | 'activityNumber'
  | 'status'
  | 'date'
  | 'cadence'
  | 'mandates'
  | 'planOfAction'
  | 'notes'
  | 'outcomeNumber'
  | 'events'
  | 'recurring';

/** The words of ours in the files of a plan. Those by which the importer finds its way must be in its vocabularies. */
export type Wording = {
  columns: Columns;
  parts: Record<'active' | 'historical', string>;
  /** Who updated the plan (an article before the code of a secretariat) and when, in EDTF. */
  updated: (by: { code: string; kind: string } | null, date: string) => string;
  legend: string[];
  version: (number: number, effectiveOn: string) => string;
  page: { before: string; between: string };
  sheets: Record<'plan' | 'outcomes', string>;
  fields: Record<Field, string>;
  yes: string;
  no: string;
  statuses: Record<NonNullable<Schedule['status']>, string>;
  cadences: Record<Cadence['kind'], string>;
  groups: Record<Exclude<Party['kind'], 'organisation' | 'unknown'>, string>;
  shares: Record<Responsibility['role'], string>;
};

/** The words of a language. */
export const wordingIn = (language: FileLanguage): Wording => ({ es: spanish, en: english })[language];
