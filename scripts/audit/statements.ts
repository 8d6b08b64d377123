import { createReadStream } from 'node:fs';
import { PlainError } from '../platform/plain-error.ts';

/** Strings, quoted names, comments, and what is between them. An unfinished one matches nothing: it waits for more of the file. */
const token = /'[^']*'|"[^"]*"|`[^`]*`|--[^\n]*\n|\/\*[\s\S]*?\*\/|;|[^'"`;\-/]+|-(?!-)|\/(?!\*)/y;

/** The statements of a SQL file, one after another, however many lines they have. Throws when it ends in the middle of one. */
export async function* statementsIn(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const text = rest + String(chunk);
    let start = 0;
    for (const end of endsOf(text)) {
      if (isInsideTrigger(text.slice(start, end))) continue;
      yield text.slice(start, end);
      start = end;
    }
    rest = text.slice(start);
  }
  if (rest.trim() !== '') throw new PlainError(`${file} ends in the middle of a statement: it is not a whole dump.`);
}

function* endsOf(text: string): Generator<number> {
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined) return;
    if (found === ';') yield token.lastIndex;
    token.lastIndex = at + found.length;
  }
}

/** A trigger holds statements of its own: it is over with `; END;` only. */
const isInsideTrigger = (text: string) => /^\s*create\s+(temp\w*\s+)?trigger\b/i.test(text) && !/;\s*end\s*;$/i.test(text);
