import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../../services/documents/annual/rows.ts';
import { printable } from '../../../services/documents/printable.ts';
import { renderJob } from '../../../services/documents/render.ts';
import type { AnnualReport } from '../../../shared/contract/plans/annual-report.ts';
import { goalsReport, mandatesReport } from '../../support/packs.ts';

async function rendered(report: AnnualReport, language: 'es' | 'en' = 'es') {
  const buffer = Buffer.from(await renderJob(printable({ kind: 'annual', format: 'docx', language, report })));
  const { value: html, messages } = await mammoth.convertToHtml({ buffer });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  return { html, text: (await mammoth.extractRawText({ buffer })).value };
}

const rows = (html: string): string[][] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<t[dh]>(.*?)<\/t[dh]>/g)].map(([, cell]) =>
      (cell ?? '').replaceAll('</p><p>', '|').replaceAll(/<[^>]+>/g, ''),
    ),
  );
const headings = (html: string) => [...html.matchAll(/<h[12]>(.*?)<\/h[12]>/g)].map(([, one]) => one);

describe('the annual report by mandates', () => {
  test('is a matrix to each actor: what one entry answers stands together, after its numbers; the rest is no information', async () => {
    const { html } = await rendered(mandatesReport);
    expect(headings(html)).toEqual(['Órgano (ORG)']);
    expect(rows(html)).toEqual([
      ['Mandatos', 'Programado para 2011', 'Ejecutado en 2011', 'Programado para 2012', 'Financiamiento'],
      ['66. Formar|67. Publicar', '66. Un curso', '67., 66. Curso y manual', '66. Otro curso', '67. Fondo regular'],
      ['68. Traducir', '', '68. sin información', '', ''],
      ['Otras tareas', '', 'Reunión aparte', '', ''],
    ]);
  });

  test('a mandate without a number of which nothing is said is no information too', async () => {
    const [actor] = mandatesReport.actors;
    const { html } = await rendered({ ...mandatesReport, actors: [{ ...actor!, carriedOut: [] }] });
    expect(rows(html).at(-1)).toEqual(['Otras tareas', '', 'sin información', '', '']);
  });

  test('speaks English', async () => {
    const { html, text } = await rendered(mandatesReport, 'en');
    expect(text).toContain('Annual report 2011');
    expect(rows(html)[0]).toEqual(['Mandates', 'Programmed for 2011', 'Carried out in 2011', 'Programmed for 2012', 'Funding']);
    expect(rows(html)[2]?.[2]).toBe('68. no information');
  });

  test('prints each mandate and each entry once, however they are tied together', () => {
    const [actor] = mandatesReport.actors;
    const tie = (numbers: string[]) => ({ numbers, text: { es: numbers.join(' y ') }, report: null });
    const tied = rowsOf({
      ...actor!,
      carriedOut: [tie(['66', '68']), tie(['99']), tie(['67', '99'])],
      funding: [tie(['68', '67'])],
      silent: [],
    });
    expect(tied.map(({ mandates }) => mandates.map(({ number }) => number))).toEqual([['66', '67', '68'], [null]]);
    expect(tied.map(({ carriedOut }) => carriedOut.length)).toEqual([2, 1]);
  });
});

describe('the annual report by themes', () => {
  test('names its levels as the plan does; a goal without actions is no information', async () => {
    const { html } = await rendered(goalsReport);
    expect(headings(html)).toEqual(['Tema A. Movilidad', 'Objetivo 1. Defender', 'Objetivo 2. Sin metas']);
    expect(html).toMatch(/Sin metas<\/h2><p>sin información<\/p>/);
    expect(rows(html)).toEqual([
      ['Meta', 'Acción'],
      ['1.1 Capacitar', 'País A (AAA): Un seminario|País B (BBB): Una guía'],
      ['1.2 Vigilar', 'sin información'],
    ]);
  });

  test('speaks English where it can', async () => {
    const { html } = await rendered(goalsReport, 'en');
    expect(headings(html)[0]).toBe('Theme A. Mobility');
    expect(rows(html)[2]).toEqual(['1.2 Vigilar', 'no information']);
  });
});

test.each([
  ['es', 'No hay nada de que informar.'],
  ['en', 'There is nothing to report on.'],
] as const)('in %s an annual report of nothing says so', async (language, words) => {
  for (const report of [mandatesReport, goalsReport])
    expect((await rendered({ ...report, actors: [], themes: [] }, language)).text).toContain(words);
});

test('an annual report holds any text that others wrote', async () => {
  const hostile = `\u0001\uFFFE</w:t><w:p>&lt; שלום 👩‍👩‍👧 ${'palabra '.repeat(2500)}fin`;
  const kept = hostile.replaceAll(/[\u0001\uFFFE]/g, '');
  const [actor] = mandatesReport.actors;
  const { text } = await rendered({
    ...mandatesReport,
    title: { es: hostile },
    actors: [{ ...actor!, funding: [{ numbers: [hostile], text: { es: hostile }, report: null }] }],
  });
  expect(text).toContain(kept);
});
