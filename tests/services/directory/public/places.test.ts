import { beforeEach, describe, expect, test } from 'vitest';
import { findPlaces } from '../../../../services/directory/public/places.ts';
import type { HsdsPage } from '../../../../shared/contract/directory/hsds/shapes.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { contextOn } from '../../../support/database.ts';
import { type DirectoryWorld, aPlace, aService, anOrganisation, directoryWorld, publish } from '../directory-world.ts';

let world: DirectoryWorld;
let anyone: Context;
beforeEach(async () => {
  world = await directoryWorld();
  anyone = contextOn(world.db);
});

describe('by where they are given', () => {
  const at = async (search: Parameters<typeof findPlaces>[1]) =>
    ((await findPlaces(anyone, search, 'es')).body as HsdsPage<{ location_id: string }>).contents.map((one) => one.location_id);
  const placed = async (latitude: number, longitude: number, postalCode: string, hidden = false) => {
    const [address] = aPlace.addresses ?? [];
    const content = { ...aPlace, latitude, longitude, hidden, addresses: address ? [{ ...address, postalCode }] : [] };
    const location = await publish(world, 'location', content);
    const organisation = await publish(world, 'organisation', anOrganisation);
    await publish(world, 'service', aService(organisation, location));
    return location;
  };

  test('a postal code finds its places, and a distance those around them', async () => {
    const here = await placed(14.6, -90.5, '01001');
    const near = await placed(14.609, -90.5, '01002');
    await placed(14.7, -90.5, '01003');
    expect(await at({ postcode: '01001' })).toEqual([here]);
    expect(await at({ postcode: '01001', proximity: 900 })).toEqual([here]);
    expect(await at({ postcode: '01001', proximity: 1_100 })).toEqual([here, near]);
    expect(await at({ postcode: '01001', proximity: 500_000 })).toHaveLength(3);
    expect(await at({ postcode: '99999' })).toEqual([]);
    expect(await at({ postcode: '99999', proximity: 1_000 })).toEqual([]);
  });

  test('a hidden place is near nothing and has no postal code', async () => {
    const here = await placed(14.6, -90.5, '01001');
    const hidden = await placed(14.6, -90.5, '01001', true);
    expect(await at({ postcode: '01001' })).toEqual([here]);
    expect(await at({ postcode: '01001', proximity: 500_000 })).toEqual([here]);
    expect(await at({})).toEqual([here, hidden]);
  });
});
