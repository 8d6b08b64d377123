import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { DocumentImage, ImageUpload, imageTypes } from '../../../shared/contract/specimens/images.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, images, likenessBytes } from '../../../shared/database/exchange.ts';
import { files } from '../../../shared/database/files.ts';
import type { Query } from '../../../shared/database/send.ts';
import { checkPicture } from '../../../shared/files/check-picture.ts';
import { type FileVault, keepFiles } from '../../../shared/files/store.ts';
import { deriveImage } from '../../../shared/worker/images.ts';
import { theEntry } from '../entries/entries.ts';
import { auditOf, bumped, ofEntry, onlyIf, seesEntry } from '../entries/places.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';

type Kind = 'specimen' | 'alert';
type Upload = ImageUpload & { mediaType: (typeof imageTypes)[number]; bytes: Uint8Array };
type FileRow = typeof files.$inferSelect;

/** As many pictures as one entry may have. */
const most = 200;
const full = new Problem('conflict', { es: `Hasta ${most} imágenes.`, en: `Up to ${most} pictures.` });

/** What draws pictures anew and what keeps them. */
export type Studio = { images: Fetcher; vault: FileVault };

/**
 * Adds a picture to a specimen or alert of the caller's organisation: checked to its last byte, drawn anew in a reading size and a thumbnail,
 * all three sealed before their rows are written. Nobody else sees it until a second officer confirms it. Throws not-found, forbidden,
 * unsafe-file, personal-data, conflict when there are too many.
 */
export async function addImage(context: Context, { images: drawing, vault }: Studio, kind: Kind, entry: string, upload: Upload) {
  const { bytes, mediaType, caption, language } = upload;
  assertNoPersonalData(caption ?? '', '/query/caption');
  const place = await placeOf(context, kind, entry);
  const { texts, orientation } = checkPicture(bytes, mediaType);
  assertNoPersonalData(texts, '/body/metadata');
  const { reading, thumbnail, likeness, width, height } = await deriveImage(drawing, bytes, orientation);
  const shown: DocumentImage = {
    id: uuid(),
    page: upload.page ?? null,
    side: upload.side,
    light: upload.light,
    magnification: upload.magnification ?? null,
    caption: caption === undefined ? null : { [language]: caption },
    shows: upload.shows,
    confirmed: false,
    width,
    height,
    createdAt: context.now.toISOString(),
  };
  const newFile = (name: string, of: Uint8Array, type: string) => ({
    ...place,
    id: uuid(),
    name,
    mediaType: type,
    bytes: of,
    now: context.now,
  });
  const kept = [
    newFile('original', bytes, mediaType),
    newFile('reading', reading, 'image/jpeg'),
    newFile('thumbnail', thumbnail, 'image/jpeg'),
  ];
  return keepFiles(vault, kept, (rows) => write(context, { kind, entry, shown, rows, likeness }));
}

type Written = { kind: Kind; entry: string; shown: DocumentImage; rows: FileRow[]; likeness: string };

async function write(context: Context, { kind, entry, shown, rows, likeness }: Written) {
  const { orm } = context.db;
  const made = { body: shown, location: `/v1/${kind}s/${entry}` };
  const { confirmed: _, ...described } = shown;
  const [original = '', reading = '', thumbnail = ''] = rows.map(({ id }) => id);
  const row = { ...described, entry, uploadedBy: context.principal?.client ?? '', likeness, original, reading, thumbnail };
  const fits = sql`(select count(*) from ${images} where ${images.entry} = ${entry}) < ${most}`;
  await commit(context, {
    guards: may(context, 'exchange:write', ofEntry(entry), seesEntry(context, kind, entry)),
    steps: [
      onlyIf(context, entry, fits, full),
      { query: orm.insert(files).values(rows) },
      { query: orm.insert(images).values(row) },
      likenessOf(context, shown.id, likeness),
      bumped(context, entry),
    ],
    audit: { action: 'exchange:write', ...auditOf(entry) },
    answer: { status: 201, ...made },
  });
  return made;
}

function likenessOf({ db }: Context, image: string, likeness: string): Step {
  const bytes = likeness.match(/../g) ?? [];
  const insert = sql`insert into ${likenessBytes} (image_id, position, value) select ${image}, key, value from json_each(${JSON.stringify(bytes)})`;
  return { query: db.orm.run(insert) as unknown as Query };
}

/** Where an entry is that the caller may write in: nobody else gets to store anything. */
async function placeOf(context: Context, kind: Kind, id: string) {
  const { network, organisation, tlp } = entries;
  const allowed = sql<number>`${predicate(context, 'exchange:write', labelled(entries))}`;
  const query = context.db.orm
    .select({ network, organisation, tlp, allowed })
    .from(entries)
    .where(and(eq(entries.kind, kind), theEntry(context, kind, id)));
  const [[row]] = await read(context, [query]);
  if (!row) throw new Problem('not-found');
  const { allowed: isAllowed, ...place } = row;
  if (!isAllowed) throw new Problem('forbidden');
  return place;
}
