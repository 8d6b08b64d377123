import { type SQL, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { render } from '../../../shared/contract/text.ts';
import type { AuditAction, Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, images } from '../../../shared/database/exchange.ts';
import { tickets } from '../../../shared/database/files.ts';
import type { Query } from '../../../shared/database/send.ts';
import { openFile } from '../../../shared/files/store.ts';
import { issueTicket, useTicket } from '../../../shared/files/tickets.ts';
import { watermarkImage } from '../../../shared/worker/images.ts';
import { auditOf, imageIs, ofImage } from './places.ts';
import type { Studio } from './upload.ts';

const path = '/v1/image-files';
const missing = new Problem('not-found');
const notReleased = new Problem('conflict', {
  es: 'No se concedió, ya se usó o ya venció.',
  en: 'It was not released, was used already or has expired.',
});

/** A ticket to fetch a picture once, in the reading size or as a thumbnail. Throws not-found. */
export function issueImageTicket(context: Context, image: string, size: 'thumbnail' | 'reading') {
  const file = sql`(select ${size === 'reading' ? images.reading : images.thumbnail} from ${images} where ${imageIs(image)})`;
  const seen = ofImage(context, imageIs(image));
  return issueTicket(context, file, {
    path,
    guards: may(context, 'exchange:read', seen, 'exchange:read'),
    audit: { action: 'image:ticket', ...auditOf(image) },
  });
}

/**
 * The ticket to fetch an original that its source released to the caller's organisation: once. Throws not-found, conflict when it was not
 * released, was used or has expired.
 */
export function issueOriginalTicket(context: Context, request: string) {
  const organisation = context.principal?.organisation ?? null;
  const isOwn = sql`original_requests.id = ${request} and original_requests.organisation_id = ${organisation}`;
  const image = sql`(select image_id from original_requests where ${isOwn})`;
  const seen = ofImage(context, imageIs(image));
  const open = { holds: sql`exists (select 1 from original_requests where ${isOwn} and ${isOpen(context)})`, problem: notReleased };
  return issueTicket(context, sql`(select ${images.original} from ${images} where ${imageIs(image)})`, {
    path,
    guards: [...may(context, 'exchange:read', seen, 'exchange:read'), open],
    audit: { action: 'image:ticket', ...auditOf(image) },
  });
}

/** That a request was released, is not used up and has not expired. */
const isOpen = ({ now }: Context) => sql`released and used_at is null and expires_at > ${now.toISOString()}`;

const isOriginal = (found: SQL) =>
  sql`exists (select 1 from ${images} join ${tickets} on ${tickets.file} = ${images.original} where ${found})`;

/** The oldest open request of the caller's organisation for the original of a ticket. */
const releasedFor = (context: Context, found: SQL) => sql`id = (select min(r.id) from original_requests r
  where r.image_id = (select ${images.id} from ${images} join ${tickets} on ${tickets.file} = ${images.original} where ${found})
  and r.organisation_id = ${context.principal?.organisation ?? null} and r.${isOpen(context)})`;

/** The statement that uses a released request up, where the ticket is one for an original. */
const usedUp = (context: Context, found: SQL): Step => ({
  query: context.db.orm.run(
    sql`update original_requests set used_at = ${context.now.toISOString()} where ${releasedFor(context, found)}`,
  ) as unknown as Query,
});

/**
 * The picture of a ticket, which this uses up, with who fetches it, when and by which ticket drawn across it. Whoever has lost its entry
 * since has lost the picture too. The audit row is there before the first byte. Throws not-found.
 */
export async function downloadImage(context: Context, { images: drawing, vault }: Studio, ticket: string) {
  const join = sql`join ${tickets} on ${tickets.file} in (${images.original}, ${images.reading}, ${images.thumbnail})`;
  const of = (what: SQL) => (found: SQL) => sql`(select ${what} from ${images} ${join} where ${found})`;
  const {
    file: row,
    reader,
    label,
  } = await useTicket(context, ticket, {
    action: of(sql`iif(${tickets.file} = ${images.original}, 'image:open-original', 'image:open')`) as (found: SQL) => SQL<AuditAction>,
    subject: of(sql`${images.id}`),
    guardsFor: (found) => [
      ...may(context, 'exchange:read', ofImage(context, found, join), 'exchange:read'),
      {
        holds: sql`not ${isOriginal(found)} or exists (select 1 from original_requests where ${releasedFor(context, found)})`,
        problem: missing,
      },
    ],
    steps: (found) => [usedUp(context, found)],
    label: (found) => sql`(select ${entries.tlp} from ${images} ${join} join ${entries} on ${entries.id} = ${images.entry} where ${found})`,
  });
  const { file } = await openFile(vault, row);
  const at = context.now.toISOString();
  const lines = [`TLP:${label} · ${render(reader)}`, `${at.slice(0, 16).replace('T', ' ')} UTC · ${ticket.slice(-12)}`];
  const marked = await watermarkImage(drawing, file as Uint8Array, { lines });
  return { file: marked, mediaType: 'image/jpeg' as const, name: `${row.name}.jpg` };
}
