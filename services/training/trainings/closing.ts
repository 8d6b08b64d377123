import { type SQL, eq, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { trainings } from '../../../shared/database/training.ts';
import type { PlansApi } from '../../../shared/worker/plans-api.ts';
import { auditOf, keptIn, ofTraining, seesTraining, theTraining, versionStep } from './places.ts';
import { type Counted, reportOf } from './report.ts';
import { selectViews, versionOf } from './views.ts';

const notHeld = new Problem('conflict', { es: 'Se cierra lo que ya se realizó.', en: 'What was held is closed.' });

/** Who was there: persons and countries, by their attendance. */
const attended = (what: SQL) => sql<number>`(select count(distinct ${what}) from training_enrolments e
  where e.training_id = trainings.id and e.attended <> '[]')`;

/** The code of the organiser in its network today. */
const code = ({ now }: Context) => {
  const today = now.toISOString().slice(0, 10);
  return sql<string | null>`(select m.code from memberships m where m.organisation_id = trainings.organisation_id
    and m.network_id = trainings.network_id and m.starts_on <= ${today} and (m.ends_on is null or m.ends_on > ${today}) limit 1)`;
};

/**
 * Closes an edition that was held, at the given version, and drafts the progress report of the activity that it fulfils, for the period in
 * which it ended: through the plans worker, in the name of the caller. A report that is there already is linked; where the organiser owes none,
 * or the activity is of no plan today, it closes without. A call that was cut off goes on where it ended. Throws not-found, forbidden, stale,
 * conflict when it was not held, unavailable (register TR-02, ME-04).
 */
export async function closeEdition(context: Context, id: string, version: number, plans: PlansApi) {
  const row = await closable(context, id, version);
  const report = await draftedReport(plans, row, `training-${id}-${version}`);
  const [stored] = await commit(context, {
    guards: may(context, 'training:write', ofTraining(id), seesTraining(context, 'edition', id)),
    steps: [versionStep(context, id, version, { state: 'closed', report, reason: null })],
    audit: { action: 'training:write', ...auditOf(id) },
    events: [{ type: 'training.edition.moved', subject: id, ...keptIn(id), data: { edition: id, state: 'closed' } }],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf('edition', stored);
}

/** The edition, if it may be closed. All this is asked before anything is said to the plans worker. */
async function closable(context: Context, id: string, version: number): Promise<Closable> {
  const query = context.db.orm
    .select({
      training: trainings,
      writes: sql<number>`${predicate(context, 'training:write', labelled(trainings))}`,
      code: code(context),
      people: attended(sql`e.id`),
      countries: attended(sql`e.country`),
    })
    .from(trainings)
    .where(theTraining(context, 'edition', id));
  const [[found]] = await read(context, [query]);
  if (!found) throw new Problem('not-found');
  const { training, writes, ...rest } = found;
  if (!writes) throw new Problem('forbidden');
  if (training.version !== version) throw new Problem('stale');
  if (training.state !== 'held') throw notHeld;
  return { content: training.content as EditionContent, day: training.lastDay, ...rest };
}

type Closable = Counted & { day: string; code: string | null };

/** The id of the report of the activity for the period in which the training ended; null where none is owed. */
async function draftedReport(plans: PlansApi, row: Closable, key: string): Promise<string | null> {
  const { activity } = row.content;
  if (activity === undefined || row.code === null) return null;
  try {
    const { plan } = await plans.getActivity(activity);
    const cells = await plans.listCells(plan, { activity, organisation: row.code, period: row.day });
    const open = cells.find(({ report }) => report === undefined) ?? cells[0];
    if (!open) return null;
    return open.report ?? (await plans.createReport({ activity, period: open.period, ...reportOf(row) }, key));
  } catch (error) {
    if (error instanceof Problem && (error.code === 'not-found' || error.code === 'not-your-obligation')) return null;
    throw error;
  }
}
