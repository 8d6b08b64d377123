import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { CorridorEnd } from '../../../shared/contract/directory/corridor.ts';
import { type Term, type Taxonomy, taxonomies } from '../../../shared/contract/directory/taxonomies.ts';
import type { Text } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import { listings } from '../../../shared/database/listings.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { type PublicPart, publicServices } from '../../../shared/database/public-directory.ts';

/** The kinds of help that somebody needs at either end of a journey, with all that is under them (register DI-04, DI-09). */
const helpAt = {
  departure: ['repatriation', 'documentation', 'shelter', 'protection', 'legal', 'information', 'interpretation'],
  reception: [
    'reception',
    'family-reunification',
    'shelter',
    'health',
    'psychosocial',
    'legal',
    'education',
    'work',
    'material',
    'protection',
  ],
} as const;

const most = 100;
const taxonomy = (code: string): Taxonomy | undefined => taxonomies.find((one) => one.code === code);
const termsOf = (code: string): readonly Term[] => taxonomy(code)?.terms ?? [];

const under = (codes: readonly string[]) =>
  ids(termsOf('help').filter(({ code, parent = '' }) => codes.includes(code) || codes.includes(parent)));
const ids = (terms: readonly Term[]) => JSON.stringify(terms.map(({ id }) => id));

/** A profile, what is above it and what is under it: whoever serves those serves it. */
function related(profile: string): string {
  const above = termsOf('profile').find(({ code }) => code === profile)?.parent;
  return ids(termsOf('profile').filter(({ code, parent }) => code === profile || parent === profile || code === above));
}

type Wanted = { network: string; country: string; end: keyof typeof helpAt; profile: string | undefined };

/**
 * The query for the services of a country that the public finds and that help at an end of a journey; with a profile, those for it first,
 * then those that are for nobody in particular. What it reads of them is what anyone may.
 */
export function servicesAt({ db }: Context, { network, country, end, profile }: Wanted) {
  const has = (terms: string) =>
    sql`exists (select 1 from public_terms t where t.service_position = public_services.position and t.term_id in (select value from json_each(${terms})))`;
  const forIt = profile === undefined ? sql`0` : has(related(profile));
  const forAnybody = sql`not exists (select 1 from public_terms t where t.service_position = public_services.position
    and t.taxonomy_id = ${taxonomy('profile')?.id ?? ''})`;
  return db.orm
    .select({
      id: publicServices.id,
      card: publicServices.card,
      rest: publicServices.rest,
      assuredOn: publicServices.assuredOn,
      organisation: sql<string>`(select o.card -> '$.name' from public_organisations o where o.id = public_services.organisation_id)`,
      places: sql<string>`(select json_group_array(json_object('hidden', l.hidden, 'phones', json_array(
          json(coalesce(p.rest -> '$.phones', '[]')), json(coalesce(l.rest -> '$.phones', '[]')))))
        from public_service_places p join public_locations l on l.id = p.location_id where p.service_id = public_services.id)`,
    })
    .from(listings)
    .innerJoin(publicServices, eq(publicServices.id, listings.id))
    .where(
      and(
        networkIs(listings.network, network),
        eq(listings.country, country),
        eq(listings.kind, 'service'),
        eq(listings.state, 'published'),
        eq(publicServices.listed, true),
        sql`${publicServices.status} <> 'inactive'`,
        has(under(helpAt[end])),
        profile === undefined ? undefined : sql`(${forIt} or ${forAnybody})`,
      ),
    )
    .orderBy(...(profile === undefined ? [] : [desc(forIt)]), asc(listings.id))
    .limit(most);
}

type Found = Awaited<ReturnType<typeof servicesAt>>[number];
type Place = { hidden: number; phones: PublicPart[][] };

/** A service as a corridor shows it. Of one at a hidden place its telephones are the way in, as the public knows it. */
export function toCorridorService({ id, card, rest, organisation, places, assuredOn }: Found): CorridorEnd['services'][number] {
  const at = JSON.parse(places) as Place[];
  const phones = [...((rest['phones'] ?? []) as PublicPart[]), ...at.flatMap((place) => place.phones.flat())];
  const once = new Map(phones.map((phone) => [String(phone['number']), phone]));
  return {
    id,
    name: card['name'] as Text,
    organisation: JSON.parse(organisation) as Text,
    phones: [...once.values()].slice(0, 200).map((phone) => ({
      number: String(phone['number']),
      extension: (phone['extension'] as number | undefined) ?? null,
      description: (phone['description'] as Text | undefined) ?? null,
    })),
    hidden: at.some(({ hidden }) => Boolean(hidden)),
    assuredOn,
  };
}
