import { strToU8 } from 'fflate';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { directoryImports } from '../../../../shared/database/directory-imports.ts';
import { type DirectoryWorld, directoryWorld, publish } from '../directory-world.ts';
import { asJson, counts, filesOf, packageOf, send, zipOf } from './exchange-world.ts';
import { type Ids, openPlace, organisation, richWorld } from './fixture.ts';

const a = '6e2a3b6e-0000-4000-8000-00000000000a';
const b = '6e2a3b6e-0000-4000-8000-00000000000b';
const c = '6e2a3b6e-0000-4000-8000-00000000000c';
const organizations = `id,name,description\r\n${a},Puentes,Acompaña\r\n`;
const services = `id,organization_id,name,status\r\n${b},${a},Albergue,active\r\n`;
const locations = `id,location_type,name,latitude,longitude\r\n${c},physical,Casa,14.6,-90.5\r\n`;
const sound = { 'organizations.csv': organizations, 'services.csv': services, 'locations.csv': locations };

let world: DirectoryWorld;
beforeAll(async () => (world = await directoryWorld()));

const latin1 = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0));
const sent = (files: Record<string, string | Uint8Array>) => send(world, zipOf({ ...sound, ...files }));

test('a package of others, without columns of ours, is read', async () => {
  const { counts: found, said } = await send(world, zipOf(sound));
  expect({ found, said }).toEqual({
    found: { organisations: counts({ new: 1 }), locations: counts({ new: 1 }), services: counts({ new: 1 }) },
    said: [],
  });
});

describe.each<[string, Record<string, string | Uint8Array>, string[]]>([
  ['semicolons', { 'organizations.csv': organizations.replaceAll(',', ';') }, []],
  ['tabs', { 'organizations.csv': organizations.replaceAll(',', '\t') }, []],
  ['a byte order mark', { 'organizations.csv': `\uFEFF${organizations}` }, []],
  ['bare line feeds', { 'organizations.csv': organizations.replaceAll('\r\n', '\n') }, []],
  ['Latin-1', { 'organizations.csv': latin1(organizations) }, ['not-utf8 organizations.csv']],
  ['decimal commas', { 'locations.csv': locations.replaceAll(',', ';').replace('14.6', '14,6').replace('-90.5', '-90,5') }, []],
  ['the plural name of a table', { 'service_at_locations.csv': `id,service_id,location_id\n${a},${b},${c}\n` }, []],
  ['a folder', { 'data/phones.csv': `id,organization_id,number\n${a},${a},+502 2000 0100\n` }, []],
  ['a file that is none of HSDS', { 'menu.txt': 'x' }, ['unknown-file menu.txt']],
  [
    'a column that is not kept',
    {
      'organizations.csv': `id,name,description,tax_id
${a},Puentes,D,7
`,
    },
    ['unknown-column organizations.csv:1 /tax_id'],
  ],
  ['formulas', { 'services.csv': services.replace('Albergue', '"=HYPERLINK(""https://example.org"")"') }, ['formula services.csv:2 /name']],
  ['a row of nobody', { 'phones.csv': `id,number\n${a},911\n` }, ['ownerless phones.csv:2']],
  ['a row of two owners', { 'phones.csv': `id,organization_id,service_id,number\n${a},${a},${b},911\n` }, ['two-owners phones.csv:2']],
  [
    'a term of other taxonomies',
    { 'attributes.csv': `id,link_id,link_entity,taxonomy_term_id\n${a},${b},services,${c}\n` },
    ['unknown-term attributes.csv:2'],
  ],
  [
    'a language by its name alone',
    { 'languages.csv': `id,service_id,name\n${a},${b},Quechua\n` },
    ['unknown-column languages.csv:1 /name', 'language-without-code languages.csv:2'],
  ],
])('%s', (_, files, said) => {
  test('is read, and said', async () => {
    const { counts: found, said: told } = await sent(files);
    expect(told).toEqual(said);
    expect(found).toEqual({ organisations: counts({ new: 1 }), locations: counts({ new: 1 }), services: counts({ new: 1 }) });
  });
});

describe.each<[string, Record<string, string | Uint8Array>, string[]]>([
  ['a telephone that is none', { 'phones.csv': `id,service_id,number\n${a},${b},12345678901234567\n` }, ['invalid phones.csv:2 /number']],
  ['a language that is none', { 'languages.csv': `id,service_id,code\n${a},${b},spanish!\n` }, ['invalid languages.csv:2 /code']],
  [
    'an age below the least',
    { 'services.csv': `id,organization_id,name,status,minimum_age,maximum_age\n${b},${a},A,active,18,12\n` },
    ['invalid services.csv:2 /maximum_age'],
  ],
  [
    'an end before its start',
    { 'schedules.csv': `id,service_id,valid_from,valid_to\n${a},${b},2026-02-01,2026-01-01\n` },
    ['invalid schedules.csv:2 /valid_to'],
  ],
  ['a day that is none', { 'schedules.csv': `id,service_id,valid_from\n${a},${b},2026-02-31\n` }, ['invalid schedules.csv:2 /valid_from']],
  ['a service that is no more', { 'services.csv': services.replace('active', 'defunct') }, ['defunct services.csv:2']],
  ['the same id twice', { 'services.csv': `${services}${b},${a},Otro,active\r\n` }, ['duplicate services.csv:3']],
  ['no id', { 'services.csv': services.replace(b, '') }, ['no-id services.csv:2']],
  ['an id that is no UUID', { 'services.csv': services.replace(b, '17') }, ['no-id services.csv:2']],
  ['a provider that is not there', { 'services.csv': services.replace(a, c) }, ['reference services.csv:2 /organization_id']],
  [
    'a place that is not there',
    { 'service_at_location.csv': `id,service_id,location_id\n${a},${b},${a}\n` },
    ['reference service_at_location.csv:2 /location_id'],
  ],
  [
    'a row of something that is not there',
    { 'phones.csv': `id,service_id,number\n${a},${c},911\n` },
    ['dangling phones.csv:2 /service_id'],
  ],
  ['a row that is too long', { 'services.csv': services.replace('active\r\n', 'active,x\r\n') }, ['too-many-cells services.csv:2']],
  ['a state that is none', { 'services.csv': services.replace('active', 'open') }, ['invalid services.csv:2 /status']],
])('%s', (what, files, said) => {
  test('is told where it stands', async () => {
    const { counts: found, said: told, findings } = await sent(files);
    expect(told).toEqual(said);
    expect(findings).toEqual({ errors: 1, warnings: 0 });
    const stands = /something that|too long/.test(what);
    const twice = what === 'the same id twice';
    expect(found.services).toEqual(stands ? counts({ new: 1 }) : twice ? counts({ new: 1, refused: 1 }) : counts({ refused: 1 }));
  });
});

test('what names something that is refused is refused with it, and its own fault is told', async () => {
  const { counts: found, said } = await sent({ 'organizations.csv': organizations.replace('Puentes', '') });
  expect(said).toEqual(['invalid organizations.csv:2 /name', 'reference services.csv:2 /organization_id']);
  expect(found).toEqual({ organisations: counts({ refused: 1 }), locations: counts({ new: 1 }), services: counts({ refused: 1 }) });
});

test('organisations come after those that they are part of, and never around in a circle', async () => {
  const rows = (pairs: [string, string][]) =>
    `id,name,description,parent_organization_id\n${pairs.map(([id, parent]) => `${id},N,D,${parent}`).join('\n')}\n`;
  const line = await sent({
    'organizations.csv': rows([
      [a, b],
      [b, c],
      [c, ''],
    ]),
    'services.csv': '',
    'locations.csv': '',
  });
  expect(line).toMatchObject({ counts: { organisations: counts({ new: 3 }) }, said: [] });
  const circle = await sent({
    'organizations.csv': rows([
      [a, b],
      [b, c],
      [c, b],
    ]),
    'services.csv': '',
    'locations.csv': '',
  });
  expect(circle.counts.organisations).toEqual(counts({ refused: 3 }));
  expect(circle.said).toContain('circle organizations.csv:3');
});

test('a point outside the earth is told', async () => {
  const { said } = await sent({ 'locations.csv': locations.replace('14.6', '91') });
  expect(said).toEqual(['invalid locations.csv:2 /latitude']);
  expect((await sent({ 'locations.csv': locations.replace('14.6', '') })).said).toEqual(['invalid locations.csv:2 /longitude']);
});

describe('refused whole, with nothing kept:', () => {
  const refuse = async (bytes: Uint8Array, json?: true) => {
    const before = await world.db.orm.select().from(directoryImports);
    const refusal = await send(world, bytes, json ? { json } : {}).catch((error: unknown) => (error as { code: string }).code);
    return { refusal, isUntouched: (await world.db.orm.select().from(directoryImports)).length === before.length };
  };
  test.each<[string, Uint8Array]>([
    ['what is no zip', strToU8('id,name')],
    ['a zip cut off', zipOf(sound).subarray(0, 200)],
    ['a zip without tables', zipOf({ 'readme.md': 'x' })],
    ['the same table twice', zipOf({ ...sound, 'b/services.csv': services })],
    ['a table that breaks its quotes', zipOf({ ...sound, 'services.csv': 'id,name\n"a"b,"c' })],
    ['a file of zeros that fills the memory', zipOf({ ...sound, 'phones.csv': new Uint8Array(21_000_000) })],
    [
      'files that fill it together',
      zipOf(Object.fromEntries(['phones', 'contacts', 'funding'].map((name) => [`${name}.csv`, new Uint8Array(15_000_000)]))),
    ],
  ])('%s', async (_, bytes) => {
    expect(await refuse(bytes)).toEqual({ refusal: 'unreadable-document', isUntouched: true });
  });
  test.each<[string, Uint8Array]>([
    ['what is no JSON', strToU8('{"services":')],
    ['JSON that is no HSDS', asJson({ hello: 1 })],
    ['a number', asJson(7)],
    ['what is nested too deep', strToU8(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['JSON in Latin-1', latin1('[{"id":"ñ"}]')],
  ])('%s', async (_, bytes) => {
    expect(await refuse(bytes, true)).toEqual({ refusal: 'unreadable-document', isUntouched: true });
  });
});

describe('JSON', () => {
  const organization = { id: a, name: 'Puentes', description: 'Acompaña' };
  const shelter = { id: b, name: 'Albergue', status: 'active', organization };
  const all = (given: object) => ({ organisations: counts({ new: 1 }), locations: counts(), services: counts({ new: 1 }), ...given });

  test.each<[string, unknown]>([
    ['a list of services', [shelter]],
    ['a page of an API', { total_items: 1, contents: [shelter] }],
    ['one service', shelter],
    ['things side by side', { services: [{ ...shelter, organization: undefined, organization_id: a }], organizations: [organization] }],
    ['services in their organisation', { organizations: [{ ...organization, services: [{ ...shelter, organization: undefined }] }] }],
  ])('as %s is read', async (_, document) => {
    expect(await send(world, asJson(document), { json: true })).toMatchObject({ counts: all({}), said: [] });
  });

  test('says where a fault is by its pointer', async () => {
    const phones = [
      { id: a, number: '911' },
      { id: c, number: 'x', languages: [{ id: c, name: 'Mam' }] },
    ];
    const place = { id: c, location: { id: c, location_type: 'virtual', latitude: 'north' }, contacts: 7 };
    const { said } = await send(world, asJson([{ ...shelter, phones, service_at_locations: [place], fees: 'x', name: 5 }]), { json: true });
    expect(said).toEqual([
      'invalid /0/service_at_locations/0/location/latitude',
      'unknown-column /0/fees',
      'language-without-code /0',
      'invalid /0/name',
      'invalid /0/phones/1/number',
      'invalid /0/service_at_locations/0/contacts',
    ]);
  });

  test('an organisation told twice in other words counts as it was first', async () => {
    const other = { ...shelter, id: c, organization: { ...organization, name: 'Otra' } };
    const { said, counts: found } = await send(world, asJson([shelter, other]), { json: true });
    expect(said).toEqual(['told-differently /1/organization']);
    expect(found).toEqual(all({ services: counts({ new: 2 }) }));
  });

  test.each([[null], ['x'], [[]], [7]])('a service that is %j is told', async (item) => {
    expect((await send(world, asJson([item]), { json: true })).said).toEqual(['invalid /0']);
  });
});

describe('what is there already', () => {
  let ids: Ids;
  let own: DirectoryWorld;
  beforeEach(async () => {
    own = await directoryWorld();
    ids = await richWorld(own);
  });

  test('of another organisation, or under the id of another thing, is not changed', async () => {
    const changed = { id: ids.organisation, name: 'Otra', description: 'Otra' };
    const taken = { id: ids.service, name: 'Otra', description: 'Otra' };
    const document = { organizations: [changed, taken], locations: [{ id: ids.hidden, location_type: 'virtual' }] };
    const { said, counts: found } = await send(own, asJson(document), { who: 'MEX officer', json: true });
    expect(said).toEqual(['other-keeper /organizations/0', 'other-keeper /organizations/1', 'other-keeper /locations/0']);
    expect(found.organisations).toEqual(counts({ refused: 2 }));
  });

  test('of another country is not changed', async () => {
    const { said } = await send(own, await packageOf(own, 'IOM reader'), { country: 'MEX' });
    expect(said.filter((one) => one.startsWith('other-country'))).toHaveLength(4);
  });

  test('is not taken from another service by the id of a place', async () => {
    const files = filesOf(await packageOf(own, 'IOM reader'));
    const [, first = ''] = files['service_at_location.csv']?.split('\r\n') ?? [];
    const id = first.slice(0, 36);
    const document = [
      { id: a, name: 'Otro', status: 'active', organization_id: ids.organisation, service_at_locations: [{ id, location_id: ids.open }] },
    ];
    expect((await send(own, asJson(document), { json: true })).said).toEqual(['place-taken /0']);
  });

  test('keeps the languages that the package does not speak', async () => {
    const document = { organizations: [{ id: ids.organisation, name: 'Bridges & Co', description: 'Acompaña a personas migrantes.' }] };
    const { id } = await send(own, asJson(document), { language: 'en', json: true });
    const { rows } = await own.db.client.execute({ sql: 'select content from directory_import_rows where import_id = ?', args: [id] });
    expect(JSON.parse(String(rows[0]?.['content']))).toEqual({
      name: { es: '=Puentes', en: 'Bridges & Co' },
      description: organisation.description,
    });
  });
});

test('nobody reads a package into a network or a country that is not theirs', async () => {
  const bytes = zipOf(sound);
  const stranger = await directoryWorld();
  await expect(send(world, bytes, { who: 'IOM reader' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(send({ ...stranger, network: world.network }, bytes)).rejects.toMatchObject({ code: 'not-found' });
  await expect(send(world, bytes, { country: 'PAN' })).rejects.toMatchObject({ code: 'unprocessable' });
});

test('a place that is named by nobody is left as it is', async () => {
  const own = await directoryWorld();
  const of = await publish(own, 'organisation', organisation);
  const place = await publish(own, 'location', openPlace(of));
  const { counts: found } = await send(
    own,
    asJson([
      {
        id: a,
        name: 'N',
        status: 'active',
        organization_id: of,
        service_at_locations: [{ id: b, location: { id: place, location_type: 'virtual' } }],
      },
    ]),
    { json: true },
  );
  expect(found).toEqual({ organisations: counts(), locations: counts({ same: 1 }), services: counts({ new: 1 }) });
});
