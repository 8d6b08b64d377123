import type { FileLanguage } from '../../../shared/contract/plans/documents.ts';
import type { Pack, PackCell } from '../../../shared/contract/plans/pack.ts';
import { english } from './wording.en.ts';
import { spanish } from './wording.es.ts';

type Fact = 'body' | 'session' | 'place' | 'dates' | 'plan' | 'madeOn' | 'window';
type Count = 'due' | 'validated' | 'reported' | 'silent' | 'declined' | 'notApplicable' | 'overdueAgreements';
type Section = 'summary' | 'activities' | 'agreements' | 'review' | 'objectives' | 'withoutMandate' | 'longToBeDefined' | 'unresolved';

/** The words of ours in the pack of a meeting. */
export type PackWording = {
  title: (meeting: string) => string;
  facts: Record<Fact, string>;
  version: (number: number) => string;
  noPlan: string;
  toBeDefined: string;
  between: (from: string, to: string) => string;
  sections: Record<Section, string>;
  counts: Record<Count, string>;
  silentOnes: string;
  columns: Record<
    'organisation' | 'due' | 'state' | 'says' | 'agreement' | 'owners' | 'deadline' | 'objective' | 'rule' | 'source',
    string
  >;
  states: Record<PackCell['state'], string>;
  half: (number: string, year: string) => string;
  says: Record<'done' | 'limitations' | 'nextSteps' | 'indicators' | 'reason', string>;
  untilValidated: string;
  notShown: string;
  saysNothing: string;
  inTime: string;
  overdue: string;
  nextMeeting: (body: string) => string;
  recipients: string;
  unnamed: string;
  rules: Record<Pack['objectives'][number]['rule'], string>;
  noSource: string;
  since: (date: string) => string;
  citedBy: (numbers: string) => string;
  /** What a section without anything says. */
  none: Record<Exclude<Section, 'summary' | 'review'>, string>;
};

/** The words of a language. */
export const packWordingIn = (language: FileLanguage): PackWording => ({ es: spanish, en: english })[language];
