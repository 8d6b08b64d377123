import { sql } from 'drizzle-orm';
import { may } from '../../../../shared/access/read.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import { type Guard, commit } from '../../../../shared/database/commit.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { directoryImports } from '../../../../shared/database/directory-imports.ts';
import { accepted, isVisibleImport, of, ofImport, selectImport, versionOf, versionStep, waiting } from './imports.ts';

/**
 * Has what is new or changed in an import proposed, at the given version; it is worked off in the background. Throws not-found, forbidden,
 * stale, conflict when it was accepted already.
 */
export const acceptDirectoryImport = (context: Context, id: string, version: number) => accept(context, id, version, 'proposals');

/** The same, and has it published in the name of the country. Throws same-person too, when the caller sent the package. */
export const publishDirectoryImport = (context: Context, id: string, version: number) => accept(context, id, version, 'publication');

async function accept(context: Context, id: string, version: number, aim: 'proposals' | 'publication') {
  const action = aim === 'proposals' ? 'listing:edit' : 'listing:approve';
  const values = {
    state: 'accepted',
    aim,
    acceptedBy: context.principal?.client ?? null,
    accepting: context.principal?.organisation ?? null,
    acceptedAt: context.now.toISOString(),
  } as const;
  const [row] = await commit(context, {
    guards: [
      ...may(context, action, ofImport(context, id), isVisibleImport(context, id)),
      ...(aim === 'publication' ? [byAnother(context, id)] : []),
    ],
    steps: [
      versionStep(context, id, version),
      { query: context.db.orm.update(directoryImports).set(values).where(waiting(id)), one: accepted },
    ],
    audit: { action, subject: id, network: of('network_id', id), source: of('organisation_id', id) },
    result: selectImport(context, id),
  });
  return versionOf(row);
}

const byAnother = ({ principal }: Context, id: string): Guard => ({
  holds: sql`exists (select 1 from ${directoryImports} where ${directoryImports.id} = ${id} and ${directoryImports.sentBy} <> ${principal?.client ?? null})`,
  problem: new Problem('same-person'),
});
