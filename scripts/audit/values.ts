import { PlainError } from '../platform/plain-error.ts';

export type Value = string | bigint | number | Uint8Array | null;

const literal = /\s*(?:(null)|(x)'([0-9a-f]*)'|'([^']*(?:''[^']*)*)'|(-?\d+)(?![\d.e])|(-?[\d.]+(?:e[-+]?\d+)?))/iy;
const replaced = /\s*,\s*'([^']*(?:''[^']*)*)'\s*,\s*char\((\d+)\)\s*\)/iy;

/**
 * The rows of an INSERT as a dump writes them: literals, and `replace(…, char(10))` around texts of several lines. They are read here and
 * not run: a dump may be the work of an attacker.
 */
export function valuesOf(text: string, start: number): Value[][] {
  const reader = { text, at: start };
  const rows: Value[][] = [];
  do rows.push(tuple(reader));
  while (take(reader, /\s*,/y));
  if (!take(reader, /\s*;$/y)) throw unreadable(reader);
  return rows;
}

type Reader = { text: string; at: number };

function tuple(reader: Reader): Value[] {
  if (!take(reader, /\s*\(/y)) throw unreadable(reader);
  const values: Value[] = [];
  do values.push(value(reader));
  while (take(reader, /\s*,/y));
  if (!take(reader, /\s*\)/y)) throw unreadable(reader);
  return values;
}

function value(reader: Reader): Value {
  if (take(reader, /\s*replace\(/iy)) {
    const inner = value(reader);
    const [, from = '', code = ''] = take(reader, replaced) ?? [];
    if (typeof inner !== 'string' || code === '') throw unreadable(reader);
    return inner.replaceAll(unquoted(from), String.fromCodePoint(Number(code)));
  }
  const found = take(reader, literal);
  if (!found) throw unreadable(reader);
  const [, none, blob, hex = '', text, integer, real] = found;
  if (none !== undefined) return null;
  if (blob !== undefined) return new Uint8Array(Buffer.from(hex, 'hex'));
  if (text !== undefined) return unquoted(text);
  return integer === undefined ? Number(real) : BigInt(integer);
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found) reader.at = pattern.lastIndex;
  return found;
}

const unquoted = (text: string) => text.replaceAll("''", "'");

const unreadable = ({ text, at }: Reader) =>
  new PlainError(`The dump holds a row that no dump writes like this, near: ${text.slice(Math.max(0, at - 40), at + 40)}`);
