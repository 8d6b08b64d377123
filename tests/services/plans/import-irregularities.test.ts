import { describe, expect, test } from 'vitest';
import { activitiesOf, activity, findingsAt, parseText } from '../../support/plans.ts';

const head = 'PLAN\n\n\tOBJETIVOS\n\tACTIVIDADES\n\tRESPONSABLE\n\tCALENDARIO\n\n\nPOLÍTICAS Y GESTIÓN\n\nA. Prevención\n\n';

type Cells = { objective?: string; activities: string; responsible?: string; schedule?: string };

function plan(rows: readonly Cells[], tail = '') {
  const cells = rows.map(({ objective = '1. Prevenir', activities, responsible = '', schedule = '' }) =>
    [objective, activities, responsible, schedule].map((one) => `\t${one}`).join('\n'),
  );
  return parseText(`${head}${cells.join('\n\n')}\n${tail}`);
}

function linked(responsible: string, schedule: string) {
  const { outline, findings } = plan([{ activities: '1.1 a\n\n1.2 b\n1.3 c', responsible, schedule }]);
  const all = activitiesOf(outline).map((one) => `${one.responsibilities[0]?.party.organisation} ${one.schedule?.status}`);
  return { all, mismatches: findingsAt(findings, 'number-mismatch') };
}

const rightParties = '1.1.1 OIM\n1.2.1 ST\n1.3.1 RROCM';
const rightCalendar = '1.1.1.1 Continuo\n1.2.1.1 Pendiente\n1.3.1.1 Por definir';
const right = ['IOM continuous', 'ST pending', 'RROCM toBeDefined'];

describe('numbers link the cells of a row', () => {
  test.each([
    ['as they should be', rightParties, rightCalendar, 0],
    ['with final dots and blank lines', '1.1.1. OIM\n\n1.2.1.  ST\n1.3.1 RROCM', rightCalendar, 0],
    ['in another order', '1.3.1 RROCM\n1.1.1 OIM\n1.2.1 ST', '1.2.1.1 Pendiente\n1.1.1.1 Continuo\n1.3.1.1 Por definir', 0],
    ['with one that belongs to the activity before (N1)', rightParties, '1.1.1.1 Continuo\n1.1.1.2. Pendiente\n1.3.1.1 Por definir', 1],
    ['with one a level short (N3, N4)', rightParties, '1.1.1 Continuo\n1.2.1.1 Pendiente\n1.3.1.1 Por definir', 1],
    ['with one that no activity has (N5)', '1.1.1 OIM\n1.4.1 ST\n1.3.1 RROCM', rightCalendar, 1],
    ['with one printed twice', '1.1.1 OIM\n1.3.1 ST\n1.3.1 RROCM', rightCalendar, 1],
    ['with none at all', 'OIM\nST\nRROCM', 'Continuo\nPendiente\nPor definir', 0],
  ])('%s', (_, responsible, schedule, slips) => {
    const { all, mismatches } = linked(responsible, schedule);
    expect(all).toEqual(right);
    expect(mismatches).toHaveLength(slips);
  });

  test('and several parties of one activity stay with it', () => {
    const { outline } = plan([
      { activities: '1.1 a\n1.2 b', responsible: '1.1.1 OIM\n1.1.2 ST\n1.2.1 RROCM', schedule: '1.1.1.1 Continuo\n1.2.1.1 Continuo' },
    ]);
    expect(activitiesOf(outline).map((one) => one.responsibilities.map((share) => share.party.organisation))).toEqual([
      ['IOM', 'ST'],
      ['RROCM'],
    ]);
  });

  test('and one text without number holds for every activity of its row', () => {
    const { outline, findings } = plan([{ activities: '1.1 a\n1.2 b', responsible: 'Países miembros', schedule: 'Continuo' }]);
    expect(activitiesOf(outline).map((one) => [one.responsibilities[0]?.party.kind, one.schedule?.status])).toEqual([
      ['allMembers', 'continuous'],
      ['allMembers', 'continuous'],
    ]);
    expect(findingsAt(findings, 'shared-cell')).toEqual(['active A 1.1 responsible', 'active A 1.1 schedule']);
  });

  test('as labels: 6.10 stays after 6.9 and apart from 6.1 (N7)', () => {
    const { outline } = plan([
      { objective: '6. Uno', activities: '6.1 a\n6.9 b\n6.10 c', schedule: '6.1.1.1 Continuo\n6.9.1.1 Pendiente\n6.10.1.1 2010' },
    ]);
    expect(activitiesOf(outline).map((one) => [one.number, one.schedule?.status])).toEqual([
      ['6.1', 'continuous'],
      ['6.9', 'pending'],
      ['6.10', 'scheduled'],
    ]);
  });

  test('that repeat or belong elsewhere are told', () => {
    const { findings } = plan([{ activities: '1.1 a\n1.1 b\n2.3 c' }]);
    expect(findingsAt(findings, 'duplicate-number')).toEqual(['active A 1.1']);
    expect(findingsAt(findings, 'number-mismatch')).toEqual(['active A 2.3']);
  });
});

describe('what an activity is', () => {
  test('is not decided by empty cells: a placeholder is kept as such (T4, PL-08)', () => {
    const { outline, counts, findings } = plan([
      { activities: '1.1 Por definir. NOTA: Sin actividades sería eliminado.' },
      { objective: '2. Otro', activities: '2.1 a' },
    ]);
    expect(activity(outline, '1.1')).toMatchObject({
      placeholder: true,
      text: { es: 'Por definir.' },
      schedule: null,
      responsibilities: [],
    });
    expect(counts.active).toMatchObject({ activities: 1, placeholders: 1 });
    expect(findingsAt(findings, 'missing-party')).toEqual(['active A 2.1 responsible']);
    expect(findingsAt(findings, 'conditional-removal')).toEqual(['active A 1.1']);
  });

  test('includes the line that goes on with it, its reference too (T7, T14)', () => {
    const { outline } = plan([{ activities: '1.1 Informar a los países\nde la región\n(Ref.: p. 3, CRM,\nDeci., mayo, 2004)' }]);
    expect(activity(outline, '1.1')).toMatchObject({
      text: { es: 'Informar a los países\nde la región' },
      mandates: [{ complete: true, foundIn: 'activity' }],
    });
  });

  test('is in capitals without its reference, whatever acronyms say (PL-06, section 10)', () => {
    const { outline } = plan([
      { activities: '1.1 PUBLICAR LOGROS CON LAS ONG’S (Ref.: p. 3, CRM, mayo, 2004)\n1.2 Informar a GRCM, CRM, RROCM y OIM' },
    ]);
    expect(activitiesOf(outline).map((one) => one.fromPlanOfAction)).toEqual([true, false]);
  });

  test('keeps the note beside its party out of the party (PL-09)', () => {
    const { outline, findings } = plan([
      { activities: '1.1 a', responsible: '1.1.1 Países miembros. NOTA: Si no los hay, sería eliminado.' },
    ]);
    expect(activity(outline, '1.1').responsibilities).toEqual([
      { party: { kind: 'allMembers', organisation: null }, role: 'responsible', optional: false, raw: 'Países miembros' },
    ]);
    expect(findingsAt(findings, 'conditional-removal')).toEqual(['active A 1.1 responsible']);
  });

  test('keeps references of its other cells with where they stood (R12)', () => {
    const { outline, findings } = plan([
      { activities: '1.1 a', responsible: '1.1.1 OIM (Ref: XI RCM).', schedule: '1.1.1.1 Por definir. (Tegucigalpa, noviembre de 2008)' },
    ]);
    expect(activity(outline, '1.1').mandates.map((one) => [one.foundIn, one.session, one.place])).toEqual([
      ['responsible', 'XI', null],
      ['schedule', null, 'Tegucigalpa'],
    ]);
    expect(activity(outline, '1.1')).toMatchObject({ responsibilities: [{ raw: 'OIM' }], schedule: { raw: 'Por definir.', note: null } });
    expect(findingsAt(findings, 'citation-elsewhere')).toHaveLength(2);
  });

  test.each([
    ['unknown-party', { activities: '1.1 a', responsible: '1.1.1 Ministerio de Nadie' }, 'active A 1.1 responsible'],
    ['unknown-schedule', { activities: '1.1 a', schedule: '1.1.1.1 cuando se pueda' }, 'active A 1.1 schedule'],
    ['missing-mandate', { activities: '1.1 a' }, 'active A 1.1'],
    ['partial-citation', { activities: '1.1 a (Ref.: CRM, mayo, 2002)' }, 'active A 1.1'],
    ['cross-reference', { activities: '1.1 Véase el punto 6.3 de este Plan' }, 'active A 1.1'],
    ['no-activities', { activities: '' }, 'active A 1'],
    ['fused-objective', { objective: '1. ANALIZAR LAS NORMAS. Y ESTABLECER CURSOS', activities: '1.1 a' }, 'active A 1'],
  ])('tells %s', (code, cells, where) => {
    const { findings } = plan([
      cells,
      {
        objective: '9. Otro',
        activities: '9.1 b (Ref.: p. 3, CRM, Deci., mayo, 2004)',
        responsible: '9.1.1 OIM',
        schedule: '9.1.1.1 Continuo',
      },
    ]);
    expect(findingsAt(findings, code)).toEqual([where]);
  });
});

describe('the historical part begins', () => {
  const active = [{ activities: '1.1 a', responsible: '1.1.1 OIM', schedule: '1.1.1.1 Continuo' }];
  const row = '\t1. Otro\n\t1.1 b\n\t1.1.1 hecho\n';

  test.each([
    ['where section and axis come back (T8)', '\nI. POLÍTICAS Y GESTIÓN\n\nA. Prevención\n\n'],
    ['where the axis comes back', '\nA. Prevención\n\n'],
    ['where a heading says so', '\nParte histórica\n\n'],
    ['where an axis of three cells begins', '\nB. Lo hecho\n\n'],
  ])('%s', (_, heading) => {
    const { outline } = plan(active, heading + row);
    expect(outline.parts.map((part) => part.kind)).toEqual(['active', 'historical']);
    expect(activity(outline, '1.1', 'historical')).toMatchObject({
      schedule: null,
      outcomes: [{ number: '1.1.1', text: { es: 'hecho' } }],
    });
  });

  test('not where another axis or a new section begins', () => {
    const other = '\t2. Otro\n\t2.1 b\n\t2.1.1 OIM\n\t2.1.1.1 Continuo\n';
    expect(plan(active, `\nB. Otro\n\n${other}`).outline.parts).toHaveLength(1);
    const twice = plan(active, `\nPROTECCIÓN DE VÍCTIMAS\n\nA. Otro\n\n${other}`).outline;
    expect(twice.parts).toHaveLength(1);
    expect(new Set(twice.parts[0]?.axes.map((axis) => axis.code)).size).toBe(2);
  });

  test('and its numbers, which start again, are no keys (T3)', () => {
    const { outline } = plan(active, `\nA. Prevención\n\n${row}\nB. Información\n\n${row}`);
    expect(
      outline.parts.flatMap((part) => part.axes.map((axis) => [part.kind, axis.code, axis.objectives[0]?.activities[0]?.number])),
    ).toEqual([
      ['active', 'A', '1.1'],
      ['historical', 'A', '1.1'],
      ['historical', 'B', '1.1'],
    ]);
  });
});

describe('an outcome', () => {
  function outcomes(cell: string) {
    const { outline, findings } = plan([{ activities: '1.1 a' }], `\nA. Prevención\n\n\t1. Otro\n\t1.1 b\n\n1.2 c\n\t${cell}\n`);
    return { lists: activitiesOf(outline, 'historical').map((one) => one.outcomes), findings };
  }

  test('belongs to the activity that its number names', () => {
    const { lists } = outcomes('1.1.1 x\n1.2.1 y\n\n1.2.2 z');
    expect(lists.map((list) => list.map((one) => one.number))).toEqual([['1.1.1'], ['1.2.1', '1.2.2']]);
  });

  test('has the lines without number under it, events as events (T6)', () => {
    const { lists } = outcomes(
      '1.1.1 Eventos:\n\n- San Salvador, 7 - 11 de febrero de 2005.\n- Taller realizado en Panamá, 4-6 de marzo de 2009\n- otra cosa\n1.2.1 y',
    );
    expect(lists[0]?.[0]).toMatchObject({ text: { es: 'Eventos:\n- otra cosa' } });
    expect(lists[0]?.[0]?.events).toEqual([
      { raw: 'San Salvador, 7 - 11 de febrero de 2005', place: 'San Salvador', date: '2005-02-07/2005-02-11' },
      { raw: 'Taller realizado en Panamá, 4-6 de marzo de 2009', place: 'Panamá', date: '2009-03-04/2009-03-06' },
    ]);
  });

  test.each([
    ['Taller “Uno”. Managua, Nicaragua, 22 y 23 de julio 2008', 'Managua, Nicaragua', '2008-07-22/2008-07-23'],
    ['Taller realizado en Manzanillo, México, enero de 2008.', 'Manzanillo, México', '2008-01'],
    ['Workshop held in Panama, July 22-23, 2008', 'Panama', '2008-07-22/2008-07-23'],
  ])('closes with an event: %s', (text, place, date) => {
    expect(outcomes(`1.1.1 ${text}`).lists[0]?.[0]?.events).toMatchObject([{ place, date }]);
  });

  test('that reads like a reference is told, not made one', () => {
    const { lists, findings } = outcomes('1.1.1 Red de Trata y Tráfico, GRCM, diciembre, 2009');
    expect(lists[0]?.[0]).toMatchObject({ mandates: [], events: [] });
    expect(findingsAt(findings, 'possible-citation')).toEqual(['historical A 1.1 outcome 1.1.1']);
  });

  test.each(['Continuo - x', 'Continuo – x', 'Continuo -- x', 'CONTINUO. x'])('keeps coming: %s', (text) => {
    expect(outcomes(`1.1.1 ${text}`).lists[0]?.[0]?.recurring).toBe(true);
  });
});

describe('the whole document', () => {
  test('gives its title and the date of its update', () => {
    const text = head.replace(
      'PLAN\n',
      'CONFERENCIA DE LOS PAÍSES DE TODA LA REGIÓN\n\nPLAN DE LA RED\n\nActualizado por la ST el 26 de noviembre de 2009\n',
    );
    expect(parseText(`${text}\t1. Uno\n\t1.1 a\n\t\n\t\n`).outline).toMatchObject({
      title: { es: 'PLAN DE LA RED' },
      updatedOn: '2009-11-26',
    });
  });

  test('tells what cites a later date than its own (N12)', () => {
    const dated = head.replace('PLAN\n', 'PLAN\n\nActualizado el 26 de noviembre de 2009\n');
    const { findings } = parseText(
      `${dated}\t1. Uno\n\t1.1 a (Ref.: CRM, noviembre, 2009)\n\n1.2 b (Ref.: CRM, diciembre, 2009)\n\t\n\t\n`,
    );
    expect(findingsAt(findings, 'content-after-date')).toEqual(['active A 1.2']);
  });

  test('tells an objective that is in both parts', () => {
    const { findings } = plan(
      [{ objective: '1. PREVENIR LA TRATA', activities: '1.1 a' }],
      '\nA. Prevención\n\n\t3. Prevenir  la trata.\n\t3.1 b\n\t3.1.1 c\n',
    );
    expect(findingsAt(findings, 'duplicate-objective')).toEqual(['historical A 3']);
  });
});
