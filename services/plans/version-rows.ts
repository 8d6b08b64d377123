import { v7 as uuid } from 'uuid';
import type { Activity } from '../../shared/contract/plans/activities.ts';
import type { Citation, MandateRef, Outline, OutlineActivity, OutlineObjective, Outcome } from '../../shared/contract/plans/outline.ts';
import type { Text } from '../../shared/contract/text.ts';
import type { Skeleton, activities, citations, mandates, objectives, responsibilities } from '../../shared/database/plans.ts';
import { mandateKey } from './mandate-key.ts';

/** The rows of one version of a plan. */
export type VersionRows = {
  title: Text;
  skeleton: Skeleton;
  objectives: (typeof objectives.$inferInsert)[];
  activities: (typeof activities.$inferInsert)[];
  responsibilities: (typeof responsibilities.$inferInsert)[];
  mandates: (typeof mandates.$inferInsert)[];
  citations: (typeof citations.$inferInsert)[];
};

/**
 * What the rows belong to, and what is known already: the ids of the network's mandates by key, the texts of the current items by id
 * and of its headings by key. */
export type VersionPlace = { version: string; plan: string; network: string; mandateIds: Map<string, string>; before: Map<string, Known> };

/** An item of the current version, as far as the next one takes over from it. */
export type Known = { text: Text; outcomes?: Outcome[] };

/** Opens an outline into the rows of a version. Items without an id are new and get one; mandates are shared by all that cite them. */
export function rowsOf(outline: Outline, place: VersionPlace): VersionRows {
  const title = carried(place, titleKey, outline.title);
  const skeleton = outline.parts.map(({ kind, axes }) => ({
    kind,
    axes: axes.map((axis) => ({ code: axis.code, title: carried(place, axisKey(kind, axis.code), axis.title) })),
  }));
  const rows: VersionRows = { title, skeleton, objectives: [], activities: [], responsibilities: [], mandates: [], citations: [] };
  for (const { kind: part, axes } of outline.parts) {
    for (const { code: axis, objectives: list } of axes) {
      for (const objective of list) addObjective(rows, place, objective, { part, axis });
    }
  }
  return rows;
}

const titleKey = 'title';
const axisKey = (part: string, code: string) => `${part} ${code}`;

/** The title and the axes of a version, by the keys under which the next one finds them. */
export const headings = ({ title, parts }: { title: Text; parts: Skeleton }): [string, Known][] => [
  [titleKey, { text: title }],
  ...parts.flatMap(({ kind, axes }) => axes.map((axis): [string, Known] => [axisKey(kind, axis.code), { text: axis.title }])),
];

type Where = { part: Activity['part']; axis: string };

function addObjective(rows: VersionRows, place: VersionPlace, objective: OutlineObjective, where: Where): void {
  const id = objective.id ?? uuid();
  const { number, fromPlanOfAction } = objective;
  const content = { id, number, text: carried(place, id, objective.text), fromPlanOfAction };
  rows.objectives.push({ version: place.version, id, ordinal: rows.objectives.length, ...where, content });
  for (const activity of objective.activities) addActivity(rows, place, activity, { ...where, objective: { id, number } });
}

function addActivity(rows: VersionRows, place: VersionPlace, item: OutlineActivity, where: Where & Pick<Activity, 'objective'>): void {
  const { version, plan, network } = place;
  const id = item.id ?? uuid();
  const content: Activity = {
    id,
    plan,
    network,
    ...where,
    number: item.number,
    text: carried(place, id, item.text),
    fromPlanOfAction: item.fromPlanOfAction,
    placeholder: item.placeholder,
    mandates: item.mandates.map((mandate) => withMandateId(rows, place, mandate)),
    responsibilities: item.responsibilities,
    schedule: item.schedule,
    cadence: item.cadence,
    ...(item.notes ? { notes: item.notes } : {}),
    outcomes: item.outcomes.map((outcome) => withOutcomeId(rows, place, outcome, place.before.get(id)?.outcomes ?? [])),
  };
  rows.activities.push({
    version,
    id,
    plan,
    network,
    current: true,
    ordinal: rows.activities.length,
    part: where.part,
    axis: where.axis,
    objective: where.objective.id,
    number: item.number,
    scheduleStatus: item.schedule?.status ?? null,
    cadence: item.cadence.kind,
    fromPlanOfAction: item.fromPlanOfAction,
    placeholder: item.placeholder,
    orphan: where.part === 'active' && !item.placeholder && item.mandates.length === 0,
    content,
  });
  const cited = [...content.mandates, ...content.outcomes.flatMap(({ mandates: list }) => list)].flatMap((mandate) => mandate.id ?? []);
  rows.citations.push(...[...new Set(cited)].map((mandate) => ({ version, activity: id, mandate })));
  item.responsibilities.forEach(({ party, role }, ordinal) => {
    rows.responsibilities.push({ version, activity: id, ordinal, party: party.organisation ?? party.kind, role });
  });
}

/** The text with the other languages of the item before, as long as the text in its own language is the same or was not there. */
function carried({ before }: VersionPlace, id: string, text: Text): Text {
  const known = before.get(id)?.text;
  if (!known) return text;
  const unchanged = Object.entries(text).every(([language, words]) => (known[language as keyof Text] ?? words) === words);
  return unchanged ? { ...known, ...text } : text;
}

function withOutcomeId(rows: VersionRows, place: VersionPlace, outcome: Outcome, known: Outcome[]): Outcome {
  const same = known.find(({ number }) => number !== null && number === outcome.number);
  const text = same ? carried({ ...place, before: new Map([[same.id ?? '', same]]) }, same.id ?? '', outcome.text) : outcome.text;
  return {
    ...outcome,
    id: outcome.id ?? same?.id ?? uuid(),
    text,
    mandates: outcome.mandates.map((mandate) => withMandateId(rows, place, mandate)),
  };
}

/** The mandate's row is written again when it is known: what it prints is what the newest document prints. */
function withMandateId(rows: VersionRows, place: VersionPlace, mandate: MandateRef): MandateRef {
  const key = mandateKey(mandate);
  const id = place.mandateIds.get(key) ?? uuid();
  place.mandateIds.set(key, id);
  if (!rows.mandates.some((row) => row.id === id)) rows.mandates.push({ id, network: place.network, key, ...citationOf(mandate) });
  return { ...mandate, id };
}

const citationOf = ({ raw, point, instrument, body, session, place, date, complete }: MandateRef): Citation => ({
  raw,
  point,
  instrument,
  body,
  session,
  place,
  date,
  complete,
});
