import type { AnnualReport } from '../../shared/contract/plans/annual-report.ts';
import type { Pack, PackCell } from '../../shared/contract/plans/pack.ts';
import { defaultScheme } from '../../shared/contract/plans/schemes.ts';

const id = (number: number) => `0190f3c2-7d7e-7a4e-9d55-${String(number).padStart(12, '0')}`;
const es = (text: string) => ({ es: text });

/** A cell of an invented network for which nothing came. */
export const silentCell = (organisation: string, more: Partial<PackCell> = {}): PackCell => ({
  organisation,
  role: 'responsible',
  period: '2010-S1',
  due: '2010-06-30',
  state: 'due',
  silent: true,
  says: null,
  ...more,
});

/** A cell on which there is a report. */
export const reportedCell = (
  organisation: string,
  says: Partial<NonNullable<PackCell['says']>>,
  more: Partial<PackCell> = {},
): PackCell => ({
  ...silentCell(organisation),
  state: 'validated',
  silent: false,
  report: id(90),
  says: { done: null, limitations: null, nextSteps: null, indicators: [], ...says },
  ...more,
});

/** A meeting of an invented network for which nothing at all falls due, and whose every field that may be missing is. */
export const emptyPack: Pack = {
  meeting: { id: id(1), body: 'GRUPO', bodyName: null, session: null, title: null, place: null, date: null, startsOn: null },
  plan: null,
  madeOn: '2010-06-01',
  from: '2009-06-02',
  to: '2010-06-01',
  organisations: {},
  codes: {},
  activities: [],
  agreements: [],
  objectives: [],
  withoutMandate: [],
  longToBeDefined: [],
  unresolved: [],
};

const agreement: Pack['agreements'][number] = {
  id: id(20),
  network: id(2),
  meeting: id(1),
  point: null,
  theme: { es: 'Directorio', en: 'Directory' },
  text: { es: 'Enviar los nombres\nde dos funcionarios', en: 'Send the names of two officials' },
  owners: [id(31), id(39)],
  recipients: [id(32)],
  deadline: { kind: 'date', date: '2010-03' },
  dueOn: '2010-03-31',
  overdue: true,
  state: 'open',
  closedOn: null,
  note: null,
  createdAt: '2009-12-02T00:00:00.000Z',
};

/** A pack with something of everything. */
export const fullPack: Pack = {
  ...emptyPack,
  meeting: {
    ...emptyPack.meeting,
    bodyName: { es: 'Grupo de ejemplo', en: 'Example group' },
    session: 'XI',
    title: { es: 'XI Reunión del Grupo', en: 'Eleventh meeting of the Group' },
    place: { es: 'Ciudad Inventada' },
    date: '2010-06-16/2010-06-17',
    startsOn: '2010-06-16',
  },
  plan: { id: id(3), title: { es: 'Plan de ejemplo', en: 'Example plan' }, version: 4 },
  organisations: { AAA: { es: 'País A', en: 'Country A' }, BBB: { es: 'País B', en: 'Country B' } },
  codes: { [id(31)]: 'AAA', [id(32)]: 'BBB' },
  activities: [
    {
      id: id(10),
      number: '1.1',
      text: { es: 'Informar de los avances', en: 'Report on progress' },
      cells: [
        reportedCell('AAA', {
          done: { es: 'Dos talleres\nUna campaña', en: 'Two workshops' },
          limitations: es('Falta presupuesto'),
          nextSteps: es('Repetir en otoño'),
          indicators: [
            { name: es('Personas formadas'), value: 12345.5, unit: null },
            { name: es('Cobertura'), value: 80, unit: '%' },
          ],
        }),
        silentCell('BBB', { state: 'overdue', due: '2010-03-31', role: 'input' }),
        silentCell('CCC', { state: 'declined', silent: false, reason: es('No tiene frontera') }),
        silentCell('DDD', { state: 'notApplicable', silent: false, reason: es('Otra autoridad lo lleva') }),
        silentCell('EEE', { state: 'reported', silent: false }),
        silentCell('FFF', { state: 'validated', silent: false }),
        reportedCell('GGG', {}),
      ],
    },
    { id: id(11), number: null, text: es('Actividad sin número'), cells: [silentCell('BBB', { period: id(1), due: '2010-06-16' })] },
  ],
  agreements: [
    {
      ...agreement,
      id: id(21),
      theme: null,
      text: es('Presentar el borrador'),
      owners: [],
      recipients: [],
      deadline: { kind: 'nextMeeting', body: 'GRUPO' },
      dueOn: '2010-06-16',
      overdue: false,
    },
    agreement,
  ],
  objectives: [
    { id: id(40), number: '7', text: es('Cooperar'), rule: 'withoutActivities', source: 'Se eliminará si no se proponen actividades.' },
    { id: id(41), number: '13', text: es('Contar'), rule: 'withoutResponsibles', source: null },
  ],
  withoutMandate: [{ id: id(11), number: '3.2', text: es('Sin mandato') }],
  longToBeDefined: [{ id: id(12), number: '4.1', text: es('Largo por definir'), since: '2008-02-01' }],
  unresolved: [{ id: id(50), raw: '(Ref.: p. 3, Grupo, mayo, 2004)', activities: ['1.1', '3.2'] }],
};

const numbered = (number: string | null, text: string, at: number) => ({ id: id(at), number, text: es(text) });
const entry = (numbers: string[], text: string) => ({ numbers, text: es(text), report: null });

/** An annual report in the form of a matrix of mandates. */
export const mandatesReport: AnnualReport = {
  plan: id(3),
  title: { es: 'Programa de ejemplo', en: 'Example programme' },
  year: 2011,
  scheme: { ...defaultScheme, shape: 'mandates' },
  actors: [
    {
      organisation: { code: 'ORG', name: { es: 'Órgano', en: 'Organ' } },
      mandates: [
        numbered('66', 'Formar', 66),
        numbered('67', 'Publicar', 67),
        numbered('68', 'Traducir', 68),
        numbered(null, 'Otras tareas', 69),
      ],
      programmed: [entry(['66'], 'Un curso')],
      carriedOut: [entry(['67', '66'], 'Curso y manual'), entry([], 'Reunión aparte')],
      programmedNext: [entry(['66'], 'Otro curso')],
      funding: [entry(['67'], 'Fondo regular')],
      silent: ['68'],
    },
  ],
  themes: [],
};

/** An annual report by theme, in the words of a scheme of its own. */
export const goalsReport: AnnualReport = {
  ...mandatesReport,
  scheme: {
    shape: 'goals',
    levels: {
      axis: { es: 'Tema', en: 'Theme' },
      objective: { es: 'Objetivo', en: 'Objective' },
      activity: { es: 'Meta', en: 'Goal' },
      entry: { es: 'Acción', en: 'Action' },
    },
  },
  actors: [],
  themes: [
    {
      code: 'A',
      title: { es: 'Movilidad', en: 'Mobility' },
      objectives: [
        {
          ...numbered('1', 'Defender', 71),
          goals: [
            {
              ...numbered('1.1', 'Capacitar', 72),
              actions: [
                { organisation: { code: 'AAA', name: { es: 'País A' } }, text: es('Un seminario'), report: id(73) },
                { organisation: { code: 'BBB', name: { es: 'País B' } }, text: es('Una guía'), report: id(74) },
              ],
            },
            { ...numbered('1.2', 'Vigilar', 75), actions: [] },
          ],
        },
        { ...numbered('2', 'Sin metas', 76), goals: [] },
      ],
    },
  ],
};
