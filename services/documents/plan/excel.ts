import type { MandateRef, OutlineActivity, OutlineAxis, OutlineObjective, OutlinePart } from '../../../shared/contract/plans/outline.ts';
import { render } from '../../../shared/contract/text.ts';
import type { FileLanguage } from '../../../shared/contract/plans/documents.ts';
import type { PlanJob } from '../../../shared/worker/documents.ts';
import { type Column, workbook } from '../excel/workbook.ts';
import { type Wording, wordingIn } from './wording.ts';

type Place = { part: OutlinePart; axis: OutlineAxis; objective: OutlineObjective; activity: OutlineActivity };

/**
 * A plan as a workbook: a sheet with a row to each activity of both parts, and one with a row to each outcome. Every cell is text, so that
 * dates and numbers stay as printed and nothing is run.
 */
export function planExcel({ outline, language }: PlanJob): Uint8Array {
  const wording = wordingIn(language);
  const places = placesOf(outline.parts);
  const outcomes = places.flatMap((place) => outcomeRows(place, wording, language));
  return workbook([
    { name: wording.sheets.plan, columns: planColumns(wording), rows: places.map((place) => activityRow(place, wording, language)) },
    { name: wording.sheets.outcomes, columns: outcomeColumns(wording), rows: outcomes },
  ]);
}

const placesOf = (parts: readonly OutlinePart[]): Place[] =>
  parts.flatMap((part) =>
    part.axes.flatMap((axis) =>
      axis.objectives.flatMap((objective) => objective.activities.map((activity) => ({ part, axis, objective, activity }))),
    ),
  );

const column = (title: string, width: number): Column => ({ title, width });

const placeColumns = ({ columns, fields }: Wording) => [
  column(columns.part, 11),
  column(columns.axis, 30),
  column(fields.objectiveNumber, 10),
  column(columns.objective, 40),
  column(fields.activityNumber, 10),
  column(columns.activity, 50),
];

const planColumns = (wording: Wording) => [
  ...placeColumns(wording),
  column(wording.columns.responsible, 30),
  column(wording.columns.schedule, 20),
  column(wording.fields.status, 14),
  column(wording.fields.date, 14),
  column(wording.fields.cadence, 16),
  column(wording.fields.mandates, 40),
  column(wording.fields.planOfAction, 12),
  column(wording.fields.notes, 30),
];

const outcomeColumns = (wording: Wording) => [
  ...placeColumns(wording),
  column(wording.fields.outcomeNumber, 10),
  column(wording.columns.outcome, 60),
  column(wording.fields.events, 40),
  column(wording.fields.recurring, 10),
  column(wording.fields.mandates, 40),
];

function placeCells({ part, axis, objective, activity }: Place, { parts }: Wording, language: FileLanguage): string[] {
  const axisName = `${axis.code}. ${render(axis.title, language)}`;
  const objectiveCells = [objective.number ?? '', render(objective.text, language)];
  return [parts[part.kind], axisName, ...objectiveCells, activity.number ?? '', render(activity.text, language)];
}

function activityRow(place: Place, wording: Wording, language: FileLanguage): string[] {
  const { responsibilities, schedule, cadence, mandates, fromPlanOfAction, notes = [] } = place.activity;
  const often = [wording.cadences[cadence.kind], cadence.bodies.join(', ')].filter((one) => one !== '').join(': ');
  return [
    ...placeCells(place, wording, language),
    [...new Set(responsibilities.map(({ raw }) => raw))].join('\n'),
    schedule?.raw ?? '',
    schedule?.status ? wording.statuses[schedule.status] : '',
    schedule?.date ?? '',
    often,
    citedIn(mandates),
    fromPlanOfAction ? wording.yes : wording.no,
    notes.map(({ raw }) => raw).join('\n'),
  ];
}

const outcomeRows = (place: Place, wording: Wording, language: FileLanguage) =>
  place.activity.outcomes.map(({ number, text, events, recurring, mandates }) => [
    ...placeCells(place, wording, language),
    number ?? '',
    render(text, language),
    events.map(({ raw }) => raw).join('\n'),
    recurring ? wording.yes : wording.no,
    citedIn(mandates),
  ]);

const citedIn = (mandates: readonly MandateRef[]) => [...new Set(mandates.map(({ raw }) => raw))].join('\n');
