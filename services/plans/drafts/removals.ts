import { sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard } from '../../../shared/database/commit.ts';
import { agreements } from '../../../shared/database/meetings.ts';

/**
 * That each objective that goes has an agreement of the network behind it, one that was not cancelled: the system proposes removals, only
 * the countries decide them (register PL-08, PL-09). Null stands for an objective for which none was named.
 */
export function decidedBy(network: string, named: readonly (string | null)[]): Guard[] {
  if (named.length === 0) return [];
  const standing = sql`select ${agreements.id} from ${agreements} where ${agreements.network} = ${network} and ${agreements.state} <> 'cancelled'`;
  const holds = sql`not exists (select 1 from json_each(${JSON.stringify(named)}) where value is null or value not in (${standing}))`;
  return [{ holds, problem: new Problem('agreement-needed') }];
}
