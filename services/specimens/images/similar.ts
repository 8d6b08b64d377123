import { and, eq, or, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { SimilarImage } from '../../../shared/contract/specimens/images.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, images } from '../../../shared/database/exchange.ts';
import { visibleEntry } from '../entries/places.ts';
import { isShown } from './places.ts';

/** By how many of 64 bits two pictures may differ to resemble each other: with at most seven, one of their eight bytes is the same. */
const farthest = 7;
const most = 200;

/** The pictures that resemble one, nearest first, of those that the caller may see. Throws not-found. */
export async function listSimilarImages(context: Context, id: string): Promise<{ items: SimilarImage[] }> {
  const { orm } = context.db;
  const shown = and(visibleEntry(context), isShown(context));
  const columns = { id: images.id, entry: images.entry, kind: entries.kind, likeness: images.likeness };
  const alike = sql`${images.id} in (select b.image_id from image_likeness_bytes a join image_likeness_bytes b
    on b.position = a.position and b.value = a.value where a.image_id = ${id})`;
  const query = orm
    .select(columns)
    .from(images)
    .innerJoin(entries, eq(entries.id, images.entry))
    .where(and(shown, or(eq(images.id, id), alike)));
  const [rows] = await read(context, [query]);
  const wanted = rows.find((row) => row.id === id);
  if (!wanted) throw new Problem('not-found');
  const items = rows
    .filter((row) => row !== wanted)
    .map(({ likeness, kind, ...row }) => ({ ...row, kind: kind as SimilarImage['kind'], distance: bitsBetween(likeness, wanted.likeness) }))
    .filter(({ distance }) => distance <= farthest);
  return { items: items.toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1)).slice(0, most) };
}

/** By how many bits two numbers in hex differ. */
function bitsBetween(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing &= differing - 1n) count += 1;
  return count;
}
