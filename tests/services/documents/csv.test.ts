import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import { exported } from '../../support/exported.ts';
import { parseCsv } from '../../support/plans.ts';
import { planSources } from '../../support/plan-sources.ts';
import { parsePlan } from '../../../services/plans/import/parse.ts';

const part = (outline: Outline, kind: 'active' | 'historical') => outline.parts.find((one) => one.kind === kind);
const textOf = (file: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);

describe('a plan in CSV', () => {
  test.each(planSources)('is imported again as the same parts: %s', async (_name, read, setting) => {
    const { outline } = read();
    const again = parsePlan(await exported(outline, 'csv', setting.language as 'es'), 'text/csv', setting).outline;
    expect(part(again, 'active')).toEqual(part(outline, 'active'));
    expect(part(again, 'historical')).toEqual(part(outline, 'historical'));
  });

  test('opens with a byte order mark, ends its lines as RFC 4180 asks and has as many columns in each row', async () => {
    const [, read] = planSources[0]!;
    const text = textOf(await exported(read().outline, 'csv'));
    expect(text.startsWith('\uFEFFEje,Objetivos,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(text.slice(1, -2), { newline: '\r\n', delimiter: ',' });
    expect(errors).toEqual([]);
    expect(new Set(data.map((row) => row.length))).toEqual(new Set([7]));
  });

  test.each(['=1+1', '+1', '@SUM(A1)', "'=1+1", "''-1"])(
    'holds %j so that no spreadsheet runs it and the importer reads the same',
    async (text) => {
      const { outline } = parseCsv(`eje,objetivo,actividad,responsable,calendario\nA. Eje,Objetivo,Algo,OIM,Continuo\n`);
      const activity = outline.parts[0]!.axes[0]!.objectives[0]!.activities[0]!;
      activity.text = { es: `${text} hacer algo` };
      const file = textOf(await exported(outline, 'csv'));
      for (const cell of Papa.parse<string[]>(file.slice(1)).data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(parseCsv(file).outline.parts).toEqual(outline.parts);
    },
  );
});
