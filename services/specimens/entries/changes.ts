import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import { identified, merged } from '../../../shared/database/content.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type EntryContents, type EntryKind, entries } from '../../../shared/database/exchange.ts';
import { withoutImages } from '../images/removal.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';
import { assertSound } from './checks.ts';
import { theEntry } from './entries.ts';
import { auditOf, changed, ofEntry, onlyIf, seesEntry, versionStep } from './places.ts';
import { referencesHold } from './references.ts';
import { selectViews, versionOf } from './views.ts';

const noDraft = new Problem('conflict', { es: 'No hay nada sin publicar.', en: 'Nothing is unpublished.' });
const wasCancelled = new Problem('conflict', {
  es: 'La alerta se canceló: escriba otra.',
  en: 'The alert was cancelled: write another.',
});

/** That an entry may still be written on: all but a cancelled alert. */
export const onlyOpen = (context: Context, id: string): Step =>
  onlyIf(context, id, sql`not (${entries.kind} = 'alert' and ${entries.withdrawn} is not null)`, wasCancelled);

/**
 * Changes the draft of an entry at the given version: the patch is merged into it, or into what is published. What was handed in or checked
 * is a draft again. Throws not-found, forbidden, stale, unprocessable, personal-data, conflict.
 */
export async function updateEntry<K extends EntryKind>(context: Context, kind: K, id: string, version: number, patch: object) {
  assertNoPersonalData(patch, '/body');
  const [[before]] = await read(context, [
    context.db.orm
      .select()
      .from(entries)
      .where(theEntry(context, kind, id)),
  ]);
  if (!before) throw new Problem('not-found');
  const content = identified(merged((before.draft ?? before.published) as EntryContents[K], patch));
  assertSound(content, context.now);
  const [row] = await commit(context, {
    guards: [...may(context, 'exchange:write', ofEntry(id), seesEntry(context, kind, id)), ...referencesHold(context, before, content)],
    steps: [versionStep(context, id, version), onlyOpen(context, id), redrafted(context, id, content)],
    audit: { action: 'exchange:write', ...auditOf(id) },
    result: selectViews(context, kind, eq(entries.id, id)),
  });
  return versionOf(context, kind, row);
}

/** The statement that makes a content the draft of an entry, to be checked anew. */
export const redrafted = (context: Context, id: string, content: EntryContents[EntryKind]): Step =>
  changed(context, id, { draft: content, state: 'draft', submittedBy: null, checkedBy: null });

/**
 * Discards the draft of an entry at the given version; what was never published goes with its pictures. Throws not-found, forbidden, stale,
 * conflict when there is no draft.
 */
export async function discardEntry(context: Context, kind: EntryKind, id: string, version: number): Promise<void> {
  const back = sql<'published'>`iif(${entries.withdrawn} is null, 'published', 'withdrawn')`;
  const neverPublished = and(eq(entries.id, id), isNull(entries.published));
  await commit(context, {
    guards: may(context, 'exchange:write', ofEntry(id), seesEntry(context, kind, id)),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, isNotNull(entries.draft), noDraft),
      ...withoutImages(context, sql`entry_id in (select e.id from exchange_entries e where e.id = ${id} and e.published is null)`),
      { query: context.db.orm.delete(entries).where(neverPublished) },
      changed(context, id, { draft: null, state: back as unknown as 'published', submittedBy: null, checkedBy: null, returned: null }),
    ],
    audit: { action: 'exchange:write', ...auditOf(id) },
  });
}
