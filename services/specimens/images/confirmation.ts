import { sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import type { Query } from '../../../shared/database/send.ts';
import { auditOf, entryOf, imageIs, ofImage } from './places.ts';

const confirmedAlready = new Problem('conflict', { es: 'Ya está confirmada.', en: 'It is confirmed already.' });

/**
 * Says, as a second officer of its organisation, that a picture shows a specimen or is masked, at the version of its entry. From then on
 * whoever sees the entry sees it. Throws not-found, forbidden, stale, conflict, same-person when the caller uploaded it.
 */
export async function confirmImage(context: Context, image: string, version: number): Promise<void> {
  const client = context.principal?.client ?? null;
  const run = (condition: ReturnType<typeof sql>, problem: Problem): Step => ({
    query: context.db.orm.run(
      sql`update document_images set confirmed_by = ${client} where id = ${image} and ${condition}`,
    ) as unknown as Query,
    one: problem,
  });
  await commit(context, {
    guards: may(context, 'exchange:check', ofImage(context, imageIs(image)), 'exchange:read'),
    steps: [
      versionOfEntry(context, image, version),
      {
        query: context.db.orm.run(
          sql`update document_images set side = side where id = ${image} and confirmed_by is null`,
        ) as unknown as Query,
        one: confirmedAlready,
      },
      run(sql`uploaded_by <> ${client}`, new Problem('same-person')),
    ],
    audit: { action: 'exchange:check', ...auditOf(image) },
  });
}

/** The statement that takes the entry of a picture from one version to the next: what it shows has changed. */
export const versionOfEntry = ({ db, now }: Context, image: string, version: number): Step => ({
  query: db.orm.run(sql`update exchange_entries set version = version + 1, changed_at = ${now.toISOString()}
    where id = ${entryOf(image, 'id')} and version = ${version}`) as unknown as Query,
  one: new Problem('stale'),
});
