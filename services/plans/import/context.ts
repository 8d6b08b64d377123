import type { Citation, MandateRef, Note, Party } from '../../../shared/contract/plans/outline.ts';
import type { Language, Text } from '../../../shared/contract/text.ts';
import { type Body, cutCitations } from '../citations.ts';
import { limits, tooLarge } from './document.ts';
import type { Report } from './findings.ts';
import type { Phrases } from './phrases.ts';
import { phraseIndex, phraseAt } from './phrases.ts';
import { words } from './vocabulary.ts';
import { clean, fold, wordsOf } from './words.ts';

/** What the rules need to read a plan: the language its texts are kept under, the names of the network, where findings go. */
export type Context = { language: Language; bodies: readonly Body[]; parties: Phrases<Party>; report: Report };

/** A printed text as the contract keeps it. Throws `too-large` beyond what one text may hold. */
export function toText(context: Context, printed: string): Text {
  if (printed.length > limits.textLength) throw tooLarge('Un texto es demasiado largo', 'One text is too long');
  return { [context.language]: printed };
}

/** Lines as printed, each clean, the empty ones gone. */
export function joinLines(lines: readonly string[]): string {
  return lines
    .map(clean)
    .filter((line) => line !== '')
    .join('\n');
}

/** A text without its citations, these as mandates of the cell they stood in, and a finding for each that lacks something. */
export function takeMandates(context: Context, printed: string, foundIn: MandateRef['foundIn'], where: string) {
  const { text, citations } = cutCitations(printed, context.bodies);
  citations.forEach((citation) => reportCitation(context, citation, foundIn, where));
  return { text, mandates: citations.map((citation) => ({ ...citation, foundIn })) };
}

function reportCitation(context: Context, citation: Citation, foundIn: MandateRef['foundIn'], where: string): void {
  if (!citation.complete) context.report('partial-citation', where, citation.raw);
  if (foundIn === 'responsible' || foundIn === 'schedule') context.report('citation-elsewhere', where, citation.raw);
}

const noteWords = words((vocabulary) => vocabulary.noteWords);
const noteStart = new RegExp(`(?:^|[\\s.])(?:${noteWords.join('|')})\\s?:`, 'i');
const removals = phraseIndex(words((vocabulary) => vocabulary.removalWords).map((word) => [word, true] as const));

function saysRemoval(note: string): boolean {
  const list = wordsOf(fold(note));
  return list.some((_, at) => phraseAt(removals, list, at) !== null);
}

/** A text without the note that closes it ("NOTA: …"), and the note; it is reported, as a removal under a condition if it says so (register PL-08, PL-09). */
export function takeNote(context: Context, printed: string, foundIn: Note['foundIn'], where: string): { text: string; notes: Note[] } {
  const found = noteStart.exec(printed);
  if (!found) return { text: printed, notes: [] };
  const start = found.index === 0 ? 0 : found.index + 1;
  const raw = printed.slice(start).trim();
  const removal = saysRemoval(raw);
  context.report(removal ? 'conditional-removal' : 'note', where, raw);
  return { text: printed.slice(0, start).trim(), notes: [{ raw, foundIn, removal }] };
}
