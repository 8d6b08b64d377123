import { lastDay } from '../../../shared/contract/dates.ts';
import type { Sighting } from '../../../shared/contract/specimens/sightings.ts';
import type { StixObject } from '../../../shared/contract/specimens/stix/bundle.ts';
import type { StixNote, StixSighting } from '../../../shared/contract/specimens/stix/objects.ts';
import { idOf } from './ids.ts';
import { type Organisation, organisationIdOf } from './organisations.ts';
import { countryIdOf } from './standing.ts';
import { joined, withTexts } from './texts.ts';
import { noteWords } from './words.ts';

type Marked = Pick<StixSighting, 'object_marking_refs' | 'labels'>;
/** What a sighting is of: the alert's report, its marking, its labels, and since when they are so. */
export type Of = { report: StixSighting['sighting_of_ref']; marks: Marked; changedAt: string };

/**
 * What another country says of an alert, under the alert's label: a sighting when it was seen there too; a note when it was a false
 * positive or is no longer met, which STIX has no sighting for.
 */
export const saidOf = (one: Sighting, of: Of, by: Organisation | undefined): StixObject[] =>
  one.kind === 'seen' ? sightingOf(one, of, by) : noteOf(one, one.kind, of);

const common = ({ organisation, createdAt }: Sighting, { marks, changedAt }: Of) =>
  ({
    spec_version: '2.1',
    created_by_ref: organisationIdOf(organisation),
    created: createdAt,
    modified: latest(createdAt, changedAt),
    ...marks,
  }) as const;

function sightingOf(one: Sighting, of: Of, by: Organisation | undefined): StixObject[] {
  const { id, organisation, month, place, route, count, note, createdAt } = one;
  const where = by?.country ? [countryIdOf(by.country)] : [];
  const first = `${month}-01T00:00:00.000Z`;
  return withTexts<StixSighting>(
    {
      ...common(one, of),
      type: 'sighting',
      id: idOf('sighting', id),
      first_seen: first,
      last_seen: latest(first, earliest(`${lastDay(month)}T23:59:59.999Z`, createdAt)),
      count,
      sighting_of_ref: of.report,
      where_sighted_refs: [organisationIdOf(organisation), ...where],
    },
    { description: joined([place, note], journey(route)) },
  );
}

function noteOf(one: Sighting, kind: keyof typeof noteWords, of: Of): StixObject[] {
  const { id, month, count, place, route, note } = one;
  const counted = { es: `${month} · documentos: ${count}`, en: `${month} · documents: ${count}` };
  const labels = [...(of.marks.labels ?? []), kind];
  return withTexts<StixNote>(
    { ...common(one, of), type: 'note', id: idOf('note', id), labels, object_refs: [of.report] },
    { content: joined([noteWords[kind], counted, place, note], journey(route)) },
  );
}

const journey = (route: readonly string[]) => route.join(' > ');

const earliest = (one: string, other: string) => (one < other ? one : other);
const latest = (one: string, other: string) => (one > other ? one : other);
