import { nearWords } from './national-numbers.ts';

const reach = 30;

/** Words by themselves, in any case. */
export const wordsOf = (words: string) => new RegExp(`(?<![a-z])(?:${words})(?![a-z])`, 'gi');

/** Words for number right before it: documento n.º, no., número, ID. */
const numberWord = /(?<![a-z])(?:id|numero|number|documento?|doc\.|n\.?o\.?|nro\.?|num\.?)[\s.:#(_-]*$/i;
/** What numbers are that are nobody's document. */
const otherThings = wordsOf(
  'tel|telefonos?|telephones?|phones?|fax|cel|celular|movil|mobile|whatsapp|llamar?|llame|call|hotline|linea|ext|' +
    'resolucion|resolution|decretos?|decrees?|acuerdos?|leyes|ley|laws?|acts?|expedientes?|oficios?|circular|gaceta|facturas?|invoices?|' +
    'iso|isbn|issn|doi|lotes?|batch|contratos?|contracts?|licitacion|tender|presupuesto|budget|costos?|costs?|usd|tickets?',
);

/** A text, and for each list of words where the last of them ended before each place in it, -1 for nowhere. */
export type Mentions = { text: string; endings: (words: RegExp) => Int32Array };

/** The words of lists in a text; each list is looked for once, when it is first asked for. */
export function mentionsIn(text: string): Mentions {
  const known = new Map<RegExp, Int32Array>();
  const endings = (words: RegExp) => {
    const found = known.get(words) ?? endingsOf(text, words);
    known.set(words, found);
    return found;
  };
  return { text, endings };
}

function endingsOf(text: string, words: RegExp): Int32Array {
  const endings = new Int32Array(text.length + 1);
  let from = 0;
  let last = -1;
  for (const { 0: found, index } of text.matchAll(words)) {
    const ending = index + found.length;
    endings.fill(last, from, ending);
    [from, last] = [ending, ending];
  }
  return endings.fill(last, from);
}

/** Whether a word of the list within 30 characters, nearer than any other thing's, says that this is such a number. */
export function saysSo({ text, endings }: Mentions, start: number, end: number, words: RegExp): boolean {
  const lastOf = (list: RegExp) => endings(list)[start] ?? -1;
  const isNear = (place: number) => place >= 0 && start - place <= reach;
  const [named, other] = [lastOf(words), lastOf(otherThings)];
  if (isNear(named) && named > other) return true;
  if (isNear(other)) return false;
  return numberWord.test(text.slice(Math.max(0, start - reach), start)) || isNamedAfter(text.slice(end, end + reach), words);
}

/** Whether the same sentence goes on to name it; a plural is a count of documents, not the number of one. */
function isNamedAfter(rest: string, words: RegExp): boolean {
  const sentence = rest.split(/[.;\n]/, 1)[0] ?? '';
  return /[a-z]{3}/i.test(sentence) && sentence.matchAll(words).some(([named]) => !/s$/i.test(named));
}

/** Zeros, at most one other digit among them, or nines, as formats are written: A00000000, 8-000-0000, AA999999. */
export function isPlaceholder(number: string): boolean {
  const digits = number.replaceAll(/\D/g, '');
  return /^9+$/.test(digits) || /^0{8}/.test(digits) || digits.replaceAll('0', '').length <= 1;
}

const connecting = `(?:(?:de|del|of|${nearWords.document}|documento?|n\\.?o\\.?|nro\\.?|num\\.?|numero|number)[^a-z0-9]{1,4}){0,3}`;
const specimenBefore = new RegExp(`(?<![a-z])e?specimen[^a-z0-9]{1,4}${connecting}$`, 'i');
const specimenAfter = /^[^a-z0-9]{1,4}(?:de |of )?e?specimen(?![a-z])/i;
/** «muestra» is also a verb: it says specimen in capitals, in brackets, or after «de». */
const muestraBefore =
  /(?:(?<![A-Za-z])MUESTRA|[([]muestra|(?<![A-Za-z])de muestra)[^A-Za-z0-9]{1,4}(?:(?:[Nn]\.?[Oo]\.?|[Nn]umero)[^A-Za-z0-9]{1,4})?$/;
const muestraAfter = /^[^A-Za-z0-9]{1,4}(?:MUESTRA(?![A-Za-z])|(?<=[([])muestra|de muestra)/;

/** Whether the word SPECIMEN, ESPÉCIMEN or MUESTRA stands right by a number. */
export function isSpecimenBeside(text: string, start: number, end: number): boolean {
  const ahead = text.slice(Math.max(0, start - 2 * reach), start);
  const rest = text.slice(end, end + reach);
  return specimenBefore.test(ahead) || muestraBefore.test(ahead) || specimenAfter.test(rest) || muestraAfter.test(rest);
}
