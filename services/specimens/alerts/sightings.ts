import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { NewSighting, Sighting } from '../../../shared/contract/specimens/sightings.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries, sightings } from '../../../shared/database/exchange.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { assertSound } from '../entries/checks.ts';
import { theEntry, opening } from '../entries/entries.ts';
import { auditOf, bumped, keptIn, ofOne, onlyIf, seesEntry, versionStep } from '../entries/places.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';

type Row = typeof sightings.$inferSelect;
type Filter = { limit: number; kind?: Sighting['kind'] | undefined };

const notPublished = new Problem('conflict', {
  es: 'La alerta no está publicada, o se canceló.',
  en: 'The alert is not published, or was cancelled.',
});

/** What other countries have said of an alert, for whoever sees the alert. Throws not-found (register SP-01, SP-02). */
export async function listSightings(context: Context, alert: string, { limit, kind }: Filter, after: Keyset | null) {
  const { orm } = context.db;
  const wanted = theEntry(context, 'alert', alert);
  const rows = orm
    .select()
    .from(sightings)
    .where(
      and(
        eq(sightings.entry, alert),
        sql`exists (select 1 from ${entries} where ${wanted})`,
        kind && eq(sightings.kind, kind),
        afterKeyset([sightings.id], after),
      ),
    )
    .orderBy(asc(sightings.id))
    .limit(oneMore(limit));
  const found = orm.select({ id: entries.id }).from(entries).where(wanted);
  const [[seen], list] = await read(context, [found, rows], opening(context, wanted, 1));
  if (!seen) throw new Problem('not-found');
  return pageOf(list, limit, toSighting, ({ id }) => [id]);
}

/**
 * Says for the caller's organisation that what an alert tells of was seen there too, was a false positive or is no longer met. Throws
 * not-found, forbidden, unprocessable, personal-data, conflict for an alert that is not published.
 */
export async function addSighting(context: Context, alert: string, input: NewSighting) {
  assertNoPersonalData(input, '/body');
  assertSound(input, context.now);
  const organisation = context.principal?.organisation ?? '';
  const row: Row = { id: uuid(), entry: alert, organisation, ...input, createdAt: context.now.toISOString() };
  const made = { body: toSighting(row), location: `/v1/alerts/${alert}/sightings` };
  const kept = keptIn(alert);
  await commit(context, {
    guards: may(context, 'exchange:contribute', inNetwork(kept.network), seesEntry(context, 'alert', alert)),
    steps: [
      onlyIf(context, alert, sql`${entries.published} is not null and ${entries.withdrawn} is null`, notPublished),
      { query: context.db.orm.insert(sightings).values(row) },
      bumped(context, alert),
    ],
    audit: { action: 'exchange:contribute', ...auditOf(alert) },
    events: [{ type: 'specimens.alert.sighted', subject: alert, ...kept, data: { alert } }],
    answer: { status: 201, ...made },
  });
  return made;
}

/** Takes back a sighting of the caller's own organisation, at the version of the alert. Throws not-found, forbidden, stale. */
export async function removeSighting(context: Context, alert: string, id: string, version: number): Promise<void> {
  const one = and(eq(sightings.id, id), eq(sightings.entry, alert));
  // One that is gone counts as the caller's: whoever takes it back twice is told that the version is stale.
  const own = {
    ...inNetwork(ofOne(alert, 'network')),
    organisation: sql`coalesce((select ${sightings.organisation} from ${sightings} where ${one}), ${context.principal?.organisation ?? null})`,
  };
  const kept = keptIn(alert);
  await commit(context, {
    guards: may(context, 'exchange:write', own, seesEntry(context, 'alert', alert)),
    steps: [versionStep(context, alert, version), { query: context.db.orm.delete(sightings).where(one), one: new Problem('not-found') }],
    audit: { action: 'exchange:write', ...auditOf(alert) },
    events: [{ type: 'specimens.alert.sighted', subject: alert, ...kept, data: { alert } }],
  });
}

/** A sighting as it is shown. */
export function toSighting({ id, entry, organisation, kind, month, place, route, count, note, createdAt }: Row): Sighting {
  return { id, alert: entry, organisation, kind, month, place, route, count, note, createdAt };
}
