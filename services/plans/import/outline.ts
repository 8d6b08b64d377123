import type { Citation, Outline, OutlineAxis, OutlineObjective } from '../../../shared/contract/plans/outline.ts';
import { type Gathered, readActivity } from './activities.ts';
import { type Context, joinLines, toText } from './context.ts';
import { limits, notAPlan, tooLarge } from './document.ts';
import { readTitle, readUpdatedOn } from './front.ts';
import { type Item, readObjective } from './items.ts';
import { placeOf, readRow } from './rows.ts';
import type { Section, Sections } from './sections.ts';
import { cutCitations } from '../citations.ts';
import { clean, fold, isCapitals } from './words.ts';

type Group = { objective: Item; where: string; gathered: Gathered[] };

const untitled = { es: 'Plan de trabajo', en: 'Work plan', pt: 'Plano de trabalho', fr: 'Plan de travail' };

/** The rows of an axis by objective: an empty or repeated objective cell goes on with the objective above. */
function groupRows(context: Context, section: Section): Group[] {
  const groups: Group[] = [];
  for (const row of section.rows) {
    const lines = row.get('objective').filter((line) => line.trim() !== '');
    let group = groups.at(-1);
    if (!group || (lines.length > 0 && !isSame(group.objective, readObjective(lines)))) {
      group = { objective: readObjective(lines), where: '', gathered: [] };
      group.where = placeOf(section, group.objective.number, groups.length);
      groups.push(group);
      if (lines.length === 0) context.report('missing-objective', group.where, '');
    }
    group.gathered.push(...readRow(context, section, row, group.objective, group.gathered));
  }
  return groups;
}

function isSame(one: Item, other: Item): boolean {
  return one.number === other.number && fold(one.lines.join(' ')) === fold(other.lines.join(' '));
}

const joinedSentence = /[.]\s+(?:Y|AND)\s+\p{Lu}{3,}/u;
const joinedClause = /\p{L}[^\S\n]{2,}\p{L}+(?:AR|ER|IR)(?:\s)/iu;

function reportObjective(context: Context, group: Group, text: string, citations: readonly Citation[]): void {
  const { objective, where } = group;
  const printed = objective.lines.join('\n');
  if (objective.number === null && text !== '') context.report('unnumbered', where, text);
  if (joinedSentence.test(printed) || joinedClause.test(printed)) context.report('fused-objective', where, text);
  for (const citation of citations) context.report('citation-elsewhere', where, citation.raw);
  if (group.gathered.length === 0) context.report('no-activities', where, text);
}

function readGroup(context: Context, group: Group): OutlineObjective {
  const text = joinLines(group.objective.lines);
  const { text: uncited, citations } = cutCitations(text, context.bodies);
  reportObjective(context, group, text, citations);
  return {
    number: group.objective.number,
    text: toText(context, text || '—'),
    fromPlanOfAction: isCapitals(uncited),
    activities: group.gathered.map((gathered) => readActivity(context, gathered)),
  };
}

function readAxis(context: Context, section: Section, title: string): OutlineAxis {
  if (section.title === null) context.report('missing-axis', `${section.part} ${section.code ?? 'A'}`, '');
  const objectives = groupRows(context, section).map((group) => readGroup(context, group));
  return { code: section.code ?? 'A', title: toText(context, clean(section.title ?? title)), objectives };
}

function checkSize(outline: Outline): void {
  const activities = outline.parts.flatMap((part) => part.axes.flatMap((axis) => axis.objectives.map((one) => one.activities.length)));
  const total = activities.reduce((sum, count) => sum + count, 0);
  if (total > limits.activities) {
    throw tooLarge(`El plan pasa de ${limits.activities} actividades`, `The plan has more than ${limits.activities} activities`);
  }
  if (total === 0) throw notAPlan('El documento no contiene actividades', 'The document holds no activities');
}

/**
 * The outline of a plan out of its sections: title, date of update, the active part and, where printed, the historical one
 * (register PL-01 to PL-03, PL-10). Throws `not-a-plan` without activities, `too-large` beyond 2,000 of them.
 */
export function buildOutline(context: Context, { front, sections }: Sections): Outline {
  const title = readTitle(front);
  if (title === null) context.report('missing-title', 'document', '');
  const named = clean(title ?? untitled[context.language]);
  const parts = (['active', 'historical'] as const).map((kind) => ({
    kind,
    axes: sections.filter((section) => section.part === kind).map((section) => readAxis(context, section, named)),
  }));
  const kept = parts.filter((part) => part.kind === 'active' || part.axes.length > 0);
  const outline: Outline = { title: toText(context, named), updatedOn: readUpdatedOn(front), parts: kept };
  checkSize(outline);
  return outline;
}
