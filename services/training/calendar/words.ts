import type { Calendar, CalendarEvent, SessionTime } from './calendar-event.ts';

type Language = Calendar['language'];

const words = {
  es: {
    open: 'fecha por definir',
    repeats: 'se repite',
    when: 'Cuándo',
    place: 'Lugar',
    state: 'Estado',
    tentative: 'por confirmar',
    cancelled: 'cancelado',
    course: 'Curso',
    organiser: 'Organiza',
    audiences: 'Dirigido a',
    languages: 'Idiomas',
    mode: 'Modalidad',
    virtual: 'virtual',
  },
  en: {
    open: 'date to be defined',
    repeats: 'repeats',
    when: 'When',
    place: 'Place',
    state: 'State',
    tentative: 'to be confirmed',
    cancelled: 'cancelled',
    course: 'Course',
    organiser: 'Organised by',
    audiences: 'For',
    languages: 'Languages',
    mode: 'Mode',
    virtual: 'virtual',
  },
} as const;

const formatsOf = (language: Language) => ({
  4: new Intl.DateTimeFormat(language, { year: 'numeric', timeZone: 'UTC' }),
  7: new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }),
  10: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }),
});
const formats = { es: formatsOf('es'), en: formatsOf('en') };

function dateInWords(date: string, language: Language): string {
  const length = date.length === 4 || date.length === 7 ? date.length : 10;
  return formats[language][length].format(new Date(date.slice(0, 10)));
}

const rangeInWords = (from: string, to: string, language: Language) =>
  from === to ? dateInWords(from, language) : `${dateInWords(from, language)} – ${dateInWords(to, language)}`;

function sessionInWords({ start, end, zone, rule }: SessionTime, language: Language): string {
  const day = start.slice(0, 10) === end.slice(0, 10) ? '' : `${dateInWords(end, language)}, `;
  const repeats = rule === undefined ? '' : `; ${words[language].repeats}`;
  return `${dateInWords(start, language)}, ${start.slice(11, 16)} – ${day}${end.slice(11, 16)} (${zone})${repeats}`;
}

/** The two ends of an EDTF date or interval, as precise as they are given; the same twice for a single date. */
export function endsOf(edtf: string): [string, string] {
  const [first = '', last = first] = edtf.split('/');
  return [first, last];
}

/** An EDTF date or interval as people write it, no more precise than it is. */
export const datesInWords = (edtf: string, language: Language): string => rangeInWords(...endsOf(edtf), language);

/** When it is, no more precise than is known: `febrero de 2010`, `fecha por definir`. */
export function whenInWords(when: CalendarEvent['when'], language: Language): string {
  if (when.kind === 'open') return words[language].open;
  if (when.kind === 'days') return rangeInWords(when.from, when.to, language);
  return when.kind === 'coarse' ? datesInWords(when.edtf, language) : sessionInWords(when, language);
}

type Term = Exclude<keyof (typeof words)[Language], 'open' | 'repeats' | 'tentative' | 'cancelled' | 'virtual'>;

const linesOf = (facts: [Term, string | null][], language: Language) =>
  facts.flatMap(([term, fact]) => (fact === null || fact === '' ? [] : [`${words[language][term]}: ${fact}`]));

/** What a calendar has no field of its own for, a line for each fact. */
export const particulars = (event: CalendarEvent, language: Language): string[] =>
  linesOf(
    [
      ['course', event.course],
      ['organiser', event.organiser],
      ['audiences', event.audiences.join(', ')],
      ['languages', event.languages.join(', ')],
      ['mode', event.virtual ? words[language].virtual : null],
    ],
    language,
  );

/** All that a reader without a calendar needs, a line for each fact. */
export const factsInWords = (event: CalendarEvent, language: Language): string[] => [
  ...linesOf(
    [
      ['when', whenInWords(event.when, language)],
      ['place', event.place],
      ['state', event.status === 'confirmed' ? null : words[language][event.status]],
    ],
    language,
  ),
  ...particulars(event, language),
];
