import type { NewMeeting, NewPoint } from '../../shared/contract/index.ts';

type Demo = Pick<NewMeeting, 'body' | 'session' | 'title' | 'place' | 'date' | 'state'>;

/** Days from today, for meetings that are still to come. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const city = { es: 'Ciudad de Guatemala', en: 'Guatemala City' };

/** The meeting of the GRCM of December 2009, on whose eve the Network met, and one to come. The Network meets the day before each. */
export const demoMeetings: { grcm: Demo; network: Pick<Demo, 'title' | 'place' | 'state'>; held: boolean }[] = [
  {
    grcm: { body: 'GRCM', session: null, title: null, place: city, date: '2009-12-02/2009-12-03', state: 'held' },
    network: { title: { es: 'Reunión de la Red', en: 'Meeting of the Network' }, place: city, state: 'held' },
    held: true,
  },
  {
    grcm: {
      body: 'GRCM',
      session: null,
      title: null,
      place: { es: 'San José', en: 'San José' },
      date: `${inDays(60)}/${inDays(61)}`,
      state: 'confirmed',
    },
    network: {
      title: { es: 'Reunión de la Red', en: 'Meeting of the Network' },
      place: { es: 'San José', en: 'San José' },
      state: 'confirmed',
    },
    held: false,
  },
];

/** Who was not there on 1 December 2009. */
export const absentIn2009 = ['BLZ', 'HND'];

const item = (label: string, es: string, en: string): Pick<NewPoint, 'label' | 'kind' | 'text'> => ({
  label,
  kind: 'item',
  text: { es, en },
});
const proposal = (label: string, es: string, en: string): Pick<NewPoint, 'label' | 'kind' | 'text'> => ({
  label,
  kind: 'proposal',
  text: { es, en },
});

/** The report of the Network of 1 December 2009, in words of our own. */
export const pointsOf2009 = [
  item(
    'a',
    'Los países contaron lo que hacen contra la trata y el tráfico, y sus iniciativas entre dos.',
    'Countries told what they do against trafficking and smuggling, and their bilateral initiatives.',
  ),
  item(
    'b',
    'Se les invitó a adoptar prácticas que a otros les sirven, como mapas de puntos ciegos y campañas.',
    'They were invited to adopt practices that serve others, such as maps of blind spots and campaigns.',
  ),
  item(
    'c',
    'Se agradeció a Canadá y a Costa Rica lo que aportaron al material de referencia.',
    'Canada and Costa Rica were thanked for what they gave to the reference material.',
  ),
  item(
    'd',
    'Conviene compartir estadísticas sobre tendencias, con el país de origen.',
    'Statistics on trends should be shared, with the country of origin.',
  ),
  item(
    'e',
    'México, junto con la OIM, presenta dos documentos a la consideración del GRCM.',
    'Mexico, together with IOM, presents two documents for the consideration of the RCGM.',
  ),
  item(
    'e.A',
    'Cuadros comparativos de las leyes sobre trata, a los que se sumará el tráfico.',
    'Comparative tables of the laws on trafficking, to which smuggling will be added.',
  ),
  item(
    'e.B',
    'Directorio de referencia para repatriar y reintegrar a víctimas de trata.',
    'Reference directory for the repatriation and reintegration of victims of trafficking.',
  ),
  item(
    'f',
    'El Salvador prepara el taller sobre legislación de febrero de 2010.',
    'El Salvador prepares the workshop on legislation of February 2010.',
  ),
  item(
    'g',
    'Se agradeció a la RROCM su informe y se tomó nota de lo que le preocupa.',
    'The RNCOM was thanked for its report, and note was taken of its concerns.',
  ),
  proposal(
    'i',
    'Decidir dónde se debatirán los indicadores de línea base sobre trata.',
    'To decide where the baseline indicators on trafficking will be discussed.',
  ),
  proposal(
    'ii',
    'Valorar un anexo técnico sobre el retorno y el interés superior del niño.',
    'To consider a technical annex on return and the best interests of the child.',
  ),
  proposal(
    'iii',
    'Agradecer los cursos del Aula Virtual, que los países se comprometen a replicar en 2010.',
    'To give thanks for the Virtual Classroom courses, which countries undertake to replicate in 2010.',
  ),
  proposal(
    'iv',
    'Que la Secretaría Técnica revise el plan de trabajo junto con el Plan de Acción.',
    'That the Technical Secretariat revise the work plan together with the Plan of Action.',
  ),
];
