import type { Citation } from '../../shared/contract/plans/outline.ts';
import { fold } from './import/words.ts';

/** What makes a citation distinct: all that was understood of it; its printed text where nothing was (register PL-04). Case of the point counts. */
export function mandateKey({ raw, point, instrument, body, session, place, date }: Citation): string {
  const understood = [point, instrument, body, session, place && fold(place), date];
  return JSON.stringify(understood.some((part) => part !== null) ? understood : fold(raw));
}
