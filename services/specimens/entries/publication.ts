import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may, read } from '../../../shared/access/read.ts';
import { relabel } from '../../../shared/access/relabel.ts';
import type { AlertMessage } from '../../../shared/contract/specimens/alerts.ts';
import type { EntryLabel } from '../../../shared/contract/specimens/entry.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type EntryKind, entries } from '../../../shared/database/exchange.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';
import { onlyOpen } from './changes.ts';
import { theEntry } from './entries.ts';
import { told } from './events.ts';
import { holdsSomebody, namedOn } from './named.ts';
import { type EntryRow, auditOf, changed, ofEntry, onlyIf, onlyWhen, seesEntry, versionStep } from './places.ts';
import { selectViews, versionOf } from './views.ts';

const unchecked = new Problem('conflict', {
  es: 'Antes lo revisa otra persona.',
  en: 'Another officer checks it before.',
});
const unconfirmed = new Problem('conflict', {
  es: 'Una imagen espera a la segunda persona que la confirme.',
  en: 'A picture waits for a second officer to confirm it.',
});
const notPublished = new Problem('conflict', { es: 'No está publicado.', en: 'It is not published.' });

/**
 * Publishes what is drafted of an entry for those whom the label names, at the given version; without a draft what is published gets the
 * label. Its organisation's consent to that is recorded. An alert that was told before is updated. Throws not-found, forbidden, stale,
 * labels-disagree, unprocessable when the label names nobody, conflict when it was not checked or a picture is not confirmed.
 */
export async function publishEntry<K extends EntryKind>(context: Context, kind: K, id: string, version: number, given: EntryLabel) {
  const { persons, ...label } = given;
  const [[before]] = await read(context, [
    context.db.orm
      .select()
      .from(entries)
      .where(theEntry(context, kind, id)),
  ]);
  if (!before) throw new Problem('not-found');
  const { guards, steps } = relabel(context, entries, id, label);
  const messages =
    before.draft && kind === 'alert' ? withMessage(context, before, before.messages.length === 0 ? 'alert' : 'update') : before.messages;
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'exchange:publish', ofEntry(id), seesEntry(context, kind, id)),
      ...guards,
      ...holdsSomebody(context, before.network, given),
    ],
    steps: [
      versionStep(context, id, version),
      onlyOpen(context, id),
      onlyWhen(context, id, kind !== 'specimen' || !before.draft || before.state === 'checked', unchecked),
      onlyIf(
        context,
        id,
        sql`not exists (select 1 from document_images d where d.entry_id = ${id} and d.confirmed_by is null)`,
        unconfirmed,
      ),
      ...steps,
      ...namedOn(context, id, given.audience, persons),
      changed(context, id, { ...publishedAs(context, before), ...label, messages }),
    ],
    audit: { action: 'exchange:publish', ...auditOf(id) },
    events: [told(kind, messages.length > 1 ? 'updated' : 'published', id, label)],
    result: selectViews(context, kind, eq(entries.id, id)),
  });
  return versionOf(context, kind, row);
}

function publishedAs({ now }: Context, { draft, published, publishedAt }: EntryRow): Partial<EntryRow> {
  const at = now.toISOString();
  const values = { published: draft ?? published, draft: null, withdrawn: null, returned: null, submittedBy: null, checkedBy: null };
  return { ...values, state: 'published', changedAt: at, publishedAt: publishedAt ?? at };
}

/**
 * Withdraws what is published of an entry, with the reason, at the given version: whoever saw it still finds it, and that it holds no more.
 * An alert is cancelled, for good. Throws not-found, forbidden, stale, conflict when it is not published, personal-data.
 */
export async function withdrawEntry<K extends EntryKind>(context: Context, kind: K, id: string, version: number, reason: Text) {
  assertNoPersonalData(reason, '/body/reason');
  const at = context.now.toISOString();
  const isPublished = sql`${entries.published} is not null and ${entries.withdrawn} is null`;
  const [row] = await commit(context, {
    guards: may(context, 'exchange:publish', ofEntry(id), seesEntry(context, kind, id)),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, isPublished, notPublished),
      ...(kind === 'alert' ? [cancelled(context, id)] : []),
      changed(context, id, { state: 'withdrawn', withdrawn: { reason, at }, changedAt: at }),
    ],
    audit: { action: 'exchange:publish', ...auditOf(id) },
    events: [told(kind, 'withdrawn', id)],
    result: selectViews(context, kind, eq(entries.id, id)),
  });
  return versionOf(context, kind, row);
}

const messageOf = ({ now }: Context, kind: AlertMessage['kind'], before: readonly AlertMessage[]): AlertMessage => ({
  id: uuid(),
  kind,
  at: now.toISOString(),
  references: before.map(({ id }) => id),
});

const withMessage = (context: Context, { messages }: EntryRow, kind: AlertMessage['kind']): AlertMessage[] => [
  ...messages,
  messageOf(context, kind, messages),
];

/** The last message of an alert: that it holds no more. What was drafted since goes with it. */
function cancelled(context: Context, id: string): Step {
  const { id: message, kind, at } = messageOf(context, 'cancel', []);
  const references = sql`(select json_group_array(m.value ->> '$.id') from json_each(${entries.messages}) m)`;
  const messages = sql`json_insert(${entries.messages}, '$[#]', json_object('id', ${message}, 'kind', ${kind}, 'at', ${at}, 'references', ${references}))`;
  return changed(context, id, { messages: messages as unknown as AlertMessage[], draft: null });
}
