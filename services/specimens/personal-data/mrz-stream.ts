import { visible } from './visible.ts';

/** Characters of machine readable lines, one after another; a blank stands where something else interrupts them. */
export type MrzStream = {
  characters: string;
  /** 1 where something visible (a space, a quote, a line break) stood before the character. */
  gaps: Uint8Array;
};

const entities = /&lt;|&#0{0,5}60;|&#x0{0,5}3c;/gi;
const fillers = /[‹˂〈⟨❮ᐸ≺]/gu;
const doubleFillers = /[«≪⟪《]/gu;
const between = /[\s\p{Cc}"'`´‘’‚‛“”„‟′″|_*~·•.-]/u;

/** What a character is to a machine readable line: one of it, something between two of it, or an end. */
const kindOf = (character: string) => (/[A-Z0-9<]/.test(character) ? 'kept' : between.test(character) ? 'between' : 'end');
const ascii = Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

/** The readings of a text as machine readable characters: two where a « may stand for one filler or for two. */
export function mrzStreams(text: string): MrzStream[] {
  const plain = visible(text).replaceAll(entities, '<').replaceAll(fillers, '<').toUpperCase();
  const readings = new Set([plain.replaceAll(doubleFillers, '<'), plain.replaceAll(doubleFillers, '<<')]);
  return [...readings].map(streamed);
}

function streamed(text: string): MrzStream {
  let characters = '';
  const gaps = new Uint8Array(text.length);
  let gap = 1;
  for (let index = 0; index < text.length; index++) {
    const kind = ascii[text.charCodeAt(index)] ?? kindOf(text.charAt(index));
    if (kind === 'between') gap = 1;
    else if (kind === 'kept' || !characters.endsWith(' ')) {
      gaps[characters.length] = gap;
      gap = 0;
      characters += kind === 'kept' ? text.charAt(index) : ' ';
    }
  }
  return { characters, gaps };
}
