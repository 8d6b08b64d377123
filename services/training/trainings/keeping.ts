import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, ofOrganisationIn, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { noSuchGroup, relabel, seesGroup } from '../../../shared/access/relabel.ts';
import { agree } from '../../../shared/contract/labels.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { TrainingLabel } from '../../../shared/contract/training/common.ts';
import { type Guard, commit } from '../../../shared/database/commit.ts';
import { identified, merged } from '../../../shared/database/content.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type TrainingContents, type TrainingKind, trainings } from '../../../shared/database/training.ts';
import { assertInTime, daysOf, hasDays, namesWhatIsThere, termsAreKnown } from './checks.ts';
import { changedEvent } from './events.ts';
import { type TrainingRow, auditOf, keptIn, ofTraining, seesTraining, theTraining, versionStep } from './places.ts';
import { selectViews, toView, versionOf } from './views.ts';

type New<K extends TrainingKind> = TrainingContents[K] & { network: string; label: TrainingLabel };

const paths: Record<TrainingKind, string> = { course: '/v1/training-courses', edition: '/v1/training-editions' };

const notForAnyone = new Problem('forbidden', {
  es: 'Que lo vea cualquiera lo decide quien valida o administra.',
  en: 'That anyone sees it is for a validator or an administrator to decide.',
});
const needsDays = new Problem('conflict', {
  es: 'Está confirmada: sus días no pueden quedar sin definir. Pospóngala antes.',
  en: 'It is confirmed: its days cannot be left undefined. Postpone it before.',
});

/**
 * Enters a course or an edition of the caller's organisation, shown to whom its label names. Throws not-found, forbidden, labels-disagree,
 * unprocessable when its dates, its terms or what it names are not right (register TR-01, TR-02, TR-11).
 */
export async function createTraining<K extends TrainingKind>(context: Context, kind: K, { network, label, ...input }: New<K>) {
  const content = identified(input) as unknown as TrainingContents[K];
  assertInTime(content);
  if (!agree(label)) throw new Problem('labels-disagree');
  const row = newRow(context, kind, { network, content, label });
  const made = { version: 1, location: `${paths[kind]}/${row.id}` };
  await commit(context, {
    guards: [
      ...may(context, 'training:create', inNetwork(network), 'network:read'),
      ...(label.audience === 'public' ? [decidesForAnyone(context, network, row.organisation)] : []),
      { holds: seesGroup(context, label.group, network), problem: noSuchGroup },
      ...termsAreKnown(network, content),
      ...namesWhatIsThere(context, network, content),
    ],
    steps: [{ query: context.db.orm.insert(trainings).values(row) }],
    audit: { action: 'training:create', subject: row.id, network, source: row.organisation },
    events: [changedEvent(kind, row.id, { network, organisation: row.organisation, ...label })],
    answer: { status: 201, ...made, body: toView(kind, { training: row, cosponsors: '[]', guests: '[]' }) },
  });
  return { ...made, body: toView(kind, { training: row, cosponsors: '[]', guests: '[]' }) };
}

const decidesForAnyone = (context: Context, network: string, organisation: string | null): Guard => ({
  holds: predicate(context, 'training:label', ofOrganisationIn(network, organisation)),
  problem: notForAnyone,
});

/**
 * Changes a course or an edition at the given version by a merge patch. Throws not-found, forbidden, stale, unprocessable, conflict when a
 * confirmed one would lose its days.
 */
export async function updateTraining<K extends TrainingKind>(context: Context, kind: K, id: string, version: number, patch: object) {
  const [[before]] = await read(context, [
    context.db.orm
      .select()
      .from(trainings)
      .where(theTraining(context, kind, id)),
  ]);
  if (!before) throw new Problem('not-found');
  const content = identified(merged(before.content, patch)) as TrainingContents[K];
  assertInTime(content);
  if (before.state === 'confirmed' && !hasDays(content)) throw needsDays;
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'training:write', ofTraining(id), seesTraining(context, kind, id)),
      ...termsAreKnown(before.network, content),
      ...namesWhatIsThere(context, before.network, content),
    ],
    steps: [versionStep(context, id, version, { content, ...daysOf(content) })],
    audit: { action: 'training:write', ...auditOf(id) },
    events: [changedEvent(kind, id, keptIn(id))],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf(kind, row);
}

/**
 * Gives a course or an edition another label at the given version. Throws not-found, forbidden, stale, labels-disagree, unprocessable when
 * the group is unknown, consent-needed.
 */
export async function labelTraining<K extends TrainingKind>(context: Context, kind: K, id: string, version: number, label: TrainingLabel) {
  const { guards, steps } = relabel(context, trainings, id, label);
  const [row] = await commit(context, {
    guards: [...may(context, 'training:label', ofTraining(id), seesTraining(context, kind, id)), ...guards],
    steps: [...steps, versionStep(context, id, version, label)],
    audit: { action: 'training:label', ...auditOf(id) },
    events: [changedEvent(kind, id, { ...keptIn(id), ...label })],
    result: selectViews(context, eq(trainings.id, id)),
  });
  return versionOf(kind, row);
}

type Given<K extends TrainingKind> = { network: string; content: TrainingContents[K]; label: TrainingLabel };

function newRow<K extends TrainingKind>({ principal, now }: Context, kind: K, { network, content, label }: Given<K>): TrainingRow {
  const at = now.toISOString();
  return {
    id: uuid(),
    kind,
    network,
    organisation: principal?.organisation ?? '',
    ...label,
    content,
    state: 'planned',
    reason: null,
    report: null,
    ...daysOf(content),
    changes: 0,
    changedAt: at,
    createdAt: at,
    version: 1,
  } as TrainingRow;
}
