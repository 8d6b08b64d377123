import type { Outcome, OutcomeEvent } from '../../../shared/contract/plans/outline.ts';
import { readsLikeCitation } from '../citations.ts';
import { type Context, joinLines, takeMandates, toText } from './context.ts';
import { readEvent } from './events.ts';
import type { Item } from './items.ts';
import { isContinuous } from './schedule.ts';
import { clean } from './words.ts';

function toEvent({ raw, place, date }: OutcomeEvent): OutcomeEvent {
  return { raw, place, date };
}

/**
 * An outcome out of its lines: the text without citations, the events it lists or closes with, whether it keeps coming
 * (register PL-11). Bulleted lines that are events leave the text, the others stay in it.
 */
export function readOutcome(context: Context, item: Item, where: string): Outcome {
  const { text: printed, mandates } = takeMandates(context, joinLines(item.lines), 'outcome', where);
  const lines = printed.split('\n').map((line) => ({ line, event: readEvent(line, context.bodies) }));
  const kept = lines.filter(({ event }) => event?.whole !== true).map(({ line }) => line);
  const events = lines.flatMap(({ event }) => (event ? [toEvent(event)] : []));
  const text = joinLines(kept) || printed || clean(item.lines.join(' ')) || '—';
  if (mandates.length === 0 && readsLikeCitation(text, context.bodies)) context.report('possible-citation', where, text);
  return { number: item.number, text: toText(context, text), mandates, events, recurring: isContinuous(text) };
}
