import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../services/plans/import/docx.ts';
import { cell, docx, documentXml, paragraph, table, tableOf, tableRow } from '../../support/docx.ts';
import { activitiesOf, activity, findingsAt, parseCsv, parseDocx, parseText } from '../../support/plans.ts';

const titles = ['Objetivos', 'Actividades', 'Responsable', 'Calendario'];
const axis = paragraph('A. Prevención');

function cellsOf(body: string): string[][] {
  return readDocx(docx(body)).blocks.flatMap((block) => (block.kind === 'row' ? [block.cells.map((one) => one.lines.join('|'))] : []));
}

describe('a Word document', () => {
  test('gives the lines between its tables, the rows of each and the footnotes', () => {
    const read = readDocx(docx(paragraph('Plan') + table([['a', 'b']]) + paragraph('') + paragraph('fin') + table([['c']]), ['al pie']));
    expect(read.blocks.map((block) => (block.kind === 'line' ? block.text : block.cells.map((one) => one.lines)))).toEqual([
      'Plan',
      [['a'], ['b']],
      'fin',
      [['c']],
    ]);
    expect(read.footnotes).toEqual(['al pie']);
  });

  test('keeps inserted text and drops what was deleted, moved away or is a fallback', () => {
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    const body = `<w:p>${run('uno')}<w:ins>${run('dos')}</w:ins><w:del><w:r><w:delText>no</w:delText></w:r>${run('no')}</w:del>
      <w:moveFrom>${run('no')}</w:moveFrom><mc:AlternateContent><mc:Choice>${run('tres')}</mc:Choice><mc:Fallback>${run('tres')}</mc:Fallback></mc:AlternateContent></w:p>`;
    expect(readDocx(docx(body)).blocks).toEqual([{ kind: 'line', text: 'unodostres' }]);
  });

  test('reads tabs and hard hyphens as characters, breaks as line ends, and no tab stops', () => {
    const body =
      '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r></w:p>';
    expect(readDocx(docx(body)).blocks).toEqual(['a b-c', 'd'].map((text) => ({ kind: 'line', text })));
  });

  test('reads the text of a nested table as text of its cell', () => {
    const nested = `<w:tc>${paragraph('fuera')}${table([['dentro', 'también']])}${paragraph('después')}</w:tc>`;
    expect(cellsOf(tableOf([tableRow([nested, cell('b')])]))).toEqual([['fuera|dentro|también|después', 'b']]);
  });

  test('gives a cell over two columns once, and a cell across the table as a heading', () => {
    const span = (width: number) => `<w:gridSpan w:val="${width}"/>`;
    const body = tableOf([tableRow([cell('A. Eje', span(3))]), tableRow([cell('a', span(2)), cell('b')])]);
    expect(readDocx(docx(body)).blocks[0]).toEqual({ kind: 'line', text: 'A. Eje' });
    expect(cellsOf(body)).toEqual([['a', '', 'b']]);
  });

  test('takes a merged objective for the same objective, and a merged party for each of its rows', () => {
    const first = '<w:vMerge w:val="restart"/>';
    const body = tableOf([
      tableRow(titles.map((text) => cell(text))),
      tableRow([cell('1. Prevenir', first), cell('Informar'), cell('Países miembros', first), cell('Continuo')]),
      tableRow([cell('', '<w:vMerge/>'), cell('Publicar'), cell('', '<w:vMerge/>'), cell('Pendiente')]),
    ]);
    const { outline } = parseDocx(docx(paragraph('Plan') + axis + body));
    expect(outline.parts[0]?.axes[0]?.objectives).toHaveLength(1);
    expect(activitiesOf(outline).map((one) => [one.text.es, one.responsibilities[0]?.party.kind, one.schedule?.status])).toEqual([
      ['Informar', 'allMembers', 'continuous'],
      ['Publicar', 'allMembers', 'pending'],
    ]);
  });

  test('may repeat its titles in each table and leave its numbers to Word', () => {
    const rows = (objective: string) => table([titles, [objective, 'Informar\nPublicar', 'México\nOIM', 'Continuo\n2010']]);
    const { outline, findings } = parseDocx(
      docx(paragraph('Plan') + axis + rows('Prevenir') + paragraph('B. Protección') + rows('Proteger')),
    );
    expect(outline.parts[0]?.axes.map((one) => one.code)).toEqual(['A', 'B']);
    expect(activitiesOf(outline).map((one) => [one.number, one.responsibilities[0]?.party.organisation, one.schedule?.status])).toEqual([
      [null, 'MEX', 'continuous'],
      [null, 'IOM', 'scheduled'],
      [null, 'MEX', 'continuous'],
      [null, 'IOM', 'scheduled'],
    ]);
    expect(findingsAt(findings, 'unnumbered')).toContain('active A #1');
  });

  test('of the strict kind and with other prefixes is read alike', () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const xml = documentXml(paragraph('Plan'))
      .replaceAll('w:', 'x:')
      .replace(/xmlns:w="[^"]*"/, `xmlns:x="${strict}"`);
    expect(readDocx(zipSync({ 'word/document.xml': strToU8(xml) })).blocks).toEqual([{ kind: 'line', text: 'Plan' }]);
  });
});

describe('a flattened table', () => {
  const head = 'Plan\n\n\tOBJETIVOS\n\tACTIVIDADES\n\tRESPONSABLE\n\tCALENDARIO\n\n\nPOLÍTICAS\n\nA. Prevención\n\n';

  test('has its headings, footnote and legend told apart from the last cell', () => {
    const { outline, findings } = parseText(
      `${head}\t1. Uno\n\t1.1 Informar\n\t1.1.1 OIM\n\t1.1.1.1 Continuo\n\nB. Protección\n\n\t2. Dos\n\t2.1 Atender\n\t2.1.1 OIM\n\t2.1.1.1 Pendiente\n\n\uFFFDPasar al histórico\n Subrayado: lo pendiente.\n`,
    );
    expect(outline.parts).toHaveLength(1);
    expect(outline.parts[0]?.axes.map((one) => one.title.es)).toEqual(['Prevención', 'Protección']);
    expect(activity(outline, '2.1').schedule?.raw).toBe('Pendiente');
    expect(findings.filter((one) => one.code === 'footnote').map((one) => one.printed)).toEqual([
      'Pasar al histórico',
      'Subrayado: lo pendiente.',
    ]);
  });

  test('has a legend without a mark told apart as well', () => {
    const { outline, findings } = parseText(`${head}\t1. Uno\n\t1.1 Informar\n\t1.1.1 OIM\n\t1.1.1.1 Continuo\n\nSubrayado: lo pendiente.`);
    expect(activity(outline, '1.1').schedule?.note).toBeNull();
    expect(findingsAt(findings, 'footnote')).toHaveLength(1);
  });

  test('may number nothing: the titles tell how wide a row is', () => {
    const { outline } = parseText(`${head}\tPrevenir\n\tInformar\n\tOIM\n\tContinuo\n\n\tProteger\n\tAtender\n\tMéxico\n\tPendiente\n`);
    expect(outline.parts[0]?.axes[0]?.objectives.map((one) => [one.number, one.text.es])).toEqual([
      [null, 'Prevenir'],
      [null, 'Proteger'],
    ]);
  });

  test('may put its columns in another order and carry one that plans do not have', () => {
    const { outline, findings } = parseText(
      'Plan\n\n\tCALENDARIO\n\tPRESUPUESTO\n\tACTIVIDADES\n\tOBJETIVOS\n\tRESPONSABLES\n\n\nA. Prevención\n\n\tContinuo\n\t100\n\tInformar\n\tPrevenir\n\tOIM\n',
    );
    expect(activitiesOf(outline)[0]).toMatchObject({ text: { es: 'Informar' }, schedule: { status: 'continuous' } });
    expect(findings.find((one) => one.code === 'ignored-column')?.printed).toBe('PRESUPUESTO');
  });

  test('may have blank rows, carriage returns and no axis', () => {
    const { outline, findings } = parseText(
      'Plan\r\n\r\n\tObjetivos\r\n\tActividades\r\n\tResponsable\r\n\tCalendario\r\n\r\n\t\r\n\t\r\n\t\r\n\t\r\n\r\n\t1. Uno\r\n\t1.1 Informar\r\n\t1.1.1 OIM\r\n\t1.1.1.1 Continuo\r\n',
    );
    expect(outline.parts[0]?.axes).toMatchObject([{ code: 'A', title: { es: 'Plan' } }]);
    expect(activitiesOf(outline)).toHaveLength(1);
    expect(findingsAt(findings, 'missing-axis')).toHaveLength(1);
  });
});

describe('a CSV', () => {
  test.each([
    ['Eje,Objetivo,Actividad,Responsable,Calendario\n"A. Prevención","1. Uno","1.1 Informar, y publicar",OIM,Continuo\n', 'in Spanish'],
    [
      '\uFEFFcalendar,responsible,activity,objective,axis\r\nContinuo,OIM,"1.1 Informar, y publicar",1. Uno,A. Prevención\r\n',
      'in English, in another order, with a byte order mark',
    ],
    [
      'Objetivo,Eje,Actividad,Notas,Responsable,Calendario\n1. Uno,A. Prevención,"1.1 Informar, y publicar",x,OIM,Continuo\n\n',
      'with a column more',
    ],
  ])('%j is read %s', (text) => {
    const { outline } = parseCsv(text);
    expect(outline.parts[0]?.axes).toMatchObject([
      { code: 'A', title: { es: 'Prevención' }, objectives: [{ number: '1', text: { es: 'Uno' } }] },
    ]);
    expect(activity(outline, '1.1')).toMatchObject({
      text: { es: 'Informar, y publicar' },
      schedule: { status: 'continuous' },
      responsibilities: [{ party: { organisation: 'IOM' } }],
    });
  });

  test('gathers the rows of an axis and an objective wherever they stand', () => {
    const { outline } = parseCsv('eje,objetivo,actividad\nA. Uno,1. Uno,1.1 a\nB. Dos,2. Dos,2.1 b\nA. Uno,1. Uno,1.2 c\n,,1.3 d\n');
    expect(outline.parts).toHaveLength(1);
    expect(
      outline.parts[0]?.axes.map((one) => one.objectives.map((objective) => objective.activities.map((entry) => entry.number))),
    ).toEqual([[['1.1', '1.2', '1.3']], [['2.1']]]);
  });

  test('may carry the historical part with its outcomes', () => {
    const { outline } = parseCsv(
      'parte,eje,objetivo,actividad,responsable,calendario,resultado\nactiva,A. Uno,1. Uno,1.1 a,OIM,Continuo,\nhistórica,A. Uno,1. Otro,1.1 b,,,1.1.1 hecho\n',
    );
    expect(activity(outline, '1.1').schedule?.status).toBe('continuous');
    expect(activity(outline, '1.1', 'historical')).toMatchObject({
      schedule: null,
      outcomes: [{ number: '1.1.1', text: { es: 'hecho' } }],
    });
  });
});
