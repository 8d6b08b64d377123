import { describe, expect, test } from 'vitest';
import { docxType, type ParsedPlan, parsePlan } from '../../../services/plans/import/parse.ts';
import { ImportCounts, Finding } from '../../../shared/contract/plans/import-report.ts';
import { Outline } from '../../../shared/contract/plans/outline.ts';
import { activitiesOf, activity, demoPlan, english, findingsAt, hasSources, realPlan, spanish } from '../../support/plans.ts';

const figures = {
  active: { axes: 3, objectives: 13, activities: 39, placeholders: 1, citations: 41, completeCitations: 35 },
  historical: { axes: 2, objectives: 8, activities: 11, outcomes: 21, citations: 19, completeCitations: 18 },
  schedules: { continuous: 26, scheduled: 2, toBeDefined: 7, pending: 4, unknown: 0 },
  cadences: 9,
  fromPlanOfAction: { objectives: 3, activities: 5 },
  responsibilityTexts: 16,
};

const cadences = {
  '1.1': ['perMeeting', ['GRCM', 'CRM']],
  '1.2': ['perMeeting', ['RED']],
  '3.1': ['perMeeting', ['GRCM']],
  '6.4': ['perMeeting', ['CRM', 'GRCM']],
  '4.5': ['regular', []],
  '12.4': ['periodic', []],
  '12.5': ['regular', []],
  '12.6': ['regular', []],
  '13.1': ['semiAnnual', []],
};

function meaningOf({ outline }: ParsedPlan) {
  return outline.parts.flatMap((part) =>
    activitiesOf(outline, part.kind).map((one) => ({
      number: one.number,
      placeholder: one.placeholder,
      capitals: one.fromPlanOfAction,
      cadence: one.cadence,
      schedule: one.schedule && [one.schedule.status, one.schedule.date],
      parties: one.responsibilities.map(({ raw: _, ...rest }) => rest),
      mandates: one.mandates.map(({ raw: _, ...rest }) => rest),
      outcomes: one.outcomes.map(({ number, recurring, events }) => ({ number, recurring, dates: events.map((event) => event.date) })),
    })),
  );
}

function digest({ outline, counts, findings }: ParsedPlan) {
  const all = activitiesOf(outline);
  const paced = all.filter((one) => one.cadence.kind !== 'none');
  const objectives = outline.parts[0]?.axes.flatMap((axis) => axis.objectives) ?? [];
  return {
    valid: Outline.safeParse(outline).success && ImportCounts.safeParse(counts).success && Finding.array().safeParse(findings).success,
    counts,
    updatedOn: outline.updatedOn,
    cadences: Object.fromEntries(paced.map((one) => [one.number, [one.cadence.kind, one.cadence.bodies]])),
    capitals: [...objectives, ...all].filter((one) => one.fromPlanOfAction).map((one) => one.number),
  };
}

const expected = {
  valid: true,
  counts: figures,
  updatedOn: '2009-11-26',
  cadences,
  capitals: ['11', '12', '13', '4.5', '4.6', '11.1', '12.1', '13.1'],
};

describe('the demo plan', () => {
  const demo = { es: parsePlan(demoPlan('es'), 'text/plain', spanish), en: parsePlan(demoPlan('en'), 'text/plain', english) };

  test.each(['es', 'en'] as const)('has the figures of the plan of 2009 in %s', (language) => {
    expect(digest(demo[language])).toEqual(expected);
  });

  test.each(['es', 'en'] as const)('warns in %s of nothing but what the plan itself leaves open', (language) => {
    const warnings = demo[language].findings.filter((one) => one.severity !== 'info').map((one) => `${one.code} ${one.where}`);
    expect(warnings).toEqual([
      'conditional-removal active B 7.1',
      'placeholder active B 7.1',
      'missing-mandate active C 9.1',
      'conditional-removal active C 13.1 responsible',
    ]);
  });

  test('means the same in both languages', () => {
    expect(meaningOf(demo.en)).toEqual(meaningOf(demo.es));
  });
});

describe.skipIf(!hasSources)('the real plan of 2009', () => {
  // The body of a skipped suite still runs: it must not look for the document.
  const fromText = parsePlan(hasSources ? realPlan('txt') : demoPlan('es'), 'text/plain', spanish);
  const fromWord = hasSources ? parsePlan(realPlan('docx'), docxType, spanish) : fromText;
  const { outline, findings } = fromText;

  test('has its figures from the text and from the Word document', () => {
    expect(digest(fromText)).toEqual(expected);
    expect(digest(fromWord)).toEqual(expected);
  });

  test('is the same outline with the same findings from both', () => {
    expect(fromWord).toEqual(fromText);
  });

  test('means what the demo plan means', () => {
    const demo = meaningOf(parsePlan(demoPlan('es'), 'text/plain', spanish));
    expect(meaningOf(fromText)).toEqual(demo);
  });

  test('has its number slips linked by cell and position and told', () => {
    const slips = findings.filter((one) => one.code === 'number-mismatch').map((one) => [one.where, one.printed]);
    expect(slips).toEqual([
      ['active A 2.2 schedule', '2.1.1.2.'],
      ['active C 8.1 schedule', '8.1.1'],
      ['active C 12.1 schedule', '12.1.1'],
      ['active C 13.1 responsible', '13.2.1'],
    ]);
    expect(activity(outline, '2.2')).toMatchObject({
      schedule: { date: '2010-02' },
      responsibilities: [{ party: { organisation: 'SLV' } }],
    });
  });

  test.each([
    ['placeholder', ['active B 7.1']],
    ['conditional-removal', ['active B 7.1', 'active C 13.1 responsible']],
    ['missing-mandate', ['active C 9.1']],
    ['citation-elsewhere', ['active A 4.1 responsible', 'active C 8.1 schedule', 'active C 9.3 schedule']],
    ['possible-citation', ['historical B 1.4 outcome 1.4.1']],
    ['cross-reference', ['historical B 1.4']],
    [
      'content-after-date',
      ['2.2', '5.1', '6.3', '6.5', '6.10', '10.2', '12.3'].map((number) => expect.stringMatching(` ${number.replace('.', '\\.')}$`)),
    ],
    ['fused-objective', ['active C 12', 'active C 13', 'historical A 3']],
    ['duplicate-objective', ['historical A 1', 'historical A 2', 'historical A 3', 'historical B 1']],
    ['footnote', ['document', 'document', 'document']],
    ['unknown-party', []],
    ['unknown-schedule', []],
  ])('has its %s told', (code, where) => {
    expect(findingsAt(findings, code)).toEqual(where);
  });

  test('has the events of its outcomes', () => {
    const events = activitiesOf(outline, 'historical').flatMap((one) => one.outcomes.flatMap((outcome) => outcome.events));
    expect(events.map(({ place, date }) => [place, date])).toEqual([
      ['Managua, Nicaragua', '2008-07-22/2008-07-23'],
      ['Manzanillo, México', '2008-01'],
      ['San Salvador', '2005-02-07/2005-02-11'],
      ['Tegucigalpa', '2006-09-18/2006-09-19'],
      ['Belize City', '2007-10-17/2007-10-19'],
      ['Panamá', '2009-03-04/2009-03-06'],
    ]);
  });

  test('has the paragraph without number joined to the outcome before it', () => {
    const outcome = activity(outline, '5.1', 'historical').outcomes[1];
    expect(outcome).toMatchObject({ number: '5.1.2', mandates: [{ point: '10', instrument: 'conclusions' }] });
    expect(outcome?.text.es?.split('\n')).toHaveLength(2);
  });

  test('has five outcomes that keep coming', () => {
    const all = activitiesOf(outline, 'historical').flatMap((one) => one.outcomes);
    expect(all.filter((one) => one.recurring).map((one) => one.number)).toEqual(['3.1.1', '4.1.1', '4.1.2', '4.1.3', '5.1.1']);
  });
});
