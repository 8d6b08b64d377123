import { AlertContent } from '../../../shared/contract/specimens/alerts.ts';
import { CriterionContent } from '../../../shared/contract/specimens/criteria.ts';
import { RequirementContent } from '../../../shared/contract/specimens/entry-requirements.ts';
import { MethodContent } from '../../../shared/contract/specimens/fraud-methods.ts';
import { SpecimenContent } from '../../../shared/contract/specimens/specimens.ts';
import type { EntryContents, EntryKind } from '../../../shared/database/exchange.ts';

/** Where the entries of each kind are. */
export const paths: Record<EntryKind, string> = {
  specimen: '/v1/specimens',
  alert: '/v1/alerts',
  method: '/v1/fraud-methods',
  requirement: '/v1/entry-requirements',
  criterion: '/v1/document-criteria',
};

const schemas = {
  specimen: SpecimenContent,
  alert: AlertContent,
  method: MethodContent,
  requirement: RequirementContent,
  criterion: CriterionContent,
} as const;

/** What an entry says, of what was given with it. */
export function contentOf<K extends EntryKind>(kind: K, given: object): EntryContents[K] {
  const names = Object.keys(schemas[kind].shape);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => names.includes(name) && value !== undefined),
  ) as EntryContents[K];
}
