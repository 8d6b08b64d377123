import type { MandateRef, OutlineActivity, OutlineObjective, Outcome } from '../../../shared/contract/plans/outline.ts';
import { type Language, type Text, render } from '../../../shared/contract/text.ts';
import { outcomeLines } from './outcome-lines.ts';

/** What a cell prints under one number, line by line; `open` when it is pending or still to be defined. */
export type Item = { label: string; lines: string[]; open: boolean };

/** What the cells of one row print for one activity. */
export type ActivityItems = { activity: Item; responsible: Item[]; schedule: Item[]; outcomes: Item[] };

const parenthesised = /\([^()]*\)/g;
const mostLower = 0.05;

/** A text of the Plan of Action in capitals; as it stands where it is printed so, for its references are not in capitals (register PL-06). */
function inCapitals(text: string): string {
  const bare = text.replace(parenthesised, '');
  const count = (letters: RegExp) => bare.match(letters)?.length ?? 0;
  return count(/\p{Ll}/gu) <= count(/\p{L}/gu) * mostLower ? text : text.toUpperCase();
}

const said = (text: Text, language: Language, fromPlanOfAction: boolean): string[] => {
  const printed = render(text, language);
  return (fromPlanOfAction ? inCapitals(printed) : printed).split('\n');
};

/**
 * The citations that were found in one cell, each parenthesis once: one that holds several references is the same text for each of
 * them. What the text prints itself is not printed again.
 */
function citationsIn(mandates: readonly MandateRef[], cell: MandateRef['foundIn'], text: string): string[] {
  const printed: string[] = [];
  let left = 0;
  for (const { raw, foundIn } of mandates) {
    if (foundIn !== cell || text.includes(raw)) continue;
    if (left > 0 && printed.at(-1) === raw) left--;
    else {
      printed.push(raw);
      left = raw.split(';').length - 1;
    }
  }
  return printed;
}

/** Lines with what follows the last of them. */
function followed(lines: readonly string[], after: readonly string[]): string[] {
  const last = [lines.at(-1) ?? '', ...after].filter((one) => one !== '').join(' ');
  return [...lines.slice(0, -1), last];
}

function notesIn({ notes = [] }: OutlineActivity, cell: 'activity' | 'responsible', text: string): string[] {
  return notes.flatMap(({ raw, foundIn }) => (foundIn === cell && !text.includes(raw) ? [raw] : []));
}

/** The number of an item as it is printed before it: one without dots needs one to be told from a figure. */
export const labelOf = (number: string | null) => (number === null || number.includes('.') ? (number ?? '') : `${number}.`);

function activityItem(activity: OutlineActivity, language: Language): Item {
  const lines = said(activity.text, language, activity.fromPlanOfAction);
  const text = lines.join('\n');
  const after = [...citationsIn(activity.mandates, 'activity', text), ...notesIn(activity, 'activity', text)];
  return { label: labelOf(activity.number), lines: followed(lines, after), open: activity.placeholder };
}

/** The party texts of an activity in their order: parties of one text stand one after the other. */
const partyTexts = ({ responsibilities }: OutlineActivity): string[] =>
  responsibilities.map(({ raw }) => raw).filter((raw, at, all) => at === 0 || raw !== all[at - 1]);

function responsibleItems(activity: OutlineActivity): Item[] {
  const texts = partyTexts(activity);
  const all = texts.join('\n');
  const after = [...citationsIn(activity.mandates, 'responsible', all), ...notesIn(activity, 'responsible', all)];
  if (texts.length === 0 && after.length === 0) return [];
  const label = activity.number === null ? '' : `${activity.number}.1`;
  return followed(texts.length > 0 ? texts : [''], after).map((text) => ({ label, lines: text.split('\n'), open: false }));
}

function scheduleItems({ number, mandates, schedule }: OutlineActivity): Item[] {
  const raw = schedule?.raw ?? '';
  const lines = followed([raw], citationsIn(mandates, 'schedule', raw));
  if (lines.join('') === '') return [];
  const open = schedule?.status === 'pending' || schedule?.status === 'toBeDefined';
  return [{ label: number === null ? '' : `${number}.1.1`, lines, open }];
}

function outcomeItem(outcome: Outcome, language: Language): Item {
  const lines = said(outcome.text, language, false);
  const cited = followed(lines, citationsIn(outcome.mandates, 'outcome', lines.join('\n')));
  return { label: labelOf(outcome.number), lines: outcomeLines(lines, cited, outcome.events), open: false };
}

/** What each cell prints for an activity: its text, who is responsible, the calendar and the outcomes, with citations and notes where they were found. */
export function itemsOf(activity: OutlineActivity, language: Language): ActivityItems {
  return {
    activity: activityItem(activity, language),
    responsible: responsibleItems(activity),
    schedule: scheduleItems(activity),
    outcomes: activity.outcomes.map((outcome) => outcomeItem(outcome, language)),
  };
}

/** What the cell of an objective prints. */
export function objectiveItem({ number, text, fromPlanOfAction }: OutlineObjective, language: Language): Item {
  return { label: number === null ? '' : `${number}.`, lines: said(text, language, fromPlanOfAction), open: false };
}

/** An item as text, its number before its first line. */
export const linesOf = ({ label, lines }: Item): string[] => [`${label} ${lines[0] ?? ''}`.trim(), ...lines.slice(1)];
