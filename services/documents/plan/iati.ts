import XmlBuilder from 'fast-xml-builder';
import type { OutlineActivity, OutlineAxis, OutlineObjective, OutlinePart, Outcome } from '../../../shared/contract/plans/outline.ts';
import { type Language, render, type Text } from '../../../shared/contract/text.ts';
import type { PlanJob } from '../../../shared/worker/documents.ts';
import { datesOf, madeAt } from './iati-dates.ts';
import { participants, reporter } from './iati-parties.ts';
import { linesOf, objectiveItem } from './items.ts';

type Xml = Record<string, unknown>;
type Place = { part: OutlinePart['kind']; axis: OutlineAxis; objective: OutlineObjective; activity: OutlineActivity };

/** The codes of IATI's lists that we use: ActivityStatus, ActivityScope, DescriptionType, ResultType, IndicatorMeasure, OtherIdentifierType, Sector. */
const codes = {
  status: { pipeline: '1', implementation: '2', closed: '4' },
  regional: '2',
  description: { general: '1', objectives: '2', other: '4' },
  output: '1',
  qualitative: '5',
  internal: 'A1',
  migration: '15190',
} as const;

const builder = new XmlBuilder({ ignoreAttributes: false, suppressEmptyNode: true, suppressBooleanAttributes: false });

/**
 * A plan as IATI 2.03: an `iati-activity` for each activity of both parts, in the order that its schema asks for. Its identifier is the
 * reporter's, `ENLACE-<network>-<code>`, and the id of the activity, which stays the same from version to version; the reporter is the
 * organisation that keeps the plan, the network where none does. Money and places are left out: plans say nothing of either.
 */
export function planIati(job: PlanJob): Uint8Array {
  const places = job.outline.parts.flatMap(({ kind: part, axes }) =>
    axes.flatMap((axis) =>
      axis.objectives.flatMap((objective) => objective.activities.map((activity) => ({ part, axis, objective, activity }))),
    ),
  );
  const list = {
    '@_version': '2.03',
    '@_generated-datetime': madeAt(job.version.id),
    'iati-activity': places.map((place) => toIati(place, job)),
  };
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${builder.build({ 'iati-activities': list })}`);
}

function toIati(place: Place, job: PlanJob): Xml {
  const { activity } = place;
  const reporting = reporter(job);
  const own = idOf(place);
  return {
    '@_xml:lang': job.language,
    '@_last-updated-datetime': madeAt(job.version.id),
    'iati-identifier': `${reporting.ref}-${own}`,
    'reporting-org': { '@_ref': reporting.ref, '@_type': reporting.type, narrative: narratives(reporting.name) },
    title: { narrative: narratives(activity.text) },
    description: descriptions(place, job.language),
    'participating-org': participants(activity, job).map(({ name, ref, type, role }) => ({
      ...(ref ? { '@_ref': ref } : {}),
      ...(type ? { '@_type': type } : {}),
      '@_role': role,
      narrative: narratives(name),
    })),
    ...(activity.number === null ? {} : { 'other-identifier': { '@_ref': activity.number, '@_type': codes.internal } }),
    'activity-status': { '@_code': statusOf(place) },
    'activity-date': datesOf(activity, place.part, job.version.effectiveOn).map(({ type, day }) => ({ '@_type': type, '@_iso-date': day })),
    'activity-scope': { '@_code': codes.regional },
    sector: { '@_vocabulary': '1', '@_code': codes.migration },
    ...(activity.outcomes.length > 0 ? { result: activity.outcomes.map((outcome) => resultOf(outcome, activity)) } : {}),
  };
}

/** An activity that stands in a plan has an id; one that does not yet is told by its place. */
const idOf = ({ part, axis, activity }: Place) =>
  activity.id ?? [part, axis.code, activity.number ?? ''].join('-').replaceAll(/[^\w.-]/g, '_');

const narratives = (text: Text) => Object.entries(text).map(([language, words]) => ({ '@_xml:lang': language, '#text': words }));

/** What it is, what it is for, and what it rests on: the citations as printed. */
function descriptions({ axis, objective, activity }: Place, language: Language): Xml[] {
  const rests = [...new Set(activity.mandates.map(({ raw }) => raw))].join('\n');
  const aim = `${axis.code}. ${render(axis.title, language)}\n${linesOf(objectiveItem(objective, language)).join('\n')}`;
  return [
    { '@_type': codes.description.general, narrative: narratives(activity.text) },
    { '@_type': codes.description.objectives, narrative: [{ '@_xml:lang': language, '#text': aim }] },
    ...(rests === '' ? [] : [{ '@_type': codes.description.other, narrative: [{ '@_xml:lang': language, '#text': rests }] }]),
  ];
}

function statusOf({ part, activity }: Place): string {
  const { pipeline, implementation, closed } = codes.status;
  if (part === 'historical') return closed;
  const status = activity.schedule?.status;
  return status === 'continuous' || status === 'scheduled' ? implementation : pipeline;
}

/** An outcome in words: IATI wants an indicator in every result, which counts nothing here. */
const resultOf = ({ text }: Outcome, activity: OutlineActivity): Xml => ({
  '@_type': codes.output,
  title: { narrative: narratives(text) },
  indicator: { '@_measure': codes.qualitative, title: { narrative: narratives(activity.text) } },
});
