import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { docxType, type PlanMediaType } from '../../../services/plans/import/parse.ts';
import { cell, docx, documentXml, paragraph, table, tableOf, tableRow } from '../../support/docx.ts';
import { bytes, refusal } from '../../support/plans.ts';

const titles = '\tOBJETIVOS\n\tACTIVIDADES\n\tRESPONSABLE\n\tCALENDARIO\n';
const row = '\t1. Uno\n\t1.1 Informar\n\t1.1.1 OIM\n\t1.1.1.1 Continuo\n';
const good = docx(
  paragraph('Plan') +
    table([
      ['Objetivos', 'Actividades'],
      ['1. Uno', '1.1 Informar'],
    ]),
);

function withXml(xml: string): Uint8Array {
  return zipSync({ 'word/document.xml': strToU8(xml) });
}

/** A copy with other bytes where the nth local header or directory entry of `word/document.xml` says something. */
function patched(signature: number, offset: number, values: readonly number[]): Uint8Array {
  const copy = withXml(documentXml(paragraph('Plan')));
  const view = new DataView(copy.buffer, copy.byteOffset);
  for (let at = 0; at < copy.length - 4; at++) {
    if (view.getUint32(at, true) === signature) values.forEach((value, index) => (copy[at + offset + index] = value));
  }
  return copy;
}

const directory = 0x02014b50;

describe('an unreadable document is refused', () => {
  test.each([
    ['no archive at all', bytes('no es un documento')],
    ['an old or encrypted .doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['a truncated archive', good.slice(0, good.length - 40)],
    ['an archive cut in its middle', good.slice(0, good.length / 2)],
    ['an archive without a document', zipSync({ 'otro.xml': strToU8('<a/>') })],
    ['an encrypted entry', patched(directory, 8, [1])],
    ['an entry that declares more than it holds', patched(directory, 24, [255, 255, 0, 0])],
    ['an entry that declares less than it holds', patched(directory, 24, [10, 0, 0, 0])],
    ['an entry that declares more than may be inflated', patched(directory, 24, [0, 0, 0, 127])],
    ['an entry that points outside', patched(directory, 42, [255, 255, 255, 0])],
    ['an entry packed in an unknown way', patched(directory, 10, [14, 0])],
    ['a bomb that declares its size', withXml(' '.repeat(21_000_000))],
    ['more than 5,000 entries', zipSync(Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`${at}`, new Uint8Array()])))],
    ['malformed XML', withXml('<w:document><w:body></w:document>')],
    ['XML with a document type', withXml(`<!DOCTYPE a [<!ENTITY b "c">]>${documentXml(paragraph('&b;')).replace(/<\?.*?\?>/, '')}`)],
    ['XML with an unknown entity', withXml(documentXml('<w:p><w:r><w:t>&b;</w:t></w:r></w:p>'))],
    ['XML nested beyond reason', withXml(documentXml('<w:x>'.repeat(300) + '</w:x>'.repeat(300)))],
    ['XML that is not UTF-8', zipSync({ 'word/document.xml': Uint8Array.from([0xff, 0xfe, 0x3c, 0x00]) })],
    ['XML that ends too early', withXml(documentXml(paragraph('Plan')).slice(0, -20))],
  ])('%s', (_, document) => {
    expect(refusal(document, docxType)).toBe('unreadable-document');
  });

  test('a bomb that hides its size is stopped while it is inflated', () => {
    const bomb = withXml(' '.repeat(60_000_000));
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at < bomb.length - 4; at++) if (view.getUint32(at, true) === directory) view.setUint32(at + 24, 1_000, true);
    expect(refusal(bomb, docxType)).toBe('unreadable-document');
  });

  test.each([['text/plain'], ['text/csv']] as const)('%s that is not UTF-8', (mediaType) => {
    expect(refusal(Uint8Array.from([0x09, 0xf3, 0x6e, 0x0a]), mediaType)).toBe('unreadable-document');
  });

  test('a CSV whose quotes do not close', () => {
    expect(refusal(bytes('objetivo,actividad\n"a,b\n'), 'text/csv')).toBe('unreadable-document');
  });
});

describe('a document that holds no plan is refused', () => {
  test.each<[string, Uint8Array, PlanMediaType]>([
    ['an empty Word file', new Uint8Array(), docxType],
    ['an empty text', new Uint8Array(), 'text/plain'],
    ['an empty CSV', new Uint8Array(), 'text/csv'],
    ['a CSV of blank lines', bytes('\n\n'), 'text/csv'],
    ['a Word file without a table', docx(paragraph('Plan')), docxType],
    [
      'a Word file whose table is of something else',
      docx(
        table([
          ['Nombre', 'Teléfono'],
          ['Ana', '1'],
        ]),
      ),
      docxType,
    ],
    ['a Word file with titles and nothing under them', docx(table([['Objetivos', 'Actividades']])), docxType],
    ['a text without a tab', bytes('Plan de trabajo\n1. Uno\n'), 'text/plain'],
    ['a text of tabs', bytes('\t\t\t\n\t\n'), 'text/plain'],
    ['a text whose table is of something else', bytes('\tNombre\n\tTeléfono\n\tAna\n\t1\n'), 'text/plain'],
    ['a text with titles and nothing under them', bytes(titles), 'text/plain'],
    ['a CSV with other columns', bytes('nombre,telefono\nAna,1\n'), 'text/csv'],
    ['a CSV with titles and nothing under them', bytes('objetivo,actividad\n'), 'text/csv'],
  ])('%s', (_, document, mediaType) => {
    expect(refusal(document, mediaType)).toBe('not-a-plan');
  });
});

describe('a document beyond the limits is refused', () => {
  const long = 'á'.repeat(60_000);

  test.each<[string, () => Uint8Array, PlanMediaType]>([
    ['100,000 rows of text', () => bytes(titles + row.repeat(100_000)), 'text/plain'],
    ['100,000 rows of CSV', () => bytes(`objetivo,actividad\n${'a,b\n'.repeat(100_000)}`), 'text/csv'],
    ['100,000 rows of a Word table', () => docx(table(Array.from({ length: 100_000 }, () => ['a', 'b']))), docxType],
    ['a row of more columns than Word has', () => docx(table([Array.from({ length: 64 }, () => 'a')])), docxType],
    [
      'a row that spans more columns than Word has',
      () => docx(tableOf([tableRow([cell('a', '<w:gridSpan w:val="60"/>'), cell('b', '<w:gridSpan w:val="4"/>')])])),
      docxType,
    ],
    ['2,001 activities', () => bytes(`objetivo,actividad\n${'1. Uno,1.1 a\n'.repeat(2_001)}`), 'text/csv'],
    ['a cell of text beyond 100 kB', () => bytes(`${titles}${row}\t2. ${long}\n`), 'text/plain'],
    ['a cell of CSV beyond 100 kB', () => bytes(`objetivo,actividad\n1. Uno,${long}\n`), 'text/csv'],
    ['a cell of Word beyond 100 kB', () => docx(table([[long]])), docxType],
    ['a text beyond what one text may hold', () => bytes(`objetivo,actividad\n1. Uno,${'a'.repeat(20_001)}\n`), 'text/csv'],
    ['more than 200,000 lines', () => bytes(titles + row + '\n'.repeat(200_001)), 'text/plain'],
  ])('%s', (_, document, mediaType) => {
    expect(refusal(document(), mediaType)).toBe('too-large');
  });

  test('noise in every cell is read in bounded time', { timeout: 20_000 }, () => {
    for (const noise of ['(', 'Ref.: ', '(Ref.: ', 'a ', '1.1.1.1.1 ', 'NOTA: ', 'países y ', 'en ', '. ']) {
      const filling = noise.repeat(15_000 / noise.length);
      const rows = Array.from({ length: 80 }, (_, at) => `\t${at + 1}. ${filling}\n\t${at + 1}.1 ${filling}\n\t${filling}\n\t${filling}\n`);
      expect(refusal(bytes(`${titles}\n\nA. Eje\n\n${rows.join('\n')}`), 'text/plain')).toBe('none');
    }
  });
});
