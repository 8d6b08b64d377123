import { eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { EditionState, EditionStep } from '../../../shared/contract/training/editions.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { trainings } from '../../../shared/database/training.ts';
import { auditOf, keptIn, ofTraining, onlyIf, seesTraining, versionStep } from './places.ts';
import { selectViews, versionOf } from './views.ts';

/** From which states an edition may come to each; what was held is closed by a step of its own. */
const before: Record<EditionState, readonly EditionState[]> = {
  closed: [],
  planned: ['postponed'],
  open: ['planned', 'postponed'],
  confirmed: ['planned', 'open'],
  held: ['planned', 'open', 'confirmed'],
  postponed: ['planned', 'open', 'confirmed'],
  cancelled: ['planned', 'open', 'confirmed', 'postponed'],
};

const notFromHere = new Problem('conflict', { es: 'De su estado actual no se pasa a ese.', en: 'Its present state does not lead there.' });
const without = { es: 'Diga el motivo.', en: 'Say why.' };
const noReason = new Problem('unprocessable', without, { errors: [{ pointer: '/body/reason', detail: without }] });
const noDays = new Problem('conflict', { es: 'Antes se definen sus días.', en: 'Its days are defined before.' });
const notBegun = new Problem('conflict', { es: 'Aún no ha empezado.', en: 'It has not begun yet.' });

/**
 * Takes an edition from one state to another at the given version: open, confirmed, held, postponed, cancelled, or planned again. Throws
 * not-found, forbidden, stale, unprocessable when a reason is missing, conflict when it is not in a state for it, has no days to be
 * confirmed for, or has not begun and cannot have been held.
 */
export async function stepEdition(context: Context, id: string, version: number, { state, reason }: EditionStep) {
  const needsReason = state === 'postponed' || state === 'cancelled';
  if (needsReason && !reason) throw noReason;
  const today = context.now.toISOString().slice(0, 10);
  const from = JSON.stringify(before[state]);
  const [row] = await commit(context, {
    guards: may(context, 'training:write', ofTraining(id), seesTraining(context, 'edition', id)),
    steps: [
      onlyAt(context, id, version),
      onlyIf(context, id, sql`${trainings.state} in (select value from json_each(${from}))`, notFromHere),
      ...(state === 'confirmed' ? [onlyIf(context, id, sql`length(content ->> '$.dates') in (10, 21)`, noDays)] : []),
      ...(state === 'held' ? [onlyIf(context, id, sql`${trainings.firstDay} <= ${today}`, notBegun)] : []),
      versionStep(context, id, version, { state, reason: needsReason ? (reason ?? null) : null }),
    ],
    audit: { action: 'training:write', ...auditOf(id) },
    events: [{ type: 'training.edition.moved', subject: id, ...keptIn(id), data: { edition: id, state } }],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf('edition', row);
}

const onlyAt = (context: Context, id: string, version: number) => onlyIf(context, id, eq(trainings.version, version), new Problem('stale'));
