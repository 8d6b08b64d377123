import { SaxesParser } from 'saxes';
import { unreadable } from './document.ts';

const wordSpaces = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);
const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const removed = new Set(['del', 'moveFrom', 'pPrChange', 'rPrChange', 'tcPrChange', 'trPrChange', 'tblPrChange']);
const characters: Readonly<Record<string, string>> = { tab: ' ', br: '\n', cr: '\n', noBreakHyphen: '-', ptab: ' ' };

/** What the reader of a WordprocessingML part is told of: elements by local name, and the text that is printed. */
export type WordReader = {
  open: (name: string, attribute: (name: string) => string | undefined) => void;
  close: (name: string) => void;
  text: (text: string) => void;
};

/** The parser looks for a namespace up the whole path, so depth costs its square; Word stays far below this. */
const deepest = 256;

type Attributes = Record<string, { local: string; value: string }>;

const malformed = () => unreadable('El XML del documento está mal formado', 'The XML of the document is malformed');

/**
 * Walks a WordprocessingML part: text of runs, tabs and breaks; what was deleted or moved away and the fallback of alternate
 * content are left out, insertions stay in. Throws `unreadable-document` for XML that is not well formed or declares a document type.
 */
export function readWordXml(xml: string, reader: WordReader): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const path: string[] = [];
  let skipped = 0;
  parser.on('error', () => {
    throw malformed();
  });
  parser.on('doctype', () => {
    throw malformed();
  });
  parser.on('opentag', (tag) => {
    const name = wordSpaces.has(tag.uri) ? tag.local : '';
    const leaves = removed.has(name) || (tag.uri === compatibility && tag.local === 'Fallback');
    if (skipped > 0 || leaves) skipped++;
    else if (name !== '') opened(reader, name, path.at(-1), tag.attributes);
    if (path.push(name) > deepest) throw malformed();
  });
  parser.on('closetag', () => {
    const name = path.pop() ?? '';
    if (skipped > 0) skipped--;
    else if (name !== '') reader.close(name);
  });
  parser.on('text', (text) => {
    if (skipped === 0 && path.at(-1) === 't') reader.text(text);
  });
  parser.write(xml).close();
}

function opened(reader: WordReader, name: string, parent: string | undefined, attributes: Attributes): void {
  // A tab inside the properties of a paragraph is a tab stop, not a character.
  const character = parent === 'r' ? characters[name] : undefined;
  if (character !== undefined) reader.text(character);
  else reader.open(name, (wanted) => Object.values(attributes).find((one) => one.local === wanted)?.value);
}
