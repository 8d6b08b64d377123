import fc from 'fast-check';
import { parseParties } from '../../services/plans/import/parties.ts';
import { partyPhrases } from '../../services/plans/import/names.ts';
import { parseCadence } from '../../services/plans/import/cadence.ts';
import { parseSchedule, isContinuous, isPlaceholder } from '../../services/plans/import/schedule.ts';
import { isCapitals } from '../../services/plans/import/words.ts';
import { findCitations } from '../../services/plans/citations.ts';
import type {
  MandateRef,
  Note,
  Outline,
  OutlineActivity,
  OutlineAxis,
  OutlineObjective,
  Outcome,
} from '../../shared/contract/plans/outline.ts';
import { bodies, organisations } from './plans.ts';

const nouns = ['datos', 'talleres', 'víctimas', 'leyes', 'campañas', 'rutas', 'niñas', 'fronteras', 'guías', 'albergues'];
const verbs = ['Publicar', 'Analizar', 'Difundir', 'Mejorar', 'Estudiar', 'Ordenar'];
const citations = [
  '(Ref.: p. 3, CRM, Deci., mayo, 2004)',
  '(Ref.: Managua, octubre, 2007)',
  '(Ref.: p. e.B, Inf. Red Trata, GRCM, diciembre 2009)',
  '(Ref.: p. 1, CRM, Deci., mayo, 2004; p. 2, CRM, Deci., mayo, 2005)',
];
const parties = ['Países miembros', 'México y OIM', 'La ST con insumos de los países', 'País sede en coordinación con la ST', 'Costa Rica'];
const schedules = [
  'Continuo',
  'Por definir',
  'Pendiente',
  'Febrero 2010',
  '2010',
  '7 a 11 de febrero de 2005',
  'Continuo - sigue',
  'CONTINUO',
];
const events = ['Managua, Nicaragua, 22 y 23 de julio 2008', 'Panamá, mayo 2009', 'San José, Costa Rica, 4 de marzo de 2008'];
const notes = ['NOTA: Si no hay actividades, será eliminado.', 'NOTA: Falta el visto bueno de las redes.'];
const phrases = partyPhrases(organisations);

const words = fc
  .tuple(fc.constantFrom(...verbs), fc.array(fc.constantFrom(...nouns), { minLength: 1, maxLength: 8 }))
  .map(([verb, list]) => `${verb} ${list.join(' ')}`);
const sentences = fc
  .tuple(words, fc.constantFrom('', '.'), fc.option(words))
  .map(([text, stop, more]) => (more ? `${text}${stop}\n${more}` : `${text}${stop}`));
const printed = fc.tuple(sentences, fc.boolean()).map(([text, loud]) => (loud ? text.toUpperCase() : text));

const citedIn = (foundIn: MandateRef['foundIn']) =>
  fc
    .array(fc.constantFrom(...citations), { maxLength: 2 })
    .map((list): MandateRef[] => list.flatMap((raw) => findCitations(raw, bodies).map(({ citation }) => ({ ...citation, foundIn }))));

const notesIn = (foundIn: Note['foundIn']) =>
  fc.option(fc.constantFrom(...notes)).map((raw): Note[] => (raw === null ? [] : [{ raw, foundIn, removal: raw.includes('eliminado') }]));

const dateOf = new Map(events.map((raw, at) => [raw, ['2008-07-22/2008-07-23', '2009-05', '2008-03-04'][at] ?? null]));
const placeOf = (raw: string) => raw.replace(/, (?:\d|mayo).*$/, '');

const outcomes = fc.record({
  text: sentences,
  mandates: citedIn('outcome'),
  events: fc.uniqueArray(fc.constantFrom(...events), { maxLength: 3 }),
  closes: fc.boolean(),
});

function toOutcome(
  { text, mandates, events: list, closes }: typeof outcomes extends fc.Arbitrary<infer T> ? T : never,
  number: string,
): Outcome {
  const [first] = list;
  const closing = closes && first !== undefined ? `${text}\nTaller celebrado en ${first}` : text;
  return {
    number,
    text: { es: closing },
    mandates,
    events: list.map((raw) => ({ raw, place: placeOf(raw), date: dateOf.get(raw) ?? null })),
    recurring: isContinuous(closing),
  };
}

const drafts = fc.record({
  text: fc.oneof({ weight: 9, arbitrary: printed }, { weight: 1, arbitrary: fc.constant('Por definir.') }),
  party: fc.option(fc.constantFrom(...parties)),
  schedule: fc.option(fc.constantFrom(...schedules)),
  own: citedIn('activity'),
  byParty: citedIn('responsible'),
  bySchedule: citedIn('schedule'),
  note: notesIn('activity'),
  partyNote: notesIn('responsible'),
  outcomes: fc.array(outcomes, { maxLength: 3 }),
});
type Draft = typeof drafts extends fc.Arbitrary<infer T> ? T : never;

function toActivity(draft: Draft, number: string, part: 'active' | 'historical'): OutlineActivity {
  const active = part === 'active';
  const raw = active ? draft.party : null;
  const schedule = active && draft.schedule !== null ? parseSchedule(draft.schedule) : null;
  const own = [draft.text, ...draft.note.map((note) => note.raw)].join(' ');
  const responsibilities = raw === null ? [] : parseParties(raw, phrases).responsibilities;
  const noted = [...draft.note, ...(active ? draft.partyNote : [])];
  return {
    number,
    text: { es: draft.text },
    fromPlanOfAction: isCapitals(draft.text),
    placeholder: isPlaceholder(draft.text),
    mandates: [...draft.own, ...(active ? [...draft.byParty, ...draft.bySchedule] : [])],
    responsibilities,
    schedule,
    cadence: parseCadence([own, ...responsibilities.slice(0, 1).map((one) => one.raw), schedule?.raw ?? ''], bodies),
    ...(noted.length > 0 ? { notes: noted } : {}),
    outcomes: active ? [] : draft.outcomes.map((one, at) => toOutcome(one, `${number}.${at + 1}`)),
  };
}

const objectives = fc.array(fc.record({ text: printed, activities: fc.array(drafts, { maxLength: 4 }) }), { minLength: 1, maxLength: 4 });
const parts = fc.array(objectives, { minLength: 1, maxLength: 3 });

function toAxes(list: typeof parts extends fc.Arbitrary<infer T> ? T : never, part: 'active' | 'historical'): OutlineAxis[] {
  let number = 0;
  return list.map((group, at) => ({
    code: 'ABC'[at] ?? 'A',
    title: { es: ['Prevención', 'Protección', 'Cooperación'][at] ?? '' },
    objectives: group.map(({ text, activities }): OutlineObjective => {
      const own = String(++number);
      const items = activities.map((draft, index) => toActivity(draft, `${own}.${index + 1}`, part));
      return { number: own, text: { es: text }, fromPlanOfAction: isCapitals(text), activities: items };
    }),
  }));
}

const hasActivities = ({ parts: list }: Outline) =>
  list.some(({ axes }) => axes.some((axis) => axis.objectives.some(({ activities }) => activities.length > 0)));

/** Plans as a document can print them: what the rules of the importer make of a text is what stands in them. */
export const outlines: fc.Arbitrary<Outline> = fc
  .record({ active: parts, historical: fc.option(parts), updatedOn: fc.constantFrom('2009-11-26', '2009-11', '2009', null) })
  .map(({ active, historical, updatedOn }): Outline => ({
    title: { es: 'PLAN DE TRABAJO DE LA RED DE EJEMPLO' },
    updatedOn,
    parts: [
      { kind: 'active' as const, axes: toAxes(active, 'active') },
      ...(historical ? [{ kind: 'historical' as const, axes: toAxes(historical, 'historical') }] : []),
    ],
  }))
  .filter(hasActivities);
