import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v4 as uuid } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { updateListing } from '../../../../services/directory/listings/proposing.ts';
import { approveListing } from '../../../../services/directory/listings/approval.ts';
import { withdrawListing } from '../../../../services/directory/listings/withdrawal.ts';
import { lapseAll } from '../../../../services/directory/listings/freshness.ts';
import { findOrganizations, getOrganization } from '../../../../services/directory/public/organizations.ts';
import { pageOf } from '../../../../services/directory/public/paging.ts';
import { findPlaces, getPlace } from '../../../../services/directory/public/places.ts';
import { findServices, getService } from '../../../../services/directory/public/services.ts';
import { hsds } from '../../../../shared/contract/directory/hsds.ts';
import type { HsdsPage, HsdsService } from '../../../../shared/contract/directory/hsds/shapes.ts';
import { termOf } from '../../../../shared/contract/directory/taxonomies.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { contextOn } from '../../../support/database.ts';
import { type DirectoryWorld, aService, anOrganisation, directoryWorld, propose, publish } from '../directory-world.ts';
import { fullOrganisation, fullPlace, fullService } from './fixture.ts';

let world: DirectoryWorld;
let anyone: Context;
beforeEach(async () => {
  world = await directoryWorld();
  anyone = contextOn(world.db);
});

type Search = Parameters<typeof findServices>[1];
const page = async (search: Search = {}, language: 'es' | 'en' | 'pt' | 'fr' = 'es') =>
  (await findServices(anyone, search, language)).body as HsdsPage<HsdsService>;
const ids = async (search: Search = {}) => (await page(search)).contents.map(({ id }) => id);
const lines = async (answer: { body: unknown }) => {
  const text = await new Response((answer.body as { file: ReadableStream }).file).text();
  return text.trim() === '' ? [] : text.trim().split('\n').map((line) => JSON.parse(line) as { id: string }); // prettier-ignore
};
const termId = (taxonomy: string, term: string) => termOf(taxonomy, term)?.id ?? '';

/** A service with everything, its place and its organisation; gives their ids. */
async function whole() {
  const program = uuid();
  const organisation = await publish(world, 'organisation', fullOrganisation(program));
  const location = await publish(world, 'location', fullPlace(organisation));
  const service = await publish(world, 'service', fullService(organisation, location, program));
  return { organisation, location, service };
}

/** So many services of one organisation. */
async function several(count: number): Promise<string[]> {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const made: string[] = [];
  for (let at = 0; at < count; at += 1)
    made.push(await publish(world, 'service', { ...aService(organisation), name: { es: `Servicio ${at}` } }));
  return made;
}

test('everything that is said is answered as the contract has it, and no person is named', async () => {
  const { organisation, service } = await whole();
  const detail = await getService(anyone, service, 'en');
  const place = detail.service_at_locations?.[0]?.id ?? '';
  const answers: [schema: keyof typeof hsds, answer: unknown][] = [
    ['getPublicService', detail],
    ['getPublicOrganization', await getOrganization(anyone, organisation, { full_service: true }, 'en')],
    ['getServiceAtLocation', await getPlace(anyone, place, 'en')],
    ['findServices', await page({ full: true }, 'en')],
    ['findOrganizations', (await findOrganizations(anyone, { full: true }, 'en')).body],
    ['findServicesAtLocations', (await findPlaces(anyone, { full: true }, 'en')).body],
    ['findServices', await page({}, 'en')],
    ['findOrganizations', (await findOrganizations(anyone, {}, 'en')).body],
    ['findServicesAtLocations', (await findPlaces(anyone, {}, 'en')).body],
  ];
  for (const [name, answer] of answers) expect(hsds[name].answers[200].schema.parse(answer)).toEqual(answer);
  const text = JSON.stringify(answers);
  for (const word of ['Inventada', 'Otra Persona', 'persona@', '0000 0101', ' es"', 'null']) expect(text).not.toContain(word);
  expect(detail.attributes?.map(({ taxonomy_term: term }) => term.name)).toEqual(['Emergency shelter', 'Women']);
  expect(detail.program?.name).toBe('program en');
  expect(detail.service_at_locations?.[0]?.location.addresses?.[0]?.address_1).toBe('Calle de la Muestra 1');
});

describe('in the language that was asked for', () => {
  test.each(['es', 'en', 'pt', 'fr'] as const)('%s', async (language) => {
    const { service } = await whole();
    expect((await getService(anyone, service, language)).name).toBe(`service ${language}`);
  });

  test('or the next best', async () => {
    const organisation = await publish(world, 'organisation', anOrganisation);
    const id = await publish(world, 'service', { ...aService(organisation), name: { en: 'Only English', fr: 'Français' } });
    expect((await getService(anyone, id, 'pt')).name).toBe('Only English');
    expect((await getService(anyone, id, 'fr')).name).toBe('Français');
  });
});

describe('pages', () => {
  test('count from one, say how many there are, and end', async () => {
    const made = await several(5);
    expect(await page({ per_page: 2 })).toMatchObject({ total_items: 5, total_pages: 3, page_number: 1, size: 2, first_page: true, last_page: false, empty: false }); // prettier-ignore
    expect(await ids({ per_page: 2, page: 3 })).toEqual([made[4]]);
    expect(await page({ per_page: 2, page: 4 })).toMatchObject({ total_items: 5, size: 0, last_page: true, empty: true, contents: [] });
    expect((await Promise.all([1, 2, 3].map((at) => ids({ per_page: 2, page: at })))).flat()).toEqual(made);
  });

  test('are found by blocks as by walking, however many were withdrawn between them', async () => {
    const made = await several(12);
    await world.db.orm.run(sql`update public_services set position = position * 700`);
    await world.db.orm.run(sql`delete from public_blocks`);
    await world.db.orm.run(sql`insert into public_blocks select 'services', position / 1000, count(*) from public_services group by 2`);
    for (const [at, id] of made.entries()) {
      if (at % 3 === 1) await withdrawListing(world.by('IOM officer'), 'service', id, 2, { es: 'x' });
    }
    const left = made.filter((_, at) => at % 3 !== 1);
    for (const size of [1, 2, 3, 5, 8, 20]) {
      const walked: string[] = [];
      for (let at = 1; at <= Math.ceil(left.length / size) + 1; at += 1) walked.push(...(await ids({ per_page: size, page: at })));
      expect(walked).toEqual(left);
    }
    expect((await page()).total_items).toBe(left.length);
  });

  test('say of themselves what is so, whatever their size', () => {
    const count = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 200 }), (total, size, at) => {
        const items = Array.from({ length: Math.max(0, Math.min(size, total - (at - 1) * size)) }, (_, index) => index);
        const made = pageOf(items, total, { page: at, per_page: size });
        expect(made.empty).toBe(items.length === 0);
        expect(made.last_page).toBe(at * size >= total);
        expect(made.total_pages).toBe(Math.ceil(total / size));
      }),
    );
  });
});

describe('a search', () => {
  test.each(['ALBERGUE', 'albér', 'transit', 'shelter', 'alojamiento', 'abrigo', 'hébergement', 'comida orientación'])(
    'finds %s',
    async (search) => {
      const organisation = await publish(world, 'organisation', anOrganisation);
      const id = await publish(world, 'service', aService(organisation));
      await publish(world, 'service', { ...aService(organisation), name: { es: 'Otra cosa' }, description: { es: 'Nada' }, terms: [] });
      expect(await ids({ search })).toEqual([id]);
    },
  );

  test.each(['"', 'NEAR(a b)', 'a OR b', '*', '-', 'names:albergue', "'; drop table x; --"])('takes %s for plain words', async (search) => {
    await several(1);
    expect((await page({ search })).total_items).toBe(0);
  });

  test('puts names before the rest', async () => {
    const organisation = await publish(world, 'organisation', anOrganisation);
    const second = await publish(world, 'service', {
      ...aService(organisation),
      name: { es: 'Casa' },
      description: { es: 'También ropa' },
    });
    const first = await publish(world, 'service', { ...aService(organisation), name: { es: 'Ropa' }, description: { es: 'Casa' } });
    expect(await ids({ search: 'ropa' })).toEqual([first, second]);
  });

  test('for organisations and places finds them too', async () => {
    const { organisation } = await whole();
    const found = (await findOrganizations(anyone, { search: 'organisation' }, 'es')).body as HsdsPage<{ id: string }>;
    expect(found.contents.map(({ id }) => id)).toEqual([organisation]);
    expect(((await findPlaces(anyone, { search: 'shelter' }, 'es')).body as HsdsPage<unknown>).total_items).toBe(1);
    expect(((await findPlaces(anyone, { search: 'nothing' }, 'es')).body as HsdsPage<unknown>).total_items).toBe(0);
  });
});

test('filters are all to hold, and a term holds those below it', async () => {
  const { organisation, service } = await whole();
  const other = await publish(world, 'organisation', anOrganisation);
  const second = await publish(world, 'service', { ...aService(other), terms: [{ taxonomy: 'help', term: 'transit-shelter' }] });
  const shelter = termId('help', 'shelter');
  const women = termId('profile', 'women');
  expect(await ids({ taxonomy_term_id: shelter })).toEqual([service, second]);
  expect(await ids({ taxonomy_term_id: termId('help', 'emergency-shelter') })).toEqual([service]);
  expect(await ids({ taxonomy_term_id: shelter, organization_id: other })).toEqual([second]);
  expect(await ids({ taxonomy_term_id: women, organization_id: other })).toEqual([]);
  expect(await ids({ organization_id: organisation, search: 'service' })).toEqual([service]);
  expect(await ids({ taxonomy_id: uuid() })).toEqual([]);
});

describe('what copies must learn', () => {
  test('a withdrawn service is a stone at its id and under modified_after, and in no list', async () => {
    const [id = ''] = await several(1);
    const before = new Date(Date.now() - 60_000).toISOString();
    await withdrawListing(world.by('IOM officer'), 'service', id, 2, { es: 'x' });
    expect(await ids()).toEqual([]);
    expect((await page({ modified_after: before })).contents).toMatchObject([{ id, status: 'defunct', name: 'Servicio retirado' }]);
    expect(await getService(anyone, id, 'en')).toMatchObject({ id, status: 'defunct', name: 'Service withdrawn' });
    expect(await ids({ modified_after: '2999-01-01' })).toEqual([]);
  });

  test('what nobody verifies says so, and leaves the lists', async () => {
    const organisation = await publish(world, 'organisation', anOrganisation);
    const id = await publish(
      world,
      'service',
      { ...aService(organisation), alert: { es: 'Toque el timbre.' } },
      new Date('2025-01-10T12:00:00Z'),
    );
    await lapseAll(contextOn(world.db, { now: new Date('2026-02-01T00:00:00Z') }));
    expect((await page()).contents).toMatchObject([{ status: 'active', alert: 'Sin verificar desde el 2025-01-10. Toque el timbre.' }]);
    await lapseAll(contextOn(world.db, { now: new Date('2026-08-01T00:00:00Z') }));
    expect(await ids()).toEqual([]);
    expect(await getService(anyone, id, 'es')).toMatchObject({ status: 'inactive', assured_date: '2025-01-10' });
    expect((await page({ modified_after: '2026-07-31' })).contents).toMatchObject([{ id, status: 'inactive' }]);
  });

  test('each change moves the version of every list', async () => {
    const [id = ''] = await several(1);
    const version = async () => (await findServices(anyone, {}, 'es')).version;
    const first = await version();
    expect(await version()).toBe(first);
    await updateListing(world.by('IOM officer'), 'service', id, 2, { waitTime: { es: 'Una hora' } });
    expect(await version()).toBe(first);
    await approveListing(world.by('GTM validator'), 'service', id, 3);
    expect(await version()).not.toBe(first);
    expect((await findServices(anyone, {}, 'en')).version).not.toBe(await version());
    expect((await findServices(anyone, { page: 2 }, 'es')).version).not.toBe(await version());
  });
});

describe('streams', () => {
  test('give everything, a line each, beyond any page', async () => {
    const made = await several(3);
    expect((await lines(await findServices(anyone, { format: 'ndjson', per_page: 1 }, 'es'))).map(({ id }) => id)).toEqual(made);
    expect(await lines(await findServices(anyone, { format: 'ndjson', search: 'nothing' }, 'es'))).toEqual([]);
    expect(await lines(await findOrganizations(anyone, { format: 'ndjson' }, 'es'))).toHaveLength(1);
  });

  test('in more than one batch lose and double nothing', async () => {
    await several(1);
    await world.db.orm.run(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1203)
      insert into public_services (id, organisation_id, status, card, rest, modified_at)
      select printf('00000000-0000-4000-8000-%012d', i), organisation_id, status, card, rest, modified_at from n, (select * from public_services limit 1)`);
    const all = await lines(await findServices(anyone, { format: 'ndjson' }, 'es'));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1204);
    expect(all).toHaveLength(1204);
  });

  test('minimal is one page of ids and moments', async () => {
    const made = await several(3);
    const { body } = await findServices(anyone, { minimal: true }, 'es');
    const text = await new Response((body as { file: ReadableStream }).file).text();
    const told = JSON.parse(text) as HsdsPage<{ id: string; modified_date: string }>;
    expect(hsds.findServices.answers[200].schema.parse(told)).toEqual(told);
    expect(told).toMatchObject({ total_items: 3, size: 3, empty: false, last_page: true });
    expect(told.contents.map(({ id }) => id)).toEqual(made);
  });
});

test('what is proposed, unknown or of another kind is not there', async () => {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const id = await propose(world, 'service', aService(organisation));
  for (const wrong of [id, organisation, uuid()])
    await expect(getService(anyone, wrong, 'es')).rejects.toMatchObject({ code: 'not-found' });
  await expect(getOrganization(anyone, id, {}, 'es')).rejects.toMatchObject({ code: 'not-found' });
  expect(await ids()).toEqual([]);
});

test('each page takes one round trip', async () => {
  await whole();
  for (const search of [{}, { search: 'service' }, { full: true }, { modified_after: '2020-01-01' }] as Search[]) {
    const context = contextOn(world.db);
    context.db.trips = 0;
    await findServices(context, search, 'es');
    expect(context.db.trips).toBe(1);
  }
});
