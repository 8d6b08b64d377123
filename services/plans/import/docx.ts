import { readZip } from '../../../shared/files/unzip.ts';
import {
  type Block,
  type Cell,
  checkCell,
  checkColumns,
  checkLength,
  checkRows,
  decodeUtf8,
  type SourceDocument,
  toLines,
  unreadable,
} from './document.ts';
import { readWordXml } from './docx-events.ts';

const main = 'word/document.xml';
const notes = 'word/footnotes.xml';

type OpenCell = { text: string; span: number; merged: boolean };
type State = { blocks: Block[]; rows: number; tables: number; paragraph: string; cells: OpenCell[] };

/** The cell as many times as it spans columns: the text in the first, the others empty. */
function widen(cell: OpenCell): Cell[] {
  const empty = Array.from({ length: cell.span - 1 }, () => ({ lines: [], merged: false }));
  return [{ lines: cell.merged ? [] : toLines(cell.text), merged: cell.merged }, ...empty];
}

function closeRow(state: State): void {
  checkColumns(state.cells.reduce((sum, cell) => sum + cell.span, 0));
  for (const cell of state.cells) checkCell(cell.text);
  const only = state.cells.length === 1 ? state.cells[0] : undefined;
  // One cell across the whole table is a heading between rows.
  if (only && only.span > 1) state.blocks.push(...toLines(only.text).map((text) => ({ kind: 'line' as const, text })));
  else state.blocks.push({ kind: 'row', cells: state.cells.flatMap(widen) });
  state.cells = [];
  checkRows(++state.rows);
}

function closeParagraph(state: State): void {
  const cell = state.cells.at(-1);
  if (state.tables > 0 && cell) {
    cell.text += `\n${state.paragraph}`;
    checkLength(cell.text.length);
  } else state.blocks.push(...toLines(state.paragraph).map((text) => ({ kind: 'line' as const, text })));
  state.paragraph = '';
}

function spanOf(value: string | undefined): number {
  const span = Number(value);
  return Number.isInteger(span) && span >= 1 && span <= 63 ? span : 1;
}

function openElement(state: State, name: string, attribute: (name: string) => string | undefined): void {
  const cell = state.cells.at(-1);
  if (name === 'tbl') state.tables++;
  // A text box stands inside a paragraph and has paragraphs of its own.
  else if (name === 'p' && state.paragraph !== '') closeParagraph(state);
  else if (name === 'tc' && state.tables === 1) checkColumns(state.cells.push({ text: '', span: 1, merged: false }));
  else if (name === 'gridSpan' && state.tables === 1 && cell) cell.span = spanOf(attribute('val'));
  else if (name === 'vMerge' && state.tables === 1 && cell) cell.merged = attribute('val') !== 'restart';
}

function closeElement(state: State, name: string): void {
  if (name === 'tbl') state.tables--;
  else if (name === 'p') closeParagraph(state);
  else if (name === 'tr' && state.tables === 1) closeRow(state);
}

function readBlocks(xml: string): Block[] {
  const state: State = { blocks: [], rows: 0, tables: 0, paragraph: '', cells: [] };
  readWordXml(xml, {
    open: (name, attribute) => openElement(state, name, attribute),
    close: (name) => closeElement(state, name),
    text: (text) => {
      state.paragraph += text;
      checkLength(state.paragraph.length);
    },
  });
  return state.blocks;
}

function readFootnotes(xml: string): string[] {
  return readBlocks(xml).flatMap((block) => (block.kind === 'line' ? [block.text] : []));
}

/**
 * The blocks of a Word document (.docx, ECMA-376 part 1): rows of every table, nested tables as text of their cell, the lines between
 * them, the footnotes. Throws `unreadable-document` for an old .doc, an encrypted, damaged or oversized file, or one without a document part.
 */
export function readDocx(bytes: Uint8Array): SourceDocument {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw unreadable(
      'El archivo está cifrado o es un .doc antiguo; guárdelo como .docx sin contraseña',
      'The file is encrypted or an old .doc; save it as .docx without a password',
    );
  }
  const parts = readZip(bytes, (name) => name === main || name === notes);
  const document = parts.get(main);
  const footnotes = parts.get(notes);
  if (!document) throw unreadable('El archivo no es un documento de Word', 'The file is not a Word document');
  return { blocks: readBlocks(decodeUtf8(document)), footnotes: footnotes ? readFootnotes(decodeUtf8(footnotes)) : [] };
}
