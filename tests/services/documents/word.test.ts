import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { docxType, parsePlan } from '../../../services/plans/import/parse.ts';
import { renderPlan } from '../../../services/documents/plan/render.ts';
import { printable } from '../../../services/documents/printable.ts';
import { exported, planJob } from '../../support/exported.ts';
import { outlines } from '../../support/outlines.ts';
import { planSources } from '../../support/plan-sources.ts';
import { activitiesOf, parseCsv, spanish } from '../../support/plans.ts';

describe('a plan in Word is imported again as the same plan', () => {
  test.each(planSources)('%s', async (_name, read, setting) => {
    const { outline } = read();
    const file = await exported(outline, 'docx', setting.language as 'es');
    expect(parsePlan(file, docxType, setting).outline).toEqual(outline);
  });

  test('with the words of the other language around its texts', async () => {
    const { outline } = planSources[0]![1]();
    expect(parsePlan(await exported(outline, 'docx', 'en'), docxType, spanish).outline).toEqual(outline);
  });

  test.each([
    [
      'activities without numbers',
      'eje,objetivo,actividad,responsable,calendario\nA. Eje,Prevenir,Informar,OIM,Continuo\n,,publicar,ST,2010\nB. Otro,Atender,Ayudar,,\n',
    ],
    ['the same number twice', 'eje,objetivo,actividad,responsable,calendario\nA. Eje,1. Uno,1.1 Informar,OIM,\n,,1.1 Publicar,ST,2010\n'],
    [
      'two texts of parties for one activity and none for the next',
      'eje,objetivo,actividad,responsable,calendario\nA. Eje,1. Uno,1.1 Informar,"1.1.1 OIM\n1.1.2 ST",Continuo\n,,1.2 Publicar,,2010\n',
    ],
    [
      'numbers without a dot',
      'eje,objetivo,actividad,responsable,calendario\nA. Eje,1. Uno,1) Informar,OIM,Continuo\n,,2) Publicar,ST,2010\n',
    ],
    [
      'outcomes in the active part',
      'eje,objetivo,actividad,responsable,calendario,resultado\nA. Eje,1. Uno,1.1 Informar,OIM,Continuo,1.1.1 hecho\n',
    ],
    [
      'responsibles in the historical part',
      'parte,eje,objetivo,actividad,responsable,calendario,resultado\nactiva,A. Eje,1. Uno,1.1 a,OIM,Continuo,\nhistórica,A. Eje,1. Otro,1.1 b,OIM,,1.1.1 hecho\n',
    ],
    [
      'outcomes without numbers',
      'parte,eje,objetivo,actividad,responsable,calendario,resultado\nactiva,A. Eje,1. Uno,1.1 a,OIM,Continuo,\nhistórica,A. Eje,1. Otro,1.1 b,,,"Hecho\nTaller\n• Panamá, mayo 2009"\n',
    ],
    ['an objective without activities', 'eje,objetivo,actividad,responsable,calendario\nA. Eje,1. Uno,,,\nA. Eje,2. Dos,2.1 a,OIM,2010\n'],
    [
      'an outcome of events alone',
      'parte,eje,objetivo,actividad,responsable,calendario,resultado\nactiva,A. Eje,1. Uno,1.1 a,OIM,Continuo,\nhistórica,A. Eje,1. Otro,1.1 b,,,"1.1.1 • Panamá, mayo 2009\n• Managua, Nicaragua, 2008"\n',
    ],
    [
      'a text that is a reference, and a note alone',
      'eje,objetivo,actividad,responsable,calendario\nA. Eje,1. Uno,"1.1 (Ref.: p. 3, CRM, Deci., mayo, 2004)",NOTA: Falta.,"(Ref.: Managua, octubre, 2007)"\n,,1.2 NOTA: Se quitará.,OIM,\n',
    ],
  ])('with %s', async (_name, csv) => {
    const { outline } = parseCsv(csv);
    const again = parsePlan(await exported(outline, 'docx'), docxType, spanish).outline;
    expect(again.parts).toEqual(outline.parts);
  });

  test('with more in an objective than one cell may hold', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => `A. Eje,1. Uno,1.${at % 99}.${at} ${'Informar mucho '.repeat(20)},OIM,2010`);
    const { outline } = parseCsv(`eje,objetivo,actividad,responsable,calendario\n${rows.join('\n')}\n`);
    expect(parsePlan(await exported(outline, 'docx'), docxType, spanish).outline.parts).toEqual(outline.parts);
  });

  test('whatever plan it is', async () => {
    await fc.assert(
      fc.asyncProperty(outlines, async (outline) => {
        expect(parsePlan(await exported(outline, 'docx'), docxType, spanish).outline).toEqual(outline);
      }),
      { numRuns: 60 },
    );
  });
});

const demo = () => planSources[0]![1]().outline;
const partOf = (file: Uint8Array, name: string) => strFromU8(unzipSync(file)[name] ?? new Uint8Array());

describe('a plan in Word', () => {
  test('opens in another program, with a heading and a table to each axis', async () => {
    const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(await exported(demo(), 'docx')) });
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    expect(value.match(/<table>/g)).toHaveLength(5);
    expect([...value.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, title]) => title?.slice(0, 9))).toEqual([
      'A. Acción',
      'B. Circul',
      'C. Protec',
      'Histórico',
    ]);
    expect(value.match(/<thead>/g)).toHaveLength(5);
  });

  test('lies on landscape pages and says at the foot of each which plan, version and page it is', async () => {
    const file = await exported(demo(), 'docx');
    expect(partOf(file, 'word/document.xml')).toContain('w:orient="landscape"');
    const foot = partOf(file, 'word/footer1.xml');
    for (const part of ['PLAN DE TRABAJO', 'Versión 3, vigente desde el 1 de marzo de 2026', 'PAGE', 'NUMPAGES'])
      expect(foot).toContain(part);
  });

  test('underlines what is pending or to be defined, and nothing else', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(await exported(demo(), 'docx')) }, { styleMap: ['u => em'] });
    const open = activitiesOf(demo()).filter(
      ({ schedule, placeholder }) => placeholder || ['pending', 'toBeDefined'].includes(schedule?.status ?? ''),
    );
    expect([...value.matchAll(/<em>/g)]).toHaveLength(open.length);
  });

  test('prints in capitals what comes from the Plan of Action, and leaves its references as they are', async () => {
    const outline = demo();
    const one = activitiesOf(outline).find(({ number }) => number === '13.1')!;
    one.text = { es: 'Compartir información (véase el Protocolo).' };
    outline.parts[0]!.axes[0]!.objectives[0]!.fromPlanOfAction = true;
    outline.parts[0]!.axes[0]!.objectives[0]!.text = { es: 'PROMOVER LEYES (Ref.: p. 3, CRM, Deci., mayo, 2004)' };
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await exported(outline, 'docx')) });
    expect(value).toContain('13.1 COMPARTIR INFORMACIÓN (VÉASE EL PROTOCOLO). (Ref.: CRM');
    expect(value).toContain('1. PROMOVER LEYES (Ref.: p. 3, CRM, Deci., mayo, 2004)');
  });

  test('holds no character that XML cannot', async () => {
    const outline = demo();
    activitiesOf(outline)[0]!.text = { es: 'uno\u0000\u0001\uFFFE dos\uD800' };
    const file = await renderPlan(printable(planJob(outline, 'docx')));
    expect(activitiesOf(parsePlan(file, docxType, spanish).outline)[0]!.text).toEqual({ es: 'uno dos\uFFFD' });
  });
});
