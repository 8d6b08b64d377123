import { render } from '../../../shared/contract/text.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { type ChosenList, standardTerm } from '../../../shared/contract/training/standard-terms.ts';
import type { Text } from '../../../shared/contract/text.ts';
import type { CalendarEvent } from '../calendar/calendar-event.ts';
import type { TrainingRow } from '../trainings/places.ts';

/** A training with what a calendar says besides: who organises it, of which course it is, and the terms of its network. */
export type FeedRow = { training: TrainingRow; organiser: string | null; course: string | null; terms: string };

type Language = 'es' | 'en';
type Term = { list: ChosenList; code: string; name: Text };

const statuses = {
  planned: 'tentative',
  postponed: 'tentative',
  open: 'confirmed',
  confirmed: 'confirmed',
  held: 'confirmed',
  closed: 'confirmed',
  cancelled: 'cancelled',
} as const;

/** A public feed is copied by whoever wants it: an address that somebody wrote into a text would be too. */
const withoutMail = (text: string) => text.replaceAll(/[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+/g, '…');
const told = (text: Text, language: Language) => withoutMail(render(text, language));

/** Who offers it: the one of another house where the network only makes it known (register FI-19). */
const organiserOf = ({ provider }: EditionContent, organiser: string | null, language: Language) =>
  provider ?? (organiser === null ? '' : render(JSON.parse(organiser) as Text, language));

/** What a calendar shows of a training: its sessions where it has any, else itself; each at the precision that is known (EDTF). */
export function eventsOf({ training, organiser, course, terms }: FeedRow, origin: string, language: Language): CalendarEvent[] {
  const content = training.content as EditionContent;
  const own = JSON.parse(terms) as Term[];
  const named = (list: ChosenList, codes: readonly string[] = []) =>
    codes.map((code) => {
      const name = standardTerm(list, code)?.name ?? own.find((one) => one.list === list && one.code === code)?.name;
      return name ? render(name, language) : code;
    });
  const addressOf = (id: string) => content.url ?? `${origin}/trainings#${id}`;
  const whole: Omit<CalendarEvent, 'when'> = {
    id: training.id,
    sequence: training.changes,
    createdAt: training.createdAt,
    modifiedAt: training.changedAt,
    status: statuses[training.state],
    title: told(content.title, language),
    summary: content.summary ? told(content.summary, language) : null,
    place: content.place ? told(content.place, language) : (content.country ?? null),
    url: addressOf(training.id),
    themes: named('theme', content.themes),
    audiences: named('audience', content.audiences),
    languages: content.languages ?? [],
    organiser: withoutMail(organiserOf(content, organiser, language)),
    course: course === null ? null : render(JSON.parse(course) as Text, language),
    virtual: content.modality === 'virtual',
  };
  const sessions = content.sessions ?? [];
  if (sessions.length === 0 || training.state === 'postponed') return [{ ...whole, when: whenOf(content.dates) }];
  return sessions.map(({ id = '', title, place, start, end, zone, rule, except }) => ({
    ...whole,
    id,
    url: addressOf(id),
    title: title ? `${whole.title}: ${told(title, language)}` : whole.title,
    place: place ? withoutMail(place) : whole.place,
    when: { kind: 'session', start, end, zone, ...(rule ? { rule } : {}), ...(except ? { except } : {}) },
  }));
}

/** Days where both ends are known to the day; else as coarse as they are, or open. */
function whenOf(dates: string | undefined): CalendarEvent['when'] {
  if (dates === undefined) return { kind: 'open' };
  const [from = '', to = from] = dates.split('/');
  return from.length === 10 && to.length === 10 ? { kind: 'days', from, to } : { kind: 'coarse', edtf: dates };
}
