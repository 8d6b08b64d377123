import { type SQL, sql } from 'drizzle-orm';
import {
  type Namer,
  type PurposeAudience,
  standardPurpose,
  standardPurposes,
} from '../../../shared/contract/directory/standard-purposes.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPurposes } from '../../../shared/database/focal-points.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { openOn } from '../../../shared/database/periods.ts';
import { authorityOf } from '../listings/places.ts';

const wrong = (es: string, en: string) =>
  new Problem('unprocessable', { es, en }, { errors: [{ pointer: '/body/purposes', detail: { es, en } }] });

const unknown = wrong('La red no tiene una de esas funciones.', 'The network has no such purpose.');
const notTheCountry = wrong(
  'Para una de esas funciones nombra solo el miembro que responde por el país.',
  'For one of those purposes only the member that answers for the country names somebody.',
);
const notCivilSociety = wrong(
  'Para una de esas funciones nombra solo una organización de sociedad civil de la red.',
  'For one of those purposes only an organisation of civil society of the network names somebody.',
);

const listOf = (codes: readonly string[]) => sql`(select value from json_each(${JSON.stringify(codes)}))`;
const ownOf = (network: unknown) => sql`select ${focalPurposes.code} from ${focalPurposes} where ${focalPurposes.network} = ${network}`;

/** That each of the purposes is of the standard list or of the network's own. */
export function purposesAreKnown(network: unknown, codes: readonly string[]): Guard[] {
  const others = codes.filter((code) => !standardPurpose(code));
  if (others.length === 0) return [];
  return [
    {
      holds: sql`not exists (select 1 from json_each(${JSON.stringify(others)}) j where j.value not in (${ownOf(network)}))`,
      problem: unknown,
    },
  ];
}

type Post = { network: unknown; country: unknown; organisation: unknown; purposes: unknown };

/** That the organisation may name somebody for these purposes (a JSON array) of this country today (register DI-02, DI-03, DI-07). */
export function mayName(context: Context, { network, country, organisation, purposes }: Post): Guard[] {
  const today = context.now.toISOString().slice(0, 10);
  const isCivil = sql`exists (select 1 from ${memberships} where ${memberships.network} = ${network} and ${memberships.organisation} = ${organisation}
    and ${memberships.role} = 'civil_society' and ${openOn(memberships, today)})`;
  return [
    {
      holds: sql`(not ${asksFor(purposes, 'country')} or ${authorityOf(context, network, country)} = ${organisation})`,
      problem: notTheCountry,
    },
    { holds: sql`(not ${asksFor(purposes, 'civil_society')} or ${isCivil})`, problem: notCivilSociety },
  ];
}

function asksFor(purposes: unknown, namer: Namer): SQL {
  const codes = standardPurposes.filter(({ namedBy }) => namedBy === namer).map(({ code }) => code);
  return sql`exists (select 1 from json_each(${purposes}) j where j.value in ${listOf(codes)})`;
}

/** The label of a focal point of a network for these purposes: the narrowest of their audiences. Known here, or by the database alone. */
export function labelFor(network: unknown, codes: readonly string[]): { tlp: 'AMBER' | 'GREEN' | SQL; audience: PurposeAudience | SQL } {
  if (codes.some((code) => standardPurpose(code)?.audience === 'governments')) return { tlp: 'AMBER', audience: 'governments' };
  const others = codes.filter((code) => !standardPurpose(code));
  if (others.length === 0) return { tlp: 'GREEN', audience: 'network' };
  const narrow = sql`exists (select 1 from ${focalPurposes} where ${focalPurposes.network} = ${network}
    and ${focalPurposes.code} in ${listOf(others)} and ${focalPurposes.audience} = 'governments')`;
  return {
    tlp: sql`(case when ${narrow} then 'AMBER' else 'GREEN' end)`,
    audience: sql`(case when ${narrow} then 'governments' else 'network' end)`,
  };
}
