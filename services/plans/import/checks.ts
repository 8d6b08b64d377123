import type { Outline, OutlineActivity } from '../../../shared/contract/plans/outline.ts';
import type { Context } from './context.ts';
import { words } from './vocabulary.ts';
import { fold, stripStop } from './words.ts';

const itemWords = words((vocabulary) => vocabulary.itemWords).join('|');
const pointer = new RegExp(
  `\\b(?:${itemWords}) \\d{1,2}(?:\\.\\d{1,2}){0,3} (?:de este|de ese|del presente|del|de|of this|of the|of) plan\\b`,
);

type Place = { where: string; text: string; activity: OutlineActivity };

function printed(text: object): string {
  return String(Object.values(text)[0] ?? '');
}

function activities(outline: Outline): Place[] {
  return outline.parts.flatMap((part) =>
    part.axes.flatMap((axis) =>
      axis.objectives.flatMap((objective) =>
        objective.activities.map((activity, at) => ({
          where: `${part.kind} ${axis.code} ${activity.number ?? `#${at + 1}`}`,
          text: printed(activity.text),
          activity,
        })),
      ),
    ),
  );
}

function earliest(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

function checkDates(context: Context, outline: Outline, { where, activity }: Place): void {
  const { updatedOn } = outline;
  if (updatedOn === null) return;
  const holders = [
    { where, mandates: activity.mandates },
    ...activity.outcomes.map((one) => ({ where: `${where} outcome ${one.number ?? ''}`.trim(), mandates: one.mandates })),
  ];
  for (const holder of holders) {
    const later = holder.mandates.find((mandate) => mandate.date !== null && earliest(mandate.date) > latest(updatedOn));
    if (later) context.report('content-after-date', holder.where, later.raw);
  }
}

function latest(date: string): string {
  return `${date}${'-12-31'.slice(date.length - 4)}`.slice(0, 10);
}

function checkPointers(context: Context, { where, text, activity }: Place): void {
  for (const one of [text, ...activity.outcomes.map((outcome) => printed(outcome.text))]) {
    if (pointer.test(fold(one))) context.report('cross-reference', where, one);
  }
}

function checkDuplicates(context: Context, outline: Outline): void {
  const active = new Set<string>();
  for (const part of outline.parts) {
    for (const axis of part.axes) {
      axis.objectives.forEach((objective, at) => {
        const key = stripStop(fold(printed(objective.text)));
        if (part.kind === 'active') active.add(key);
        else if (active.has(key))
          context.report('duplicate-objective', `${part.kind} ${axis.code} ${objective.number ?? `#${at + 1}`}`, printed(objective.text));
      });
    }
  }
}

/** Reports what only the whole outline shows: references later than its date, pointers to other items, objectives in both parts (irregularities N11, N12, PL-10). */
export function checkOutline(context: Context, outline: Outline): void {
  for (const place of activities(outline)) {
    checkDates(context, outline, place);
    checkPointers(context, place);
  }
  checkDuplicates(context, outline);
}
