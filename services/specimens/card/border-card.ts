import { type SQL, and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { type Tlp, labels } from '../../../shared/contract/access.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { SpecimenContent } from '../../../shared/contract/specimens/specimens.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, images } from '../../../shared/database/exchange.ts';
import { files } from '../../../shared/database/files.ts';
import { organisations } from '../../../shared/database/identity.ts';
import { digestOf } from '../../../shared/files/sealing.ts';
import { type FileVault, openFile } from '../../../shared/files/store.ts';
import { opening, theEntry } from '../entries/entries.ts';
import { ofOne, visibleEntry } from '../entries/places.ts';
import { selectViews, toView } from '../entries/views.ts';
import { borderCard } from './card.ts';

const notPublished = new Problem('conflict', { es: 'La alerta aún no se publicó.', en: 'The alert is not published yet.' });

/** As many pictures as are opened for one card. */
const mostPictures = 24;

/**
 * The border card of a published alert, with the digest of the page as its version: in Spanish or English, Spanish for another language. It
 * bears the narrower label of the alert and of the specimen that it shows; opening either above GREEN is audited. Throws not-found,
 * conflict while nothing is published (register SP-02).
 */
export async function getBorderCard(context: Context, vault: FileVault, id: string, language: Language) {
  const wanted = theEntry(context, 'alert', id);
  const genuine = specimenOf(context, id);
  const [[row], [specimen], pictures, names] = await read(
    context,
    [
      selectViews(context, 'alert', wanted),
      context.db.orm.select().from(entries).where(genuine),
      picturesOf(context, id),
      namesOf(context, id),
    ],
    opening(context, wanted, 1),
    opening(context, genuine, 1),
  );
  if (!row) throw new Problem('not-found');
  const alert = toView(context, 'alert', row);
  if (!alert.published) throw notPublished;
  const nameOf = (organisation: string | undefined) => names.find((one) => one.id === organisation)?.name ?? {};
  const text = borderCard({
    alert: { ...alert, content: alert.published, tlp: narrower(alert.tlp, specimen?.tlp) },
    specimen: specimen ? { code: specimen.code ?? '', content: specimen.published as SpecimenContent } : null,
    images: new Map(await Promise.all(pictures.map(async ({ image, file }) => [image, await bytesOf(vault, file)] as const))),
    reader: nameOf(context.principal?.organisation),
    source: nameOf(alert.organisation),
    language: language === 'en' ? 'en' : 'es',
    at: context.now,
  });
  const file = new TextEncoder().encode(text);
  return { body: { file, mediaType: 'text/html' as const, name: `alert-${id}.html` }, version: await digestOf(file) };
}

const published = (id: string): SQL => sql`(select e.published from exchange_entries e where e.id = ${id})`;

const narrower = (one: Tlp, other: Tlp = one): Tlp => labels.find((label) => label === one || label === other) ?? one;

/** The alert's specimen, while it is published and holds, if the caller sees it. */
const specimenOf = (context: Context, id: string): SQL | undefined =>
  and(
    sql`exchange_entries.id = ${published(id)} ->> '$.specimen'`,
    eq(entries.kind, 'specimen'),
    isNotNull(entries.published),
    isNull(entries.withdrawn),
    visibleEntry(context),
  );

/**
 * The thumbnails of the confirmed pictures that the alert's points of level 1 name, in their order: its own, and those of its specimen while
 * that holds and the caller sees it.
 */
const picturesOf = (context: Context, id: string) =>
  context.db.orm
    .select({ image: images.id, file: files })
    .from(images)
    .innerJoin(entries, eq(entries.id, images.entry))
    .innerJoin(files, eq(files.id, images.thumbnail))
    .where(
      and(
        sql`${images.id} in (select c.value from json_each(${published(id)}, '$.points') j,
          json_each(json_array(j.value ->> '$.genuineImage', j.value ->> '$.falseImage')) c where j.value ->> '$.level' = 1)`,
        isNotNull(images.confirmedBy),
        or(eq(entries.id, id), and(isNotNull(entries.published), isNull(entries.withdrawn))),
        visibleEntry(context),
      ),
    )
    .orderBy(sql`instr(${published(id)}, ${images.id})`)
    .limit(mostPictures);

/** The names of the alert's source and of the reader's institution. */
const namesOf = ({ db, principal }: Context, id: string) =>
  db.orm
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(or(eq(organisations.id, principal?.organisation ?? ''), eq(organisations.id, ofOne(id, 'organisation'))));

const bytesOf = async (vault: FileVault, row: typeof files.$inferSelect) => (await openFile(vault, row)).file as Uint8Array;
