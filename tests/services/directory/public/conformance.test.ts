import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { v4 as uuid } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { findOrganizations, getOrganization } from '../../../../services/directory/public/organizations.ts';
import { findPlaces, getPlace } from '../../../../services/directory/public/places.ts';
import { findServices, getService } from '../../../../services/directory/public/services.ts';
import { findTaxonomies, findTerms } from '../../../../services/directory/public/taxonomies.ts';
import { withdrawListing } from '../../../../services/directory/listings/withdrawal.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { contextOn } from '../../../support/database.ts';
import { aPlace, aService, anOrganisation, directoryWorld, publish } from '../directory-world.ts';
import { fullOrganisation, fullPlace, fullService } from './fixture.ts';

/** The folder of the compiled schemas of HSDS 3.0, which are not ours to ship. */
const folder = process.env['HSDS_SCHEMAS'] ?? '';

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ type: 'object' }, 'metadata.json');
if (folder !== '') ajv.addSchema(schemaOf('taxonomy'), 'taxonomy.json');
const validators = new Map<string, ReturnType<typeof ajv.compile>>();

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as object;
}

/** What a schema of HSDS finds wrong with an answer. */
function faults(schema: string, answer: unknown): string[] {
  const validate = validators.get(schema) ?? ajv.compile(schemaOf(schema));
  validators.set(schema, validate);
  return validate(answer) ? [] : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

type Page = { contents: { id: string }[] };
let anyone: Context;

/** A directory with everything in it that there may be: a full service, a sparse one, one at a hidden place, one withdrawn. */
beforeAll(async () => {
  const world = await directoryWorld();
  anyone = contextOn(world.db);
  const program = uuid();
  const organisation = await publish(world, 'organisation', fullOrganisation(program));
  const location = await publish(world, 'location', fullPlace(organisation));
  await publish(world, 'service', fullService(organisation, location, program));
  const sparse = await publish(world, 'organisation', anOrganisation);
  await publish(world, 'service', { organisation: sparse, name: { es: 'Mínimo' }, status: 'active' });
  const hidden = {
    ...fullPlace(sparse),
    hidden: true,
    gate: { phones: [{ number: '1510' }], email: 'a@example.org', intake: { es: 'Llame' } },
  };
  await publish(world, 'service', aService(sparse, await publish(world, 'location', hidden)));
  const gone = await publish(world, 'service', aService(sparse, await publish(world, 'location', aPlace)));
  await withdrawListing(world.by('IOM officer'), 'service', gone, 2, { es: 'Cerró' });
});

const contents = async (answer: Promise<{ body: unknown }> | { body: unknown }) => ((await answer).body as Page).contents;
const since = { modified_after: '2020-01-01' };

const answers: Record<string, [schema: string, items: () => Promise<unknown[]>]> = {
  'services in a list': ['service_list', () => contents(findServices(anyone, {}, 'es'))],
  'services that changed': ['service_list', () => contents(findServices(anyone, since, 'en'))],
  'whole services in a list': ['service', () => contents(findServices(anyone, { ...since, full: true }, 'pt'))],
  'organisations in a list': ['organization_list', () => contents(findOrganizations(anyone, {}, 'es'))],
  'whole organisations in a list': ['organization', () => contents(findOrganizations(anyone, { full: true, full_service: true }, 'fr'))],
  'services at places in a list': ['service_at_location_list', () => contents(findPlaces(anyone, {}, 'es'))],
  'whole services at places in a list': ['service_at_location', () => contents(findPlaces(anyone, { full: true }, 'es'))],
  taxonomies: ['taxonomy', () => contents({ body: findTaxonomies({}, 'es') })],
  terms: ['taxonomy_term', () => contents({ body: findTerms({ per_page: 500 }, 'en') })],
  'each service': [
    'service',
    async () => Promise.all((await contents(findServices(anyone, since, 'es'))).map(({ id }) => getService(anyone, id, 'es'))),
  ],
  'each organisation': [
    'organization',
    async () => Promise.all((await contents(findOrganizations(anyone, {}, 'es'))).map(({ id }) => getOrganization(anyone, id, {}, 'es'))),
  ],
  'each service at a place': [
    'service_at_location',
    async () => Promise.all((await contents(findPlaces(anyone, {}, 'es'))).map(({ id }) => getPlace(anyone, id, 'es'))),
  ],
};

describe.runIf(folder !== '')('by the schemas of HSDS 3.0', () => {
  test.each(Object.entries(answers))('%s are right', async (_, [schema, items]) => {
    const all = await items();
    expect(all).not.toEqual([]);
    expect(all.flatMap((item) => faults(schema, item))).toEqual([]);
  });

  test('an answer that is wrong is found to be', () => {
    expect(faults('service', { id: 'x', name: 'y', status: 'open' })).not.toEqual([]);
  });
});

test.skipIf(folder !== '')('HSDS_SCHEMAS names no folder: the schemas of HSDS are not asked', () => {
  expect(folder).toBe('');
});
