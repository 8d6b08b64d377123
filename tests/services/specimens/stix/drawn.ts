import fc from 'fast-check';
import type { Exported } from '../../../../services/specimens/stix/bundle.ts';
import type { Specimen } from '../../../../services/specimens/stix/extension.ts';
import type { Organisation } from '../../../../services/specimens/stix/organisations.ts';
import { labels } from '../../../../shared/contract/access.ts';
import { type Alert, AlertContent, Typology, alertClassOf } from '../../../../shared/contract/specimens/alerts.ts';
import type { FraudMethod } from '../../../../shared/contract/specimens/fraud-methods.ts';
import { featureCodes } from '../../../../shared/contract/specimens/security-features.ts';
import { type Sighting, sightingKinds } from '../../../../shared/contract/specimens/sightings.ts';
import type { StixBundle } from '../../../../shared/contract/specimens/stix/bundle.ts';
import { DocumentCategory, DocumentType } from '../../../../shared/contract/specimens/words.ts';
import type { Text } from '../../../../shared/contract/text.ts';

export const origin = 'https://enlace.example.org';

const id = fc.uuid({ version: 7 });
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((word) => word.trim() || 'x');
const text: fc.Arbitrary<Text> = fc
  .record({ es: words, en: words, pt: words, fr: words }, { requiredKeys: [] })
  .filter((one) => Object.keys(one).length > 0);
const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const month = instant.map((at) => at.slice(0, 7));
const country = fc.constantFrom('GTM', 'HND', 'MEX', 'SLV', 'UTO');
const route = fc.array(country, { maxLength: 4 });
const either = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const point = fc.record({
  feature: fc.constantFrom(...featureCodes),
  level: fc.constantFrom(1, 2, 3),
  genuine: text,
  false: text,
  falseImage: id,
});

const contentOf = (specimens: readonly string[], methods: readonly string[]) =>
  fc
    .record(
      {
        typology: fc.constantFrom(...Typology.options),
        title: text,
        documentCountry: country,
        category: fc.constantFrom(...DocumentCategory.options),
        month,
        purpose: fc.constantFrom('actual', 'exercise', 'test'),
        summary: text,
        type: fc.constantFrom(...DocumentType.options),
        specimen: fc.constantFrom(...specimens),
        points: fc.array(point, { maxLength: 2 }),
        method: fc.constantFrom(...methods),
        route,
        place: text,
        count: fc.integer({ min: 1, max: 1_000_000 }),
        firstSeen: fc.constantFrom('2025', '2025-11', '2025-11-03'),
        lastSeen: fc.constantFrom('2026', '2026-02', '2026-02-28'),
        confidence: fc.record({ source: fc.constantFrom('A', 'C', 'F'), information: fc.integer({ min: 1, max: 6 }) }),
        expiresOn: instant.map((at) => at.slice(0, 10)),
        advice: text,
      },
      { requiredKeys: ['typology', 'title', 'documentCountry', 'category', 'month', 'purpose'] },
    )
    .map((content) => AlertContent.parse(content));

const place = (organisations: readonly string[]) => ({
  id,
  network: id,
  organisation: fc.constantFrom(...organisations),
  country,
  tlp: fc.constantFrom(...labels),
  audience: fc.constantFrom('network', 'governments', 'group', 'organisation', 'persons'),
  withdrawn: either(fc.record({ reason: text, at: instant })),
  times: fc.tuple(instant, instant, instant).map((times) => times.toSorted()),
});

const entryOf = <C>({ times, withdrawn, published, ...rest }: { times: string[]; withdrawn: Alert['withdrawn']; published: C }) => {
  const [createdAt = '', publishedAt = '', changedAt = ''] = times;
  const standing = { state: withdrawn ? 'withdrawn' : 'published', withdrawn, published, draft: null, group: null, returned: null };
  return { ...rest, ...standing, createdAt, publishedAt, changedAt };
};

const message = (messages: string[]) =>
  messages.map((one, at) => ({
    id: one,
    kind: at === 0 ? ('alert' as const) : ('update' as const),
    at: '2026-03-01T00:00:00.000Z',
    references: messages.slice(0, at),
  }));

const alertOf = (organisations: readonly string[], content: fc.Arbitrary<AlertContent>): fc.Arbitrary<Alert> =>
  fc
    .record({ ...place(organisations), published: content, said: fc.array(id, { minLength: 1, maxLength: 3 }) })
    .map(({ said, ...drawn }) => {
      const counts = { seen: 0, falsePositive: 0, expired: 0, documents: 0 };
      const own = { class: alertClassOf(drawn.published.typology), messages: message(said), expired: false, sightings: counts, images: [] };
      return { ...entryOf(drawn), ...own } as unknown as Alert;
    });

const methodOf = (organisations: readonly string[]) =>
  fc
    .record({
      ...place(organisations),
      published: fc.record({ title: text, description: text, indicators: text }, { requiredKeys: ['title', 'description'] }),
    })
    .map((drawn) => entryOf(drawn) as FraudMethod);

const sightingOf = (organisations: readonly string[], alerts: readonly string[]): fc.Arbitrary<Sighting> =>
  fc.record({
    id,
    alert: fc.constantFrom(...alerts),
    organisation: fc.constantFrom(...organisations),
    kind: fc.constantFrom(...sightingKinds),
    month,
    place: either(text),
    route,
    count: fc.integer({ min: 0, max: 1_000_000 }),
    note: either(text),
    createdAt: instant,
  });

const organisation: fc.Arbitrary<Organisation> = fc.record({
  id,
  name: text,
  kind: fc.constantFrom('member', 'secretariat', 'partner'),
  country: either(country),
  createdAt: instant,
  version: fc.integer({ min: 1, max: 9 }),
});

const specimen: fc.Arbitrary<Specimen> = fc.record({ id, code: fc.constant('UTO-AO-00001'), changedAt: instant });

/** Random alerts with what was said of them and what they name. `unseen` are the specimen and the method that the reader does not see. */
export type Drawn = { exported: Exported; unseen: [specimen: string, method: string] };

/** Draws those. */
export const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    organisations: fc.array(organisation, { minLength: 1, maxLength: 3 }),
    specimens: fc.array(specimen, { minLength: 1, maxLength: 2 }),
    unseen: fc.tuple(id, id),
  })
  .chain(({ organisations, specimens, unseen }) => {
    const sources = organisations.map((one) => one.id);
    return fc.array(methodOf(sources), { minLength: 1, maxLength: 2 }).chain((methods) => {
      const named = (seen: readonly { id: string }[], other: string) => [...seen.map((one) => one.id), other];
      const content = contentOf(named(specimens, unseen[0]), named(methods, unseen[1]));
      return fc.array(alertOf(sources, content), { minLength: 1, maxLength: 4 }).chain((alerts) => {
        const seen = alerts.map((one) => one.id);
        return fc
          .array(sightingOf(sources, seen), { maxLength: 5 })
          .map((sightings) => ({ exported: { alerts, sightings, methods, specimens, organisations }, unseen }));
      });
    });
  });

/** Every id that a bundle refers to, by whatever property. */
export function refsIn(bundle: StixBundle): string[] {
  const refs: string[] = [];
  const visit = (value: unknown, key = '') => {
    if (typeof value === 'string' && (key.endsWith('_ref') || key.endsWith('_refs'))) refs.push(value);
    else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (value && typeof value === 'object') for (const [name, inner] of Object.entries(value)) visit(inner, name);
  };
  visit(bundle.objects);
  return refs;
}
