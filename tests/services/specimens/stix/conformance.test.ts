import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleOf } from '../../../../services/specimens/stix/bundle.ts';
import type { StixBundle, StixObject } from '../../../../shared/contract/specimens/stix/bundle.ts';
import { drawn, origin } from './drawn.ts';

/** The folder of the schemas of STIX 2.1 by OASIS, with `common`, `sdos`, `sros` and `observables` in it; they are not ours to ship. */
const folder = process.env['STIX_SCHEMAS'] ?? '';
const base = 'http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas';

const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, logger: false });
formats.default(ajv);
if (folder !== '') {
  for (const part of ['common', 'sdos', 'sros', 'observables'])
    for (const file of readdirSync(join(folder, part))) ajv.addSchema(JSON.parse(readFileSync(join(folder, part, file), 'utf8')) as object);
}

/** What a schema of OASIS finds wrong. */
function faults(schema: string, thing: unknown): string[] {
  const validate = ajv.getSchema(`${base}/${schema}.json`);
  if (!validate) throw new Error(`No schema ${schema}`);
  return validate(thing) ? [] : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${schema}${instancePath} ${message}`);
}

const schemas: Record<StixObject['type'], string> = {
  'marking-definition': 'common/marking-definition',
  'extension-definition': 'common/extension-definition',
  'language-content': 'common/language-content',
  identity: 'sdos/identity',
  location: 'sdos/location',
  'attack-pattern': 'sdos/attack-pattern',
  report: 'sdos/report',
  'course-of-action': 'sdos/course-of-action',
  note: 'sdos/note',
  sighting: 'sros/sighting',
};

/**
 * The schema of the bundle names no such objects, and takes them for custom ones of two kinds at once, which it refuses: it refuses the
 * standard's own. Their own schemas are asked instead.
 */
const unlisted = new Set<StixObject['type']>(['extension-definition', 'location', 'note']);

/** What is wrong in the bundle by its schema, and in each object by the schema of its type. */
function wrongIn(bundle: StixBundle): string[] {
  const sent = JSON.parse(JSON.stringify(bundle)) as StixBundle;
  const listed = { ...sent, objects: sent.objects.filter(({ type }) => !unlisted.has(type)) };
  return [...faults('common/bundle', listed), ...sent.objects.flatMap((object) => faults(schemas[object.type], object))];
}

const nothing = { alerts: [], sightings: [], methods: [], specimens: [], organisations: [] };

describe.runIf(folder !== '')('by the schemas of OASIS for STIX 2.1', () => {
  test('bundles of any alerts are right', () => {
    fc.assert(
      fc.property(drawn, ({ exported }) => {
        expect(wrongIn(bundleOf(origin, exported))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  }, 300_000);

  test('a bundle of nothing is right', () => {
    expect(wrongIn(bundleOf(origin, nothing))).toEqual([]);
  });

  test('an object that is wrong is found to be, in the bundle and by itself', () => {
    const bundle = bundleOf(origin, nothing);
    const wrong = bundle.objects.map((object) => ({ ...object, created: '2026-01-01' })) as StixObject[];
    expect(wrongIn({ ...bundle, objects: wrong }).length).toBeGreaterThan(wrong.length);
  });
});

test.skipIf(folder !== '')('STIX_SCHEMAS names no folder: the schemas of OASIS are not asked', () => {
  expect(folder).toBe('');
});
