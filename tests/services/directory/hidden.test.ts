import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { approveListing } from '../../../services/directory/listings/approval.ts';
import { getListing, listListings } from '../../../services/directory/listings/listings.ts';
import { updateListing } from '../../../services/directory/listings/proposing.ts';
import type { LocationContent } from '../../../shared/contract/directory/service-locations.ts';
import type { ServiceContent } from '../../../shared/contract/directory/services.ts';
import { publicLocations, publicServices } from '../../../shared/database/public-directory.ts';
import {
  type DirectoryWorld,
  aPlace,
  aService,
  anOrganisation,
  directoryWorld,
  found,
  propose,
  publicText,
  publish,
} from './directory-world.ts';

const secret: LocationContent = {
  ...aPlace,
  name: { es: 'Nombrequedelata' },
  description: { es: 'Descripcionquedelata' },
  addresses: [{ ...aPlace.addresses![0]!, address1: 'Callequedelata 1', postalCode: 'CP 99999' }],
  hidden: true,
  gate: { phones: [{ number: '+502 0000 0199' }], email: 'puerta@example.org', intake: { es: 'Por la línea de atención' } },
};
const areas: ServiceContent['serviceAreas'] = [
  { level: 'country', name: { es: 'Todo el país' } },
  { level: 'department', name: { es: 'Departamento' }, extent: 'Poligonoquedelata' },
  { level: 'municipality', name: { es: 'Municipioquedelata' } },
  { level: 'other', name: { es: 'Barrioquedelata' } },
];
const given = { description: { es: 'Pisoquedelata' }, phones: [{ number: '+502 0000 0177' }] };

let world: DirectoryWorld;
let organisation: string;
beforeEach(async () => {
  world = await directoryWorld();
  organisation = await publish(world, 'organisation', anOrganisation);
});

const service = (location: string): ServiceContent => ({
  ...aService(organisation),
  serviceAreas: areas,
  locations: [{ location, ...given }],
});

/** What of a hidden place can be read in what is public, and what should be and cannot. */
async function leaks(): Promise<string[]> {
  const text = await publicText(world);
  const closed = ['quedelata', 'Calle', 'CP 99999', '14.6317', '-90.5171', '0000 0177'].filter((word) => text.includes(word));
  return [...closed, ...['+502 0000 0199', 'Todo el país'].filter((word) => !text.includes(word))];
}

test('of a hidden place only its gate is public, and its services tell nothing finer than the department', async () => {
  const location = await publish(world, 'location', secret);
  await publish(world, 'service', service(location));
  expect(await leaks()).toEqual([]);
  const [row] = await world.db.orm.select().from(publicLocations);
  expect(row).toMatchObject({ hidden: true, latitude: null, longitude: null, postalCode: null });
});

test('a place that becomes hidden silences the services that are given there, in the same commit', async () => {
  const location = await publish(world, 'location', { ...secret, hidden: false });
  const id = await publish(world, 'service', service(location));
  expect(await publicText(world)).toContain('quedelata');
  await updateListing(world.by('IOM officer'), 'location', location, 2, { hidden: true });
  await approveListing(world.by('GTM validator'), 'location', location, 3);
  expect(await leaks()).toEqual([]);
  const [row] = await world.db.orm.select().from(publicServices).where(eq(publicServices.id, id));
  expect(row).toMatchObject({ listed: true, status: 'active' });
});

test('a place that is hidden no more shows itself and its services again', async () => {
  const location = await publish(world, 'location', secret);
  await publish(world, 'service', service(location));
  await updateListing(world.by('IOM officer'), 'location', location, 2, { hidden: false });
  await approveListing(world.by('GTM validator'), 'location', location, 3);
  expect(await publicText(world)).toContain('Municipioquedelata');
  expect(await publicText(world)).toContain('Callequedelata');
});

test('a service at two places, one of them hidden, keeps silent whichever of them changes', async () => {
  const location = await publish(world, 'location', secret);
  const open = await publish(world, 'location', { locationType: 'virtual', name: { es: 'Oficina abierta' } });
  await publish(world, 'service', { ...service(location), locations: [{ location, ...given }, { location: open }] });
  expect(await leaks()).toEqual([]);
  await updateListing(world.by('IOM officer'), 'location', open, 2, { name: { es: 'Oficina nueva' } });
  await approveListing(world.by('GTM validator'), 'location', open, 3);
  expect(await leaks()).toEqual([]);
});

test('no search finds what only a hidden place knows', async () => {
  const location = await publish(world, 'location', secret);
  await publish(world, 'service', service(location));
  for (const word of ['nombrequedelata', 'callequedelata', 'municipioquedelata', '99999'])
    expect(await found(world, `${word}*`)).toEqual([]);
});

describe('the place itself', () => {
  test.each(['IOM reader', 'GTM reader'] as const)('is seen by %s', async (who) => {
    const id = await propose(world, 'location', secret);
    expect((await getListing(world.by(who), 'location', id)).body.proposed?.hidden).toBe(true);
  });

  test.each(['ST administrator', 'MEX administrator'] as const)(
    'is not there for %s, neither before nor after it is public',
    async (who) => {
      const id = await propose(world, 'location', secret);
      const ask = () => getListing(world.by(who), 'location', id);
      await expect(ask()).rejects.toMatchObject({ code: 'not-found' });
      await approveListing(world.by('GTM validator'), 'location', id, 1);
      await expect(ask()).rejects.toMatchObject({ code: 'not-found' });
      expect((await listListings(world.by(who), 'location', { limit: 50 }, null)).items).toEqual([]);
    },
  );

  test('nor is a service that is given there, whatever it says of the way', async () => {
    const id = await publish(world, 'service', service(await publish(world, 'location', secret)));
    for (const who of ['IOM reader', 'GTM reader'] as const) expect((await getListing(world.by(who), 'service', id)).body.id).toBe(id);
    await expect(getListing(world.by('ST administrator'), 'service', id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listListings(world.by('ST administrator'), 'service', { limit: 50 }, null)).items).toEqual([]);
  });

  test('stays closed to the secretariat while it is proposed that it be open', async () => {
    const id = await publish(world, 'location', secret);
    await updateListing(world.by('IOM officer'), 'location', id, 2, { hidden: false });
    await expect(getListing(world.by('ST officer'), 'location', id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('people and personal telephones never become public', async () => {
  const people = {
    phones: [{ number: '+502 0000 0155', personal: true }, { number: '+502 0000 0100' }],
    contacts: [
      { name: 'Persona Inventada', email: 'persona@example.org', phones: [{ number: '+502 0000 0156' }] },
      { office: true, name: 'Otra Persona', title: { es: 'Recepción' }, email: 'recepcion@example.org' },
    ],
  };
  const other = await publish(world, 'organisation', { ...anOrganisation, ...people, head: 'Directora Inventada' });
  await publish(world, 'service', { ...aService(other), ...people });
  const text = await publicText(world);
  for (const word of ['Inventada', 'Otra Persona', '0000 0155', '0000 0156', 'persona@']) expect(text).not.toContain(word);
  expect(text).toContain('recepcion@example.org');
});
