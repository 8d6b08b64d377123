import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import documents from '../../../services/documents/worker.ts';
import type { Pack } from '../../../shared/contract/plans/pack.ts';
import { type DocumentJob, renderDocument } from '../../../shared/worker/documents.ts';
import { emptyPack, fullPack, reportedCell, silentCell } from '../../support/packs.ts';

const binding = { fetch: async (url: string, init: RequestInit) => documents.fetch(new Request(url, init)) } as unknown as Fetcher;

async function rendered(pack: Pack, language: DocumentJob['language'] = 'es') {
  const stream = await renderDocument(binding, { kind: 'pack', format: 'docx', language, pack });
  const buffer = Buffer.from(await new Response(stream as BodyInit).arrayBuffer());
  const { value: html, messages } = await mammoth.convertToHtml({ buffer });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  return { html, text: (await mammoth.extractRawText({ buffer })).value };
}

/** The texts of the cells of a table, row by row; lines are parted by `|`. */
const rowsOf = (html: string, table: number): string[][] =>
  [...(html.split('<table>')[table + 1]?.split('</table>')[0] ?? '').matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<t[dh]>(.*?)<\/t[dh]>/g)].map(([, cell]) => plain((cell ?? '').replaceAll('</p><p>', '|'))),
  );
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll('&quot;', '"');
const headings = (html: string) => [...html.matchAll(/<h[12]>(.*?)<\/h[12]>/g)].map(([, one]) => plain(one ?? ''));

describe('the pack of a meeting', () => {
  test('begins with the meeting, the plan and its version, and when it was made', async () => {
    const { text } = await rendered(fullPack);
    for (const line of [
      'Carpeta de la reunión: XI Reunión del Grupo',
      'Instancia: Grupo de ejemplo (GRUPO)',
      'Sesión: XI',
      'Lugar: Ciudad Inventada',
      'Plan: Plan de ejemplo, versión 4',
      'Elaborada el: 1 de junio de 2010',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/Fecha: 16\s?.\s?17 de junio de 2010/);
  });

  test('counts what falls due and names who is silent', async () => {
    const { html, text } = await rendered(fullPack);
    expect(rowsOf(html, 0)).toEqual([
      ['Informes que vencen', 'Validados', 'Entregados, sin validar', 'Sin información', 'Declinados', 'No aplican', 'Acuerdos vencidos'],
      ['8', '3', '1', '2', '1', '1', '1'],
    ]);
    expect(text).toContain('Sin información de: BBB (2)');
  });

  test.each([
    ['es', 'sin información'],
    ['en', 'no information'],
  ] as const)('in %s a silent cell says %s and nothing else', async (language, words) => {
    const { html } = await rendered(fullPack, language);
    expect(rowsOf(html, 1)[2]?.at(-1)).toBe(words);
    expect(rowsOf(html, 2)[1]?.at(-1)).toBe(words);
  });

  test('says of each cell who, by when, how it stands and what was reported', async () => {
    const { html } = await rendered(fullPack);
    expect(headings(html).filter((one) => /1\.1|sin número/.test(one))).toEqual(['1.1 Informar de los avances', 'Actividad sin número']);
    const half = '30 de junio de 2010|Primer semestre de 2010';
    expect(rowsOf(html, 1).slice(1)).toEqual([
      [
        'País A (AAA)',
        half,
        'Validado',
        'Hecho: Dos talleres|Una campaña|Limitaciones: Falta presupuesto|Próximos pasos: Repetir en otoño|Indicadores: Personas formadas: 12.345,5|Cobertura: 80 %',
      ],
      ['País B (BBB)|Con insumos', '31 de marzo de 2010|Primer semestre de 2010', 'Vencido', 'sin información'],
      ['CCC', half, 'Declinado', 'Motivo: No tiene frontera'],
      ['DDD', half, 'No aplica', 'Motivo: Otra autoridad lo lleva'],
      ['EEE', half, 'Entregado, sin validar', 'Se conocerá cuando esté validado.'],
      ['FFF', half, 'Validado', 'El informe no está a la vista de quien pide la carpeta.'],
      ['GGG', half, 'Validado', 'El informe no dice nada de lo hecho, limitaciones, próximos pasos ni indicadores.'],
    ]);
    expect(rowsOf(html, 2)[1]?.[1]).toBe('16 de junio de 2010');
  });

  test('lists the agreements, the one that fell due first on top and marked', async () => {
    const { html } = await rendered(fullPack);
    expect(rowsOf(html, 3).slice(1)).toEqual([
      [
        'Directorio|Enviar los nombres|de dos funcionarios',
        'País A (AAA)|otra organización|Para: País B (BBB)',
        'marzo de 2010',
        'Vencido',
      ],
      ['Presentar el borrador', 'por definir', 'Próxima reunión de GRUPO|16 de junio de 2010', 'En plazo'],
    ]);
    expect(html).toContain('<strong>Vencido</strong>');
  });

  test('lists what a review should look at, with the rule as the plan prints it, and the references that lead nowhere', async () => {
    const { html, text } = await rendered(fullPack);
    expect(rowsOf(html, 4).slice(1)).toEqual([
      ['7. Cooperar', 'No tiene actividades', '«Se eliminará si no se proponen actividades.»'],
      ['13. Contar', 'No tiene responsables identificados', 'El plan no imprime ninguna regla junto al objetivo.'],
    ]);
    for (const line of [
      '3.2 Sin mandato',
      '4.1 Largo por definir (por definir desde el 1 de febrero de 2008)',
      '(Ref.: p. 3, Grupo, mayo, 2004), en 1.1, 3.2',
    ])
      expect(text).toContain(line);
  });

  test('speaks English where it can', async () => {
    const { html, text } = await rendered(fullPack, 'en');
    for (const line of [
      'Meeting pack: Eleventh meeting of the Group',
      'Place: Ciudad Inventada',
      'First half of 2010',
      'Done: Two workshops',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/Date: 16\s?.\s?17 June 2010/);
    expect(rowsOf(html, 1)[1]?.at(-1)).toContain('Personas formadas: 12,345.5');
  });

  test.each([
    ['es', 'Carpeta de la reunión: GRUPO', 6],
    ['en', 'Meeting pack: GRUPO', 6],
  ] as const)('in %s an empty one says so section by section', async (language, title, sections) => {
    const { html, text } = await rendered(emptyPack, language);
    expect(text).toContain(title);
    expect(html.match(/<table>/g)).toHaveLength(1);
    expect(text.match(/(Ningún|Ninguna|No ).*\.$/gm)).toHaveLength(sections);
    expect(text).not.toMatch(/undefined|null|NaN|Invalid/);
  });

  test('holds any text that others wrote', async () => {
    const hostile = `\u0000\u0008</w:t><w:p>&amp;\u202Eabc\u202C שלום عربى 👩‍👩‍👧 ${'palabra '.repeat(2500)}\uD800 fin`;
    const kept = hostile.replaceAll(/[\u0000\u0008]/g, '').replace('\uD800', '\uFFFD');
    const wild = { es: hostile };
    const cells = [reportedCell('AAA', { done: wild }), silentCell(hostile, { state: 'declined', silent: false, reason: wild })];
    const { text } = await rendered({
      ...fullPack,
      organisations: { AAA: wild },
      activities: [{ id: fullPack.activities[0]!.id, number: hostile, text: wild, cells }],
      agreements: fullPack.agreements.map((one) => ({ ...one, text: wild, theme: wild })),
      objectives: fullPack.objectives.map((one) => ({ ...one, text: wild, source: hostile })),
      unresolved: [{ id: fullPack.activities[0]!.id, raw: hostile, activities: [hostile] }],
    });
    expect(text).toContain(`Hecho: ${kept}`);
    expect(text).toContain(`Motivo: ${kept}`);
    expect(text.split('</w:t><w:p>&amp;').length).toBeGreaterThan(10);
  });
});
