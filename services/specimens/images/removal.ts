import { type SQL, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { files } from '../../../shared/database/files.ts';
import type { Query } from '../../../shared/database/send.ts';
import { auditOf, imageIs, ofImage } from './places.ts';
import { versionOfEntry } from './confirmation.ts';

/**
 * Takes a picture away at the version of its entry: its files can never be opened again. Throws not-found, forbidden, stale.
 */
export async function removeImage(context: Context, image: string, version: number): Promise<void> {
  await commit(context, {
    guards: may(context, 'exchange:write', ofImage(context, imageIs(image)), 'exchange:read'),
    steps: [versionOfEntry(context, image, version), ...withoutImages(context, sql`id = ${image}`)],
    audit: { action: 'exchange:write', ...auditOf(image) },
  });
}

/** The statements that take away the pictures which a condition on their table finds, with the keys of their files. */
export function withoutImages({ db }: Context, which: SQL): Step[] {
  const found = sql`(select id from document_images where ${which})`;
  const shown = sql`(select value from document_images, json_each(json_array(original_id, reading_id, thumbnail_id)) where document_images.${which})`;
  const run = (query: SQL): Step => ({ query: db.orm.run(query) as unknown as Query });
  return [
    run(sql`update ${files} set wrapped_key = null where id in ${shown}`),
    run(sql`delete from original_requests where image_id in ${found}`),
    run(sql`delete from image_likeness_bytes where image_id in ${found}`),
    run(sql`delete from document_images where ${which}`),
  ];
}
