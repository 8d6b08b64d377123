import { beforeEach, describe, expect, test } from 'vitest';
import { getCorridor } from '../../../../services/directory/focal-points/corridor.ts';
import { withdrawListing } from '../../../../services/directory/listings/withdrawal.ts';
import { lapseAll } from '../../../../services/directory/listings/freshness.ts';
import { corridor as contract } from '../../../../shared/contract/directory/corridor.ts';
import type { ServiceContent } from '../../../../shared/contract/directory/services.ts';
import { contextOn } from '../../../support/database.ts';
import { aPlace, anOrganisation, publish } from '../directory-world.ts';
import { type FocalWorld, enter, focalWorld, openings, problem, today } from './focal-world.ts';

let world: FocalWorld;
let organisation: string;
beforeEach(async () => {
  world = await focalWorld();
  organisation = await publish(world, 'organisation', anOrganisation, today);
});

type Terms = NonNullable<ServiceContent['terms']>;
const help = (...codes: string[]): Terms => codes.map((term) => ({ taxonomy: 'help', term }));
const profile = (...codes: string[]): Terms => codes.map((term) => ({ taxonomy: 'profile', term }));

/** A published service of Guatemala. */
const service = (name: string, terms: Terms, different: Partial<ServiceContent> = {}) =>
  publish(world, 'service', { organisation, name: { es: name }, status: 'active', terms, ...different }, today);

const corridor = (different: object = {}, who: 'MEX reader' | 'ST reader' | 'IOM reader' = 'MEX reader') =>
  getCorridor(world.by(who), { from: 'GTM', to: 'MEX', network: world.network, ...different });
const namesAt = async (end: 'departure' | 'reception', different: object = {}) =>
  (await corridor(different))[end].services.map(({ name }) => name.es);

test('both ends say whom to call, and say plainly where nobody is', async () => {
  const id = await enter(world, { purposes: ['repatriation-link'] });
  await enter(world, { purposes: ['consular'], rank: 'alternate' });
  await enter(world, { purposes: ['protocol'] });
  await enter(world, { purposes: ['repatriation-link'], from: '2025-01-01', to: '2025-02-01' });
  const { departure, reception, on } = await corridor();
  expect(on).toBe('2026-03-10');
  expect(departure).toMatchObject({ country: 'GTM', vacant: false, missing: ['consular'] });
  expect(departure.links.map(({ purposes, rank }) => `${purposes.join()} ${rank}`)).toEqual([
    'repatriation-link main',
    'consular alternate',
  ]);
  expect(departure.links[0]).toMatchObject({ id, organisationName: { es: 'Organización' }, name: 'Ana Ejemplo' });
  expect(reception).toMatchObject({ country: 'MEX', vacant: true, missing: ['repatriation-link', 'consular'], links: [], services: [] });
  expect(await openings(world, id)).toHaveLength(1);
});

test('with children it asks for child protection too', async () => {
  await enter(world, { purposes: ['child-protection'] });
  expect((await corridor()).departure.links).toEqual([]);
  const { departure, reception } = await corridor({ profile: 'children-adolescents' });
  expect(departure.links).toHaveLength(1);
  expect(reception.missing).toContain('child-protection');
});

test.each([
  [{ profile: 'child' }, 'children-adolescents'],
  [{ profile: 'women' }, 'women'],
  [{}, undefined],
])('%j is understood as %s', (given, expected) => {
  const query = contract.getCorridor.query.parse({ from: 'GTM', to: 'MEX', network: 'crm', ...given });
  expect(query.profile).toBe(expected);
});

test.each([{ profile: 'nobody' }, { from: 'gt' }, { to: '' }])('%j is refused', (wrong) => {
  expect(contract.getCorridor.query.safeParse({ from: 'GTM', to: 'MEX', network: 'crm', ...wrong }).success).toBe(false);
});

describe('services', () => {
  beforeEach(async () => {
    await service('Retorno', help('assisted-return'));
    await service('Empleo', help('job-placement'));
    await service('Casa', help('shelter-children'), {
      phones: [{ number: '+502 0000 0142' }, { number: '+502 0000 0666', personal: true }],
    });
  });

  test('are those that help at that end', async () => {
    expect(await namesAt('departure')).toEqual(['Retorno', 'Casa']);
    expect(await namesAt('reception', { from: 'MEX', to: 'GTM' })).toEqual(['Empleo', 'Casa']);
    expect(await namesAt('reception')).toEqual([]);
  });

  test('for a profile come first, then those for everybody, and none for others', async () => {
    await service('Niñez', help('legal-advice'), { terms: [...help('legal-advice'), ...profile('children-adolescents')] });
    await service('Trata', [...help('legal-advice'), ...profile('labour-exploitation')]);
    expect(await namesAt('departure', { profile: 'children-adolescents' })).toEqual(['Niñez', 'Retorno', 'Casa']);
    expect(await namesAt('departure', { profile: 'trafficking-victims' })).toEqual(['Trata', 'Retorno', 'Casa']);
    expect(await namesAt('departure')).toHaveLength(4);
  });

  test('show public telephones only', async () => {
    const { services } = (await corridor()).departure;
    expect(services.at(-1)).toMatchObject({
      organisation: { es: 'Asociación Puentes' },
      phones: [{ number: '+502 0000 0142', extension: null, description: null }],
      hidden: false,
      assuredOn: '2026-03-10',
    });
  });

  test('that were withdrawn, are inactive or lapsed are left out', async () => {
    const gone = await service('Ido', help('shelter'));
    await withdrawListing(world.by('GTM validator'), 'service', gone, 2, { es: 'Cerró' });
    await service('Quieto', help('shelter'), { status: 'inactive' });
    expect(await namesAt('departure')).toEqual(['Retorno', 'Casa']);
    await lapseAll(contextOn(world.db, { now: new Date('2027-12-01') }));
    expect(await namesAt('departure')).toEqual([]);
  });

  test('at a hidden place give its way in and nothing of where it is', async () => {
    const place = { ...aPlace, name: { es: 'Casa Oculta' }, phones: [{ number: '+502 0000 0777' }] };
    const location = await publish(world, 'location', { ...place, hidden: true, gate: { phones: [{ number: '+502 0000 0188' }] } }, today);
    await service('Refugio', help('shelter'), { locations: [{ location, phones: [{ number: '+502 0000 0888' }] }] });
    const answer = JSON.stringify(await corridor());
    expect(answer).toContain('+502 0000 0188');
    expect(answer).toContain('"hidden":true');
    expect(answer).not.toMatch(/Oculta|0777|0888|Muestra 1|01001|14\.63/);
  });
});

describe('a partner', () => {
  test('gets the services, and is told nothing of the posts of governments, held or not', async () => {
    await service('Retorno', help('assisted-return'));
    const before = await corridor({}, 'IOM reader');
    const id = await enter(world, { purposes: ['repatriation-link'] });
    const { departure } = await corridor({}, 'IOM reader');
    expect(departure).toMatchObject({ vacant: null, missing: null, links: [] });
    expect(departure).toEqual(before.departure);
    expect(departure.services).toHaveLength(1);
    expect(await openings(world, id)).toEqual([]);
  });

  test.each(['civil society', 'nobody'])('%s gets nothing', async (who) => {
    const by = who === 'nobody' ? contextOn(world.db, { now: today }) : world.civil;
    await expect(getCorridor(by, { from: 'GTM', to: 'MEX', network: world.network })).rejects.toEqual(problem('not-found'));
  });
});
