import { asc, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { predicate } from '../../../../shared/access/predicate.ts';
import { Problem } from '../../../../shared/contract/problem.ts';
import { ask } from '../../../../shared/database/ask.ts';
import { type Guard, commit } from '../../../../shared/database/commit.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { directoryImportRows, directoryImports } from '../../../../shared/database/directory-imports.ts';
import { type Row as Import, importPlace } from '../imports/imports.ts';
import { nextChunk } from './chunk.ts';
import { decide } from './decide.ts';
import { moved, unmoved } from './guards.ts';
import { eventsOf, finished, progressSteps } from './progress.ts';
import { stepsOf } from './steps.ts';

/** So many imports take turns. */
const most = 20;

/**
 * Works off what was accepted, a hundred listings in a commit, the imports taking turns, for at most so many milliseconds: the rest is for the
 * next time. A row is dealt with once, in the commit that says so. Whoever accepted must still be allowed it at each commit, else the import
 * stops. Gives how many chunks it dealt with; throws what one of them threw, after the others had their turn.
 */
export async function workImports(context: Context, milliseconds = 25_000): Promise<number> {
  const end = Date.now() + milliseconds;
  let chunks = 0;
  for (;;) {
    const imports = await acceptedImports(context);
    const failures: unknown[] = [];
    for (const one of imports) {
      await workOn(context, one).catch((error: unknown) => failures.push(error));
      chunks += 1;
      if (Date.now() > end) break;
    }
    if (failures.length > 0) throw failures[0];
    if (imports.length === 0 || Date.now() > end) return chunks;
  }
}

/** The imports that wait, the one that was accepted first before the others. */
async function acceptedImports({ db }: Context): Promise<Import[]> {
  const { acceptedAt, id, state } = directoryImports;
  const [rows] = await ask(db, [
    db.orm
      .select()
      .from(directoryImports)
      .where(sql`${state} = 'accepted'`)
      .orderBy(asc(acceptedAt), asc(id))
      .limit(most),
  ]);
  return rows;
}

/** One chunk of an import. What moved between reading and writing is read again the next time. */
async function workOn(context: Context, one: Import): Promise<void> {
  const chunk = workChunk(acting(context, one), one).catch((error: unknown) => {
    if (error === notAllowed) return stop(context, one);
    throw error;
  });
  await chunk.catch((error: unknown) => {
    if (error !== moved) throw error;
  });
}

/** Whoever accepted it writes, whenever it is written. */
const acting = (context: Context, { acceptedBy, accepting }: Import): Context => ({
  ...context,
  principal: { client: acceptedBy ?? '', organisation: accepting ?? '', credential: '' },
  requestId: uuid(),
});

async function workChunk(context: Context, one: Import): Promise<void> {
  const chunk = await nextChunk(context, one);
  const decision = decide(chunk);
  await commit(context, {
    guards: [stillAllowed(context, one), ...unmoved(one, chunk, decision)],
    steps: [...stepsOf(context, one, chunk, decision), ...progressSteps(context, one, chunk, decision)],
    audit: { action: actionOf(one), subject: one.id, network: one.network, source: one.organisation },
    events: eventsOf(one, chunk, decision),
  });
}

const actionOf = ({ aim }: Import) => (aim === 'publication' ? 'listing:approve' : 'listing:edit');

const notAllowed = new Problem('forbidden', { es: 'Quien la aceptó ya no puede hacerlo.', en: 'Whoever accepted it may do so no more.' });

const stillAllowed = (context: Context, one: Import): Guard => ({
  holds: sql`exists (select 1 from ${directoryImports} where ${directoryImports.id} = ${one.id}
    and ${predicate(context, actionOf(one), importPlace(context))})`,
  problem: notAllowed,
});

/** Ends an import where it is. What was to come of it is not kept. */
async function stop(context: Context, one: Import): Promise<void> {
  const { orm } = context.db;
  const rest = sql`${directoryImportRows.import} = ${one.id} and ${directoryImportRows.state} = 'waiting'`;
  const values = { state: 'stopped', finishedAt: context.now.toISOString(), version: sql`${directoryImports.version} + 1` } as const;
  const theImport = sql`${directoryImports.id} = ${one.id} and ${directoryImports.state} = 'accepted'`;
  await commit(context, {
    steps: [
      { query: orm.update(directoryImports).set(values).where(theImport), one: moved },
      { query: orm.update(directoryImportRows).set({ state: 'skipped', content: null }).where(rest) },
    ],
    audit: { action: actionOf(one), subject: one.id, network: one.network, source: one.organisation },
    events: [finished(one, one.organisation)],
  });
}
