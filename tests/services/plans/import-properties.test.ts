import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { docxType, type ParsedPlan } from '../../../services/plans/import/parse.ts';
import { Finding, ImportCounts } from '../../../shared/contract/plans/import-report.ts';
import { Outline } from '../../../shared/contract/plans/outline.ts';
import { docx, paragraph, table } from '../../support/docx.ts';
import { activitiesOf, bytes, parseCsv, parseDocx, parseText, refusal } from '../../support/plans.ts';

type Activity = { text: string; party: string; schedule: string; citation: string };
type Objective = { text: string; activities: Activity[] };
type Plan = Objective[][];

const verbs = [
  'Informar',
  'Publicar datos',
  'Celebrar un taller',
  'Mantener el directorio',
  'Analizar la ley',
  'PROMOVER ENCUENTROS REGIONALES',
];
const parties = [
  'Países miembros',
  'México y OIM',
  'La ST con insumos de los países',
  'País sede en coordinación con la ST',
  'El Salvador',
];
const schedules = ['Continuo', 'Por definir', 'Pendiente', 'Febrero 2010', '2010', 'Continuo - sigue'];
const citations = [
  '',
  '(Ref.: p. 3, CRM, Deci., mayo, 2004)',
  '(Ref.: Managua, octubre, 2007)',
  '(Ref: p. e.B, Inf. Red Trata, GRCM, diciembre 2009)',
];
const axes = ['Prevención', 'Protección', 'Cooperación'];

const activities = fc.record<Activity>({
  text: fc.constantFrom(...verbs),
  party: fc.constantFrom(...parties),
  schedule: fc.constantFrom(...schedules),
  citation: fc.constantFrom(...citations),
});
const objectives = fc.record<Objective>({
  text: fc.constantFrom(...verbs),
  activities: fc.array(activities, { minLength: 1, maxLength: 4 }),
});
const plans: fc.Arbitrary<Plan> = fc.array(fc.array(objectives, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

type Row = { objective: string; activity: string[]; party: string[]; schedule: string[] };

function rowsOf(plan: Plan): { axis: string; rows: Row[] }[] {
  let number = 0;
  return plan.map((list, at) => ({
    axis: `${'ABC'[at]}. ${axes[at]}`,
    rows: list.map((objective) => {
      number++;
      const items = (pick: (activity: Activity) => string, suffix: string) =>
        objective.activities.map((one, index) => `${number}.${index + 1}${suffix} ${pick(one)}`);
      return {
        objective: `${number}. ${objective.text} ${number}`,
        activity: items((one) => `${one.text} ${one.citation}`.trim(), ''),
        party: items((one) => one.party, '.1'),
        schedule: items((one) => one.schedule, '.1.1'),
      };
    }),
  }));
}

const titles = ['OBJETIVOS', 'ACTIVIDADES', 'RESPONSABLE', 'CALENDARIO'];
const cellsOf = (row: Row) => [row.objective, row.activity.join('\n'), row.party.join('\n'), row.schedule.join('\n')];

function toText(plan: Plan): string {
  const parts = rowsOf(plan).map(
    ({ axis, rows }) =>
      `${axis}\n\n${rows
        .map((row) =>
          cellsOf(row)
            .map((cell) => `\t${cell}`)
            .join('\n'),
        )
        .join('\n\n')}`,
  );
  return `PLAN DE TRABAJO\n\n${titles.map((one) => `\t${one}`).join('\n')}\n\n\n${parts.join('\n\n')}\n`;
}

function toWord(plan: Plan): Uint8Array {
  const parts = rowsOf(plan).map(({ axis, rows }) => paragraph(axis) + table(rows.map(cellsOf)));
  return docx(paragraph('PLAN DE TRABAJO') + table([titles]) + parts.join(''));
}

function toCsv(plan: Plan): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rowsOf(plan).flatMap(({ axis, rows }) =>
    rows.flatMap((row) =>
      row.activity.map((activity, at) => [axis, row.objective, activity, row.party[at] ?? '', row.schedule[at] ?? ''].map(quote).join(',')),
    ),
  );
  return `eje,objetivo,actividad,responsable,calendario\n${lines.join('\n')}\n`;
}

function meaningOf({ outline }: ParsedPlan) {
  return activitiesOf(outline).map((one) => ({
    number: one.number,
    text: one.text.es?.toLowerCase(),
    schedule: one.schedule && { status: one.schedule.status, date: one.schedule.date },
    parties: one.responsibilities.map(({ raw: _, ...rest }) => rest),
    mandates: one.mandates.map(({ raw: _, ...rest }) => rest),
  }));
}

describe('the same plan', () => {
  test('is the same outline from Word, text and CSV', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const fromText = parseText(toText(plan));
        expect(parseDocx(toWord(plan))).toEqual(fromText);
        expect(parseCsv(toCsv(plan)).outline.parts).toEqual(fromText.outline.parts);
        expect(fromText.findings.filter((one) => one.code === 'number-mismatch')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('means the same with other blanks, dashes, final dots and status in capitals', () => {
    const blanks = fc.constantFrom(' ', '  ', '\u00A0', '\u00A0 ', ' \u2009');
    fc.assert(
      fc.property(
        plans,
        fc.array(blanks, { minLength: 1, maxLength: 7 }),
        fc.constantFrom('-', '–', '—', '--'),
        fc.constantFrom('', '.'),
        (plan, gaps, dash, stop) => {
          const altered = plan.map((list) =>
            list.map((objective) => ({
              ...objective,
              activities: objective.activities.map((one) => ({
                ...one,
                party: one.party + stop,
                schedule:
                  one.schedule === 'Por definir' || one.schedule === 'Continuo'
                    ? one.schedule.toUpperCase() + stop
                    : one.schedule.replace('-', dash),
              })),
            })),
          );
          let at = 0;
          const text = toText(altered).replace(/ /g, () => gaps[at++ % gaps.length] ?? ' ');
          expect(meaningOf(parseText(text))).toEqual(meaningOf(parseText(toText(plan))));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('means the same when one number of a party or calendar slips', () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.constantFrom('9.9.1', '1.1', '77.1.1.1'), (plan, pick, slip) => {
        const text = toText(plan);
        const numbers = [...text.matchAll(/^\t?(\d+\.\d+\.1(?:\.1)?) /gm)];
        const chosen = numbers[pick % numbers.length]!;
        const start = chosen.index + chosen[0].indexOf(chosen[1]!);
        const altered = text.slice(0, start) + slip + text.slice(start + chosen[1]!.length);
        expect(meaningOf(parseText(altered))).toEqual(meaningOf(parseText(text)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever the bytes', () => {
  const pieces = [
    '\t',
    '\n',
    '\n\n',
    'A. Eje',
    'OBJETIVOS',
    'ACTIVIDADES',
    '1. Uno',
    '1.1 a',
    '1.1.1 OIM',
    'Continuo',
    '(Ref.: CRM',
    ')',
    '\uFFFD',
    '- Lima, 2010',
    'I. UNO DOS',
    'NOTA: x',
    ',',
    '"',
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((list) => `\tOBJETIVOS\n\tACTIVIDADES\n${list.join('')}`);

  test('what is read keeps the contract', () => {
    const rows = texts.map((text) => `${titles.map((one) => `\t${one}`).join('\n')}\n\nA. Eje\n\n\t1. Uno\n\t1.1 a\n\t${text}`);
    fc.assert(
      fc.property(rows, (text) => {
        if (refusal(bytes(text), 'text/plain') !== 'none') return;
        const { outline, counts, findings } = parseText(text);
        expect(Outline.safeParse(outline).success).toBe(true);
        expect(ImportCounts.safeParse(counts).success).toBe(true);
        expect(Finding.array().safeParse(findings).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a plan is read or refused with a reason, never anything else', () => {
    const reasons = ['none', 'not-a-plan', 'unreadable-document', 'too-large'];
    fc.assert(
      fc.property(texts, (text) => {
        expect(reasons).toContain(refusal(bytes(text), 'text/plain'));
        expect(reasons).toContain(refusal(bytes(text.replaceAll('\t', ',')), 'text/csv'));
      }),
      { numRuns: 300 },
    );
  });

  test('a damaged Word file is read or refused with a reason', () => {
    const whole = toWord([[{ text: 'Informar', activities: [{ text: 'a', party: 'OIM', schedule: '2010', citation: '' }] }]]);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
        const damaged = whole.slice();
        damaged[at] = value;
        expect(['none', 'not-a-plan', 'unreadable-document', 'too-large']).toContain(refusal(damaged, docxType));
      }),
      { numRuns: 300 },
    );
  });
});
