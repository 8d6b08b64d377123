import type { FindingCode } from '../findings.ts';
import { type Chunk, type Row, namesOf, placesOf } from './chunk.ts';

/** What becomes of the rows of a chunk: those that are applied, and those that are not and why. */
export type Decision = { applied: Row[]; skipped: { row: Row; code: FindingCode }[] };

/** Decides row after row: what changed meanwhile stays as it is, and what names something that is not there waits for nothing. */
export function decide({ rows, named, taken }: Pick<Chunk, 'rows' | 'named' | 'taken'>): Decision {
  const known = new Set(named);
  const decision: Decision = { applied: [], skipped: [] };
  for (const row of rows) {
    const code = against(row, known, taken);
    if (code) decision.skipped.push({ row, code });
    else {
      decision.applied.push(row);
      known.add(row.id);
    }
  }
  return decision;
}

function against(row: Row, known: ReadonlySet<string>, taken: Chunk['taken']): FindingCode | undefined {
  if (row.version !== row.base) return 'changed-meanwhile';
  if (namesOf(row).some(({ id }) => !known.has(id))) return 'reference';
  return placesOf(row).some(({ id }) => (taken.get(id) ?? row.id) !== row.id) ? 'place-taken' : undefined;
}
