import { type SQL, eq, sql } from 'drizzle-orm';
import { may, read } from '../../../shared/access/read.ts';
import type { LocationContent } from '../../../shared/contract/directory/service-locations.ts';
import type { OrganisationContent } from '../../../shared/contract/directory/service-organisations.ts';
import type { ServiceContent } from '../../../shared/contract/directory/services.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import { type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type ListingContent, type ListingKind, listings } from '../../../shared/database/listings.ts';
import { publicLocations, publicServicePlaces } from '../../../shared/database/public-directory.ts';
import { freshen, publishLocation, publishOrganisation, publishService } from '../projection/steps.ts';
import { told } from './events.ts';
import { providerOf } from './kinds.ts';
import { type Row, selectListings, versionOf } from './listings.ts';
import { changed, isVisible, keptIn, ofListing, onlyIf, versionStep, visibleListing } from './places.ts';
import { noProposal } from './proposing.ts';
import { referencesHold } from './references.ts';

const nothingProposed = new Problem('conflict', { es: 'No hay nada propuesto que aprobar.', en: 'Nothing is proposed.' });
const wasReturned = new Problem('conflict', {
  es: 'Se devolvió: espere a que lo propongan otra vez.',
  en: 'It was given back: wait until it is proposed again.',
});
const movedMeanwhile = new Problem('conflict', {
  es: 'Algo de lo que depende cambió en este momento: inténtelo otra vez.',
  en: 'Something that it rests on has changed just now: try again.',
});

/**
 * Approves what is proposed of a listing at the given version, and makes it public in the same commit; it counts as verified that day.
 * Throws not-found, forbidden, stale, same-person, conflict when nothing waits, unprocessable when what it names is not published.
 */
export async function approveListing<K extends ListingKind>(context: Context, kind: K, id: string, version: number) {
  const wanted = sql`${listings.id} = ${id} and ${listings.kind} = ${kind} and ${visibleListing(context)}`;
  const [[before], services, hidden] = await read(context, [
    selectListings(context, wanted),
    servicesAt(context, id),
    hiddenAround(context, id),
  ]);
  if (!before) throw new Problem('not-found');
  const content = before.proposed;
  const around = { services, hidden: new Set(hidden.map((place) => place.id)) };
  const today = context.now.toISOString().slice(0, 10);
  const values = {
    ...noProposal,
    state: 'published',
    published: content,
    provider: content && providerOf(kind, content as { organisation?: string }),
    hidden: content !== null && 'hidden' in content && content.hidden === true,
    withdrawn: null,
    verifiedOn: today,
    verifiedBy: context.principal?.organisation ?? null,
    reminded: 0,
    changedAt: context.now.toISOString(),
  } as const;
  const { network, organisation } = keptIn(id);
  const [row] = await commit(context, {
    guards: [
      ...may(context, 'listing:approve', ofListing(context, id), isVisible(context, kind, id)),
      ...(content ? referencesHold(before, content, 'be published') : []),
      ...(content ? unmoved(before, content, around) : []),
    ],
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`${listings.proposed} is not null`, nothingProposed),
      onlyIf(context, id, sql`${listings.returned} is null`, wasReturned),
      onlyIf(context, id, sql`${listings.proposedBy} <> ${context.principal?.client ?? null}`, new Problem('same-person')),
      changed(context, id, values),
      ...(content ? published(context, before, content, around) : []),
    ],
    audit: { action: 'listing:approve', subject: id, network, source: organisation },
    events: [told(kind, 'published', id, { network, organisation })],
    result: selectListings(context, eq(listings.id, id)),
  });
  return versionOf<K>(row);
}

/** Gives back what is proposed of a listing at the given version, with the reason. Throws not-found, forbidden, stale, conflict. */
export async function returnListing<K extends ListingKind>(context: Context, kind: K, id: string, version: number, reason: Text) {
  const { network, organisation } = keptIn(id);
  const [row] = await commit(context, {
    guards: may(context, 'listing:approve', ofListing(context, id), isVisible(context, kind, id)),
    steps: [
      versionStep(context, id, version),
      onlyIf(context, id, sql`${listings.proposed} is not null and ${listings.returned} is null`, nothingProposed),
      changed(context, id, { returned: { reason, at: context.now.toISOString() } }),
    ],
    audit: { action: 'listing:approve', subject: id, network, source: organisation },
    events: [told(kind, 'returned', id, { network, organisation })],
    result: selectListings(context, eq(listings.id, id)),
  });
  return versionOf<K>(row);
}

type Around = { services: { id: string; version: number; content: ListingContent | null }[]; hidden: ReadonlySet<string> };

/** The services that are public at a place: what they say of it changes when it is hidden or is so no more. */
const servicesAt = ({ db }: Context, id: string) =>
  db.orm
    .selectDistinct({ id: listings.id, version: listings.version, content: listings.published })
    .from(publicServicePlaces)
    .innerJoin(listings, eq(listings.id, publicServicePlaces.service))
    .where(eq(publicServicePlaces.location, id));

/** The hidden places that the proposal names, or that the services at this place name. */
const hiddenAround = ({ db }: Context, id: string) =>
  db.orm
    .select({ id: publicLocations.id })
    .from(publicLocations)
    .where(
      sql`${publicLocations.hidden} and (${publicLocations.id} in (select j.value ->> '$.location'
          from listings l, json_each(l.proposed, '$.locations') j where l.id = ${id} and l.kind = 'service')
        or ${publicLocations.id} in (select other.location_id from public_service_places here
          join public_service_places other on other.service_id = here.service_id where here.location_id = ${id}))`,
    );

/** That what was read around a listing is still so: a place hidden in this very moment must not be told by a service that thought it open. */
function unmoved({ id, kind }: Row, content: ListingContent, { services, hidden }: Around): Guard[] {
  if (kind === 'organisation') return [];
  if (kind === 'location') {
    const now = sql`(select count(*) || ' ' || coalesce(sum(version), 0) from ${listings} where id in
      (select service_id from ${publicServicePlaces} where location_id = ${id}))`;
    const then = `${services.length} ${services.reduce((sum, { version }) => sum + version, 0)}`;
    return [{ holds: sql`${now} = ${then}`, problem: movedMeanwhile }];
  }
  const open = ((content as ServiceContent).locations ?? []).map(({ location }) => location).filter((place) => !hidden.has(place));
  const holds = sql`not exists (select 1 from ${publicLocations} where ${publicLocations.hidden} and ${inList(open)})`;
  return [{ holds, problem: movedMeanwhile }];
}

const inList = (ids: string[]): SQL => sql`${publicLocations.id} in (select value from json_each(${JSON.stringify(ids)}))`;

function published(context: Context, { id, kind }: Row, content: ListingContent, { services, hidden }: Around): Step[] {
  if (kind === 'organisation') return publishOrganisation(context, id, content as OrganisationContent);
  if (kind === 'service') {
    return [...publishService(context, id, content as ServiceContent, hidden), ...assured(context, id)];
  }
  const place = content as LocationContent;
  const now = new Set([...hidden].filter((other) => other !== id).concat(place.hidden ? [id] : []));
  return [
    ...publishLocation(context, id, place),
    ...services.flatMap((one) => (one.content ? publishService(context, one.id, one.content as ServiceContent, now) : [])),
  ];
}

/** The statements that say to the public that a service was made sure of today. */
export const assured = (context: Context, id: string): Step[] => freshen(context, id, 'fresh', context.now.toISOString().slice(0, 10));
