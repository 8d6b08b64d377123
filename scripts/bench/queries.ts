import type { Client, InStatement } from '@libsql/client';
import { getActivity, listActivities } from '../../services/plans/activities.ts';
import type { ActivityFilter } from '../../shared/contract/plans/activities.ts';
import type { Context, Principal } from '../../shared/database/context.ts';
import { type Database, openDatabase } from '../../shared/database/open.ts';
import { platformContext } from '../../shared/database/platform-context.ts';

/** A statement as libSQL takes it. */
export type Statement = Exclude<InStatement, string>;

/** What a verb asks the database, without asking it: the check of the caller first, then the verb's own query. */
async function recorded(principal: Principal, verb: (context: Context) => Promise<unknown>): Promise<Statement[]> {
  const db: Database = openDatabase({ url: 'http://127.0.0.1:1' });
  const statements: Statement[] = [];
  const batch = async (asked: Statement[]) => {
    statements.push(...asked);
    throw new Error('recorded');
  };
  const client = { ...db.client, batch } as unknown as Client;
  await verb({ ...platformContext({ ...db, client }), principal }).catch(() => undefined);
  return statements;
}

/** The statements of our list, detail and search, for the plainest worker to send the very same. */
export async function queriesOf(principal: Principal, activity: string, words: string): Promise<Record<string, Statement[]>> {
  const filter = { limit: 20 } as ActivityFilter;
  return {
    list: await recorded(principal, (context) => listActivities(context, filter, null)),
    detail: await recorded(principal, (context) => getActivity(context, activity)),
    search: await recorded(principal, (context) => listActivities(context, { ...filter, q: words }, null)),
  };
}
