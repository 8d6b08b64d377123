import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentAlertSchema } from '../../../../services/gateway/document-alerts.ts';
import { bundleOf } from '../../../../services/specimens/stix/bundle.ts';
import { confidenceOf } from '../../../../services/specimens/stix/alerts.ts';
import { StixBundle, type StixObject } from '../../../../shared/contract/specimens/stix/bundle.ts';
import { tlpMarkingIds } from '../../../../shared/contract/specimens/stix/common.ts';
import { documentAlertExtension } from '../../../../shared/contract/specimens/stix/extension.ts';
import { type Drawn, drawn, origin, refsIn } from './drawn.ts';

const of = <T extends StixObject['type']>({ objects }: StixBundle, type: T) =>
  objects.filter((one): one is Extract<StixObject, { type: T }> => one.type === type);
const holds = (law: (bundle: StixBundle, given: Drawn) => void) =>
  fc.assert(
    fc.property(drawn, (given) => {
      law(bundleOf(origin, given.exported), given);
    }),
  );

describe('a bundle of any alerts', () => {
  test('is as its own schema says', () => {
    holds((bundle) => expect(StixBundle.safeParse(JSON.parse(JSON.stringify(bundle))).error).toBeUndefined());
  });

  test('has in it all that it refers to, once', () => {
    holds((bundle) => {
      const ids = bundle.objects.map((one) => one.id as string);
      expect(new Set(ids).size).toBe(ids.length);
      expect(refsIn(bundle).filter((ref) => !ids.includes(ref))).toEqual([]);
    });
  });

  test('is the same however its things come', () => {
    holds((bundle, { exported }) => {
      const { alerts, sightings, methods, specimens, organisations } = exported;
      const other = { alerts: alerts.toReversed(), sightings: sightings.toReversed(), methods: methods.toReversed() };
      expect(bundleOf(origin, { ...other, specimens: specimens.toReversed(), organisations: organisations.toReversed() })).toEqual(bundle);
    });
  });

  test('keeps the id of a thing when the thing changes, and makes the version later', () => {
    holds((before, { exported }) => {
      const changedAt = '2027-01-01T00:00:00.000Z';
      const alerts = exported.alerts.map((alert) => ({ ...alert, changedAt, withdrawn: { reason: { es: 'Error' }, at: changedAt } }));
      const after = bundleOf(origin, { ...exported, alerts });
      expect(of(after, 'report').map(({ id }) => id)).toEqual(of(before, 'report').map(({ id }) => id));
      for (const { modified, revoked } of of(after, 'report')) expect([modified, revoked]).toEqual([changedAt, true]);
      for (const { modified } of of(after, 'sighting')) expect(modified).toBe(changedAt);
      expect(after.id).not.toBe(before.id);
    });
  });

  test('leaves no id of a specimen or a method that the reader does not see', () => {
    holds((bundle, { exported, unseen }) => {
      const known = exported.methods.map(({ id }) => id);
      const without = exported.alerts.map((alert) => {
        const { method, specimen, ...published } = alert.published ?? ({} as never);
        const seen = { ...(known.includes(method ?? '') ? { method } : {}), ...(specimen === unseen[0] ? {} : { specimen }) };
        return { ...alert, published: { ...published, ...seen } as typeof alert.published };
      });
      expect(JSON.stringify(bundle)).not.toContain(unseen[0]);
      expect(bundleOf(origin, { ...exported, alerts: without })).toEqual(bundle);
    });
  });

  test('marks each thing with its label, and its exercises and tests as what they are', () => {
    holds((bundle, { exported }) => {
      const bound = new Map(exported.alerts.map((alert) => [alert.id, alert]));
      for (const { external_references: [own] = [], object_marking_refs, labels = [] } of of(bundle, 'report')) {
        const alert = bound.get(own?.external_id ?? '');
        expect(object_marking_refs).toEqual([tlpMarkingIds[alert!.tlp]]);
        expect(labels).toEqual(alert?.published?.purpose === 'actual' ? [] : [alert?.published?.purpose]);
      }
    });
  });

  test('has nothing that changed before it was made, or was last seen before it was first', () => {
    holds((bundle) => {
      const changed = bundle.objects.filter((one) => 'modified' in one && one.modified < one.created);
      const seen = of(bundle, 'sighting').filter((one) => one.last_seen < one.first_seen);
      expect([...changed, ...seen]).toEqual([]);
    });
  });

  test('carries our extension as the schema that its definition points to has it', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const validate = ajv.compile(documentAlertSchema(origin));
    holds((bundle) => {
      expect(of(bundle, 'extension-definition').map(({ schema }) => schema)).toEqual([documentAlertSchema(origin).$id]);
      for (const { extensions } of of(bundle, 'report')) {
        validate(JSON.parse(JSON.stringify(extensions[documentAlertExtension])));
        expect(validate.errors ?? []).toEqual([]);
      }
    });
  });
});

test.each([
  [1, 90],
  [2, 70],
  [3, 50],
  [4, 30],
  [5, 10],
  [6, undefined],
])('information of credibility %s is of confidence %s', (information, confidence) => {
  expect(confidenceOf({ source: 'F', information })).toBe(confidence);
});

const organisation = {
  id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
  name: { es: 'Migración de muestra', en: 'Sample migration' },
  kind: 'member' as const,
  country: 'GTM',
  createdAt: '2026-01-05T00:00:00.000Z',
  version: 3,
};
const nothing = { alerts: [], sightings: [], methods: [], specimens: [] };

test('texts come in Spanish, and in their other languages as a translation of that version', () => {
  const bundle = bundleOf(origin, { ...nothing, organisations: [organisation] });
  const identity = of(bundle, 'identity').find(({ identity_class: what }) => what === 'organization');
  expect(identity).toMatchObject({ name: 'Migración de muestra', lang: 'es', modified: '2026-01-05T00:00:00.002Z' });
  expect(of(bundle, 'language-content')).toMatchObject([
    { object_ref: identity?.id, object_modified: identity?.modified, contents: { en: { name: 'Sample migration' } } },
  ]);
});

test('ids stay those that were exported before', () => {
  const bundle = bundleOf(origin, { ...nothing, organisations: [organisation] });
  expect(bundle.objects.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
      "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
      "extension-definition--4a1c7e89-764d-4b65-a049-2ddd851e7fe4",
      "identity--06cdb5dd-9812-54af-91cd-8090c4dede5c",
      "identity--5e15a5f3-b70f-5b70-9ad2-40f55d473be5",
      "language-content--002c2cfe-d9f8-54ad-aeeb-0d74b71d6f7e",
      "location--93d58952-1273-5508-b544-fe3ebc04cf39",
    ]
  `);
});
