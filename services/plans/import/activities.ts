import type { OutlineActivity, Schedule } from '../../../shared/contract/plans/outline.ts';
import { parseCadence } from './cadence.ts';
import { type Context, joinLines, takeMandates, takeNote, toText } from './context.ts';
import type { Item } from './items.ts';
import { readOutcome } from './outcomes.ts';
import { parseParties } from './parties.ts';
import { isPlaceholder, parseSchedule } from './schedule.ts';
import { isCapitals } from './words.ts';

/** An activity with what the other cells of its row say about it. */
export type Gathered = {
  item: Item;
  responsible: Item[];
  schedule: Item[];
  outcomes: Item[];
  part: 'active' | 'historical';
  where: string;
};

type Mandates = OutlineActivity['mandates'];

function readParties(context: Context, items: readonly Item[], where: string) {
  const read = items.map((item) => {
    const { text, mandates } = takeMandates(context, joinLines(item.lines), 'responsible', where);
    const bare = takeNote(context, text, 'responsible', where);
    const parsed = parseParties(bare.text, context.parties);
    parsed.unknown.forEach((name) => context.report('unknown-party', where, name));
    parsed.duties.forEach((duty) => context.report('party-duty', where, duty));
    return { responsibilities: parsed.responsibilities, mandates, notes: bare.notes };
  });
  return {
    responsibilities: read.flatMap((one) => one.responsibilities),
    mandates: read.flatMap((one) => one.mandates),
    notes: read.flatMap((one) => one.notes),
  };
}

function readSchedule(context: Context, items: readonly Item[], where: string): { schedule: Schedule | null; mandates: Mandates } {
  const { text, mandates } = takeMandates(context, joinLines(items.flatMap((item) => item.lines)), 'schedule', where);
  if (text === '') return { schedule: null, mandates };
  const schedule = parseSchedule(text);
  if (schedule.status === null) context.report('unknown-schedule', where, text);
  return { schedule, mandates };
}

function reportGaps(context: Context, { part, where }: Gathered, activity: OutlineActivity): void {
  if (activity.placeholder) return context.report('placeholder', where, Object.values(activity.text)[0] ?? '');
  if (part !== 'active') return;
  if (activity.responsibilities.length === 0) context.report('missing-party', `${where} responsible`, '');
  if (activity.schedule === null) context.report('missing-schedule', `${where} schedule`, '');
  if (activity.mandates.length === 0) context.report('missing-mandate', where, Object.values(activity.text)[0] ?? '');
}

/** An activity of the outline out of its cells (register PL-02, PL-04 to PL-06, PL-15). The calendar counts in the active part only. */
export function readActivity(context: Context, gathered: Gathered): OutlineActivity {
  const { item, part, where } = gathered;
  const own = takeMandates(context, joinLines(item.lines), 'activity', where);
  const parties = readParties(context, gathered.responsible, `${where} responsible`);
  const calendar = readSchedule(context, gathered.schedule, `${where} schedule`);
  if (part === 'historical' && calendar.schedule) context.report('ignored-schedule', `${where} schedule`, calendar.schedule.raw);
  const { text: bare, notes } = takeNote(context, own.text, 'activity', where);
  const text = bare || own.text || joinLines(item.lines) || '—';
  const spoken = [own.text, ...parties.responsibilities.slice(0, 1).map((one) => one.raw), calendar.schedule?.raw ?? ''];
  const activity: OutlineActivity = {
    number: item.number,
    text: toText(context, text),
    fromPlanOfAction: isCapitals(bare),
    placeholder: isPlaceholder(text),
    mandates: [...own.mandates, ...parties.mandates, ...calendar.mandates],
    responsibilities: parties.responsibilities,
    schedule: part === 'active' ? calendar.schedule : null,
    cadence: parseCadence(spoken, context.bodies),
    ...(notes.length + parties.notes.length > 0 ? { notes: [...notes, ...parties.notes] } : {}),
    outcomes: gathered.outcomes.map((outcome, at) => readOutcome(context, outcome, `${where} outcome ${outcome.number ?? `#${at + 1}`}`)),
  };
  reportGaps(context, gathered, activity);
  return activity;
}
