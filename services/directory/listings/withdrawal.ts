import { type SQL, eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type ListingKind, listings } from '../../../shared/database/listings.ts';
import { publicServicePlaces } from '../../../shared/database/public-directory.ts';
import { withdrawLocation, withdrawOrganisation, withdrawService } from '../projection/steps.ts';
import { assured } from './approval.ts';
import { told } from './events.ts';
import { selectListings, versionOf } from './listings.ts';
import { changed, isVisible, keptIn, ofListing, onlyIf, versionStep } from './places.ts';

const notPublished = new Problem('conflict', { es: 'No está publicado.', en: 'It is not published.' });
const stillUsed = new Problem('conflict', {
  es: 'Hay servicios o lugares publicados que lo nombran: retírelos o cámbielos antes.',
  en: 'Services or places that name it are published: withdraw or change them first.',
});

const steps: Record<ListingKind, (context: Context, id: string) => Step[]> = {
  organisation: withdrawOrganisation,
  location: withdrawLocation,
  service: withdrawService,
};

/**
 * Takes a listing from the public at once, with the reason, at the given version. Throws not-found, forbidden, stale, conflict when it is not
 * published or others that are name it.
 */
export async function withdrawListing<K extends ListingKind>(context: Context, kind: K, id: string, version: number, reason: Text) {
  const { network, organisation } = keptIn(id);
  const at = context.now.toISOString();
  const [row] = await commit(context, {
    guards: may(context, 'listing:withdraw', ofListing(context, id), isVisible(context, kind, id)),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`${listings.state} = 'published'`, notPublished),
      onlyIf(context, id, sql`not ${isNamed(id)}`, stillUsed),
      changed(context, id, { state: 'withdrawn', withdrawn: { reason, at }, changedAt: at }),
      ...steps[kind](context, id),
    ],
    audit: { action: 'listing:withdraw', subject: id, network, source: organisation },
    events: [told(kind, 'withdrawn', id, { network, organisation })],
    result: selectListings(context, eq(listings.id, id)),
  });
  return versionOf<K>(row);
}

/** Says that a service was made sure of today, at the given version. Throws not-found, forbidden, stale, conflict when it is not published. */
export async function verifyService(context: Context, id: string, version: number) {
  const { network, organisation } = keptIn(id);
  const at = context.now.toISOString();
  const verified = { verifiedOn: at.slice(0, 10), verifiedBy: context.principal?.organisation ?? null, reminded: 0, changedAt: at };
  const [row] = await commit(context, {
    guards: may(context, 'listing:verify', ofListing(context, id), isVisible(context, 'service', id)),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`${listings.state} = 'published'`, notPublished),
      changed(context, id, verified),
      ...assured(context, id),
    ],
    audit: { action: 'listing:verify', subject: id, network, source: organisation },
    events: [told('service', 'published', id, { network, organisation })],
    result: selectListings(context, eq(listings.id, id)),
  });
  return versionOf<'service'>(row);
}

/** Whether something that is published names this listing. */
const isNamed = (id: string): SQL => sql`(exists (select 1 from ${listings} l where l.provider_id = ${id} and l.state = 'published')
  or exists (select 1 from ${publicServicePlaces} p where p.location_id = ${id}))`;
