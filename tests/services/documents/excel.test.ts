import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { exported } from '../../support/exported.ts';
import { activitiesOf, activity, parseCsv } from '../../support/plans.ts';
import { planSources } from '../../support/plan-sources.ts';

async function sheetsOf(file: Uint8Array): Promise<string[][][]> {
  const sheets = await readXlsxFile(Buffer.from(file), { trim: false });
  return sheets.map(({ data }) => data.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))));
}

test.each(planSources)('%s is a workbook with a row to each activity and to each outcome', async (_name, read, setting) => {
  const { outline } = read();
  const [plan = [], outcomes = []] = await sheetsOf(await exported(outline, 'xlsx', setting.language as 'es'));
  const all = [...activitiesOf(outline), ...activitiesOf(outline, 'historical')];
  const achieved = all.flatMap((one) => one.outcomes);
  expect(plan.slice(1).map((row) => row[5])).toEqual(all.map((one) => Object.values(one.text)[0]));
  expect(plan.slice(1).map((row) => row[7])).toEqual(all.map((one) => one.schedule?.raw ?? ''));
  expect(outcomes.slice(1).map((row) => row[7])).toEqual(achieved.map((one) => Object.values(one.text)[0]));
  expect(plan[0]).toHaveLength(14);
  expect(outcomes[0]).toHaveLength(11);
});

test('says the calendar, the cadence, the references and the Plan of Action in words', async () => {
  const { outline } = planSources[0]![1]();
  const [plan = []] = await sheetsOf(await exported(outline, 'xlsx'));
  const row = plan.find((one) => one[0] === 'Activa' && one[4] === '13.1')!;
  expect(row.slice(8, 13)).toEqual(['Continuo', '', 'Semestral', activity(outline, '13.1').mandates[0]!.raw, 'Sí']);
});

test('keeps what looks like a formula as text', async () => {
  const { outline } = parseCsv('eje,objetivo,actividad,responsable,calendario\nA. Eje,Objetivo,Algo,OIM,Continuo\n');
  outline.parts[0]!.axes[0]!.objectives[0]!.activities[0]!.text = { es: '=HYPERLINK("x")' };
  const [plan = []] = await sheetsOf(await exported(outline, 'xlsx'));
  expect(plan[1]![5]).toBe('=HYPERLINK("x")');
});
