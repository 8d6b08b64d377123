import { cutShort, malformed, trailing, unsafe } from './unsafe.ts';

/** Names that make a viewer act, open or hide something (ISO 32000-2, 7.6, 7.11.4, 12.6). Long enough not to occur by chance in data. */
const active = [
  'Launch',
  'JavaScript',
  'EmbeddedFile',
  'EmbeddedFiles',
  'OpenAction',
  'RichMedia',
  'ImportData',
  'SubmitForm',
  'GoToE',
  'GoToR',
  'Rendition',
  'Encrypt',
];
/** Short ones, which compressed data holds by chance: looked for outside of streams alone. */
const activeInPlain = ['JS', 'AA', 'XFA'];

const delimiter = String.raw`[\x00\t\n\f\r ()<>\[\]{}/%]`;
const naming = (names: readonly string[]) => new RegExp(`/(${names.join('|')})(?=${delimiter}|$)`);
const escaped = new RegExp(String.raw`/[^\x00\t\n\f\r ()<>\[\]{}/%]*#[\da-fA-F]{2}[^\x00\t\n\f\r ()<>\[\]{}/%]*`, 'g');

/**
 * Checks a PDF for keeping, never for rendering: its header is its first byte, its last cross-reference table is where the end says, and
 * only white space follows the last end mark. Active content is refused where it is written in plain, in whatever spelling of its
 * name. Objects inside compressed streams are not looked into, so that this is no proof of harmlessness: the file is only ever given
 * as an attachment. Throws unsafe-file.
 */
export function checkPdf(bytes: Uint8Array): void {
  const text = latin1(bytes);
  if (!/^%PDF-(1\.[0-7]|2\.0)[\r\n]/.test(text)) throw malformed();
  checkEnd(text);
  const plain = text.replaceAll(escaped, unescaped);
  const found = naming(active).exec(plain) ?? naming(activeInPlain).exec(withoutStreams(plain));
  if (!found) return;
  throw unsafe(`El PDF tiene contenido activo o cifrado (/${found[1]}).`, `The PDF has active or encrypted content (/${found[1]}).`);
}

/** The end mark, before it the place of the last cross-reference table or stream (ISO 32000-2, 7.5.5), and one of them there. */
function checkEnd(text: string): void {
  const last = text.lastIndexOf('%%EOF');
  if (last < 0) throw cutShort();
  if (!/^[\0\t\n\f\r ]*$/.test(text.slice(last + 5))) throw trailing();
  const place = /startxref[\r\n ]+(\d{1,10})[\r\n ]+$/.exec(text.slice(Math.max(0, last - 64), last))?.[1];
  if (place === undefined) throw malformed();
  if (!/^[\r\n ]*(xref\b|\d{1,10} \d{1,5} obj\b)/.test(text.slice(Number(place), Number(place) + 32))) throw malformed();
}

const unescaped = (name: string) =>
  name.replaceAll(/#([\da-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The text without what its streams hold. A stream without an end hides nothing: from there on all is looked at. */
function withoutStreams(text: string): string {
  const parts: string[] = [];
  const opening = />>\s*stream\r?\n/g;
  let at = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const end = text.indexOf('endstream', opening.lastIndex);
    if (end < 0) break;
    parts.push(text.slice(at, match.index + 2));
    at = end;
    opening.lastIndex = end;
  }
  return [...parts, text.slice(at)].join('');
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768) parts.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return parts.join('');
}
