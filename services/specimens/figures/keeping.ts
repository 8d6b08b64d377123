import { eq } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import { relabel } from '../../../shared/access/relabel.ts';
import { type FieldError, Problem } from '../../../shared/contract/problem.ts';
import type { FigurePatch, PassportCount } from '../../../shared/contract/specimens/figures.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { figures } from '../../../shared/database/figures.ts';
import { isIssuer } from '../entries/checks.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';
import { selectFigures, versionOf } from './figures.ts';
import { auditOf, changedFrom, forGovernments, forOwn, isCountryOf, ofFigure, ofOne, versionStep } from './places.ts';

const isConfirmed = new Problem('conflict', { es: 'Ya está confirmada.', en: 'It is confirmed already.' });
const noIssuer = { es: 'No es un país de ISO 3166-1 ni de ICAO 9303', en: 'It is no country of ISO 3166-1 nor of ICAO 9303' };
const twice = { es: 'Esa nacionalidad está dos veces', en: 'That nationality is there twice' };

/**
 * Corrects a figure at the given version. One that was confirmed is a draft again and for its own organisation alone: its country confirmed
 * another number, and the network sees none that nobody stands for. The report that told it stays. Throws not-found, forbidden, stale,
 * unprocessable, personal-data.
 */
export async function correctFigure(context: Context, id: string, version: number, patch: FigurePatch) {
  assertNoPersonalData(patch.note ?? '', '/body/note');
  assertCounts(patch.counts ?? []);
  const { guards, steps } = relabel(context, figures, id, forOwn);
  const values = { ...patch, ...forOwn, state: 'draft', confirmedAt: null } as const;
  const [row] = await commit(context, {
    guards: [...may(context, 'figure:write', ofFigure(id), 'figure:read'), ...guards],
    steps: [versionStep(context, id, version), ...steps, { query: context.db.orm.update(figures).set(values).where(eq(figures.id, id)) }],
    audit: { action: 'figure:write', ...auditOf(id) },
    result: selectFigures(context, eq(figures.id, id)),
  });
  return versionOf(row);
}

/**
 * Confirms a figure in the name of its country, at the given version: the governments of the network see it from now on, and that is
 * recorded as the country's consent. Throws not-found, forbidden for who is no member today, stale, conflict when it is confirmed.
 */
export async function confirmFigure(context: Context, id: string, version: number) {
  const { guards, steps } = relabel(context, figures, id, forGovernments);
  const { network, source: organisation } = auditOf(id);
  const values = { ...forGovernments, state: 'confirmed', confirmedAt: context.now.toISOString() } as const;
  const [row] = await commit(context, {
    guards: [...may(context, 'figure:confirm', ofFigure(id), 'figure:read'), isCountryOf(context, ofOne(id, 'network')), ...guards],
    steps: [versionStep(context, id, version), ...steps, changedFrom(context, id, 'draft', values, isConfirmed)],
    audit: { action: 'figure:confirm', ...auditOf(id) },
    events: [{ type: 'specimens.figure.confirmed', subject: id, network, organisation, ...forGovernments, data: { figure: id } }],
    result: selectFigures(context, eq(figures.id, id)),
  });
  return versionOf(row);
}

/** Refuses nationalities that no passport has, and one that is counted twice. */
function assertCounts(counts: readonly PassportCount[]): void {
  const known = new Set<string>();
  const errors = counts.flatMap(({ nationality }, index): FieldError[] => {
    const detail = isIssuer(nationality) ? (known.has(nationality) ? twice : undefined) : noIssuer;
    known.add(nationality);
    return detail ? [{ pointer: `/body/counts/${index}/nationality`, detail }] : [];
  });
  if (errors.length > 0) throw new Problem('unprocessable', errors[0]?.detail, { errors: errors.slice(0, 100) });
}
