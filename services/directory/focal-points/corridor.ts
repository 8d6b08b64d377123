import { type SQL, and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import type { Corridor, CorridorEnd } from '../../../shared/contract/directory/corridor.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Text } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { networks, organisations } from '../../../shared/database/identity.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { openOn } from '../../../shared/database/periods.ts';
import { servicesAt, toCorridorService } from './corridor-services.ts';
import { isFor, opening, toFocalPoint } from './focal-points.ts';
import { type Row, holdsAudience, visibleFocalPoint } from './places.ts';

type Asked = { from: string; to: string; network: string; profile?: string | undefined };
type Link = { row: Row; organisationName: Text };

/** The post that each country must have, whoever travels (register DI-03). */
const link = 'repatriation-link';
const most = 200;

/**
 * Both ends of a journey in one answer: the current links of either country that the caller may see, and the published services that help
 * there. Opening links above GREEN is audited. Throws not-found when the network is not the caller's (register DI-03, DI-04).
 */
export async function getCorridor(context: Context, { from, to, network, profile }: Asked): Promise<Corridor> {
  const today = context.now.toISOString().slice(0, 10);
  const purposes = [link, 'consular', ...(profile === 'children-adolescents' ? ['child-protection'] : [])];
  const wanted = and(
    visibleFocalPoint(context),
    networkIs(focalPoints.network, network),
    inArray(focalPoints.country, [from, to]),
    openOn(focalPoints, today),
    isFor(purposes),
  );
  const [[there], links, leaving, arriving] = await read(
    context,
    [
      theNetwork(context, network),
      selectLinks(context, wanted),
      servicesAt(context, { network, country: from, end: 'departure', profile }),
      servicesAt(context, { network, country: to, end: 'reception', profile }),
    ],
    opening(context, wanted, most),
  );
  if (!there) throw new Problem('not-found');
  const endOf = (country: string, services: typeof leaving): CorridorEnd => ({
    country,
    ...postsOf(country, links, purposes, Boolean(there.governments)),
    services: services.map(toCorridorService),
  });
  return { network: there.id, on: today, profile: profile ?? null, departure: endOf(from, leaving), reception: endOf(to, arriving) };
}

/** The network, if the caller reads in it at all; and whether it reads what is for governments. */
const theNetwork = (context: Context, network: string) =>
  context.db.orm
    .select({ id: networks.id, governments: sql<number>`${holdsAudience(context, sql`networks.id`, 'governments')}` })
    .from(networks)
    .where(and(networkIs(networks.id, network), holdsAudience(context, networks.id, 'network')));

const selectLinks = ({ db }: Context, wanted: SQL | undefined) =>
  db.orm
    .select({ row: focalPoints, organisationName: organisations.name })
    .from(focalPoints)
    .innerJoin(organisations, eq(organisations.id, focalPoints.organisation))
    .where(wanted)
    .orderBy(desc(focalPoints.main), asc(focalPoints.id))
    .limit(most);

/** The links of a country, and the posts that nobody holds: said to those alone who would see whoever held them. */
function postsOf(country: string, all: Link[], purposes: string[], seesAll: boolean) {
  const links = all.filter(({ row }) => row.country === country);
  const missing = purposes.filter((purpose) => !links.some(({ row }) => row.main && row.purposes.includes(purpose)));
  return {
    vacant: seesAll ? missing.includes(link) : null,
    missing: seesAll ? missing : null,
    links: links.map(({ row, organisationName }) => ({ ...toFocalPoint(row), organisationName })),
  };
}
