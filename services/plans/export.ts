import { and, desc, eq, or, sql } from 'drizzle-orm';
import { ofOrganisation, predicate } from '../../shared/access/predicate.ts';
import { read } from '../../shared/access/read.ts';
import { type FileLanguage, type PlanFormat, planFormats } from '../../shared/contract/plans/documents.ts';
import type { Outline } from '../../shared/contract/plans/outline.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { FileBody } from '../../shared/contract/route.ts';
import type { Context } from '../../shared/database/context.ts';
import { memberships, networks, organisations } from '../../shared/database/identity.ts';
import { plans } from '../../shared/database/plans.ts';
import { type PlanJob, renderDocument } from '../../shared/worker/documents.ts';
import { outlineFrom, outlineQueries } from './outline.ts';
import { thePlan, versionOf } from './visible-version.ts';

type Wanted = { format: PlanFormat; language: FileLanguage; version?: number | undefined };
type Exported = { body: Outline | (FileBody & { mediaType: (typeof planFormats)[Exclude<PlanFormat, 'json'>] }); version: string };
type Place = { organisation: string; code: string; kind: PlanJob['organisations'][number]['kind']; name: PlanJob['network']['name'] };

/**
 * A plan in a version, the current one unless told, as a file of a format made by the documents worker; as JSON its tree. Its validator is
 * that version with format and language. Organisations that the caller may not see stand in it by their code alone. Throws not-found.
 */
export async function exportPlan(
  context: Context,
  documents: () => Fetcher,
  id: string,
  { format, language, version: number }: Wanted,
): Promise<Exported> {
  const [[plan], places, ...rows] = await read(context, [
    selectPlan(context, id),
    selectPlaces(context, id),
    ...outlineQueries(context, versionOf(context, id, number)),
  ]);
  const found = outlineFrom(rows);
  if (!plan || !found) throw new Problem('not-found');
  const version = `${found.version.id}-${format}-${language}`;
  if (format === 'json') return { body: found.outline, version };
  const file = await renderDocument(documents(), jobOf(plan, places, found, { format, language }));
  const name = `${plan.network.code.toLowerCase()}-plan-v${found.version.number}-${language}.${format === 'iati' ? 'xml' : format}`;
  return { body: { file, mediaType: planFormats[format], name }, version };
}

type Found = NonNullable<ReturnType<typeof outlineFrom>>;
type Kept = Pick<PlanJob, 'network'> & { organisation: string | null };

function jobOf(plan: Kept, places: Place[], { version, outline }: Found, asked: Pick<PlanJob, 'format' | 'language'>): PlanJob {
  return {
    kind: 'plan',
    ...asked,
    version: { id: version.id, number: version.number, effectiveOn: version.effectiveOn },
    network: plan.network,
    source: named(places.filter(({ organisation }) => organisation === plan.organisation))[0] ?? null,
    organisations: named(places),
    outline,
  };
}

const selectPlan = (context: Context, id: string) =>
  context.db.orm
    .select({ organisation: plans.organisation, network: { code: networks.code, name: networks.name } })
    .from(plans)
    .innerJoin(networks, eq(networks.id, plans.network))
    .where(thePlan(context, id));

/** Who is and was in the plan's network, the newest first, as far as the caller may see them; and who keeps the plan, whoever reads it. */
function selectPlaces(context: Context, id: string) {
  const ofPlan = (column: typeof plans.network | typeof plans.organisation) =>
    sql`(select ${column} from ${plans} where ${thePlan(context, id)})`;
  const seen = predicate(context, 'organisation:read', ofOrganisation(organisations.id));
  return context.db.orm
    .select({ organisation: organisations.id, code: memberships.code, kind: memberships.role, name: organisations.name })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisation))
    .where(and(sql`${memberships.network} = ${ofPlan(plans.network)}`, or(seen, sql`${organisations.id} = ${ofPlan(plans.organisation)}`)))
    .orderBy(desc(memberships.from), desc(memberships.id));
}

/** The organisations by code; a code that another one bore before means who bears it now. */
function named(places: readonly Place[]): PlanJob['organisations'] {
  const codes = new Set<string>();
  return places.flatMap(({ code, kind, name }) => {
    if (codes.has(code)) return [];
    codes.add(code);
    return [{ code, kind, name }];
  });
}
