import { beforeEach, describe, expect, test } from 'vitest';
import { getDirectoryPackage } from '../../../../services/directory/exchange/export/package.ts';
import { updateListing } from '../../../../services/directory/listings/proposing.ts';
import { outbox } from '../../../../shared/database/journal.ts';
import { listings } from '../../../../shared/database/listings.ts';
import type { Language } from '../../../../shared/contract/text.ts';
import { type DirectoryWorld, directoryWorld, publicText } from '../directory-world.ts';
import { apply, counts, filesOf, jsonOf, packageOf, send } from './exchange-world.ts';
import { type Ids, richWorld, waitingService } from './fixture.ts';

let world: DirectoryWorld;
let ids: Ids;
beforeEach(async () => {
  world = await directoryWorld();
  ids = await richWorld(world);
});

const none = { organisations: counts(), locations: counts(), services: counts() };
const whole = { organisations: counts({ new: 1 }), locations: counts({ new: 2 }), services: counts({ new: 1 }) };
const unchanged = { organisations: counts({ same: 1 }), locations: counts({ same: 2 }), services: counts({ same: 1 }) };

describe.each(['es', 'en', 'fr'] as const)('in %s', (language: Language) => {
  test('a package goes out, into another directory, and out of it the same', async () => {
    const sent = await packageOf(world, 'IOM reader', language);
    const other = await directoryWorld();
    const received = await send(other, sent);
    expect(received.counts).toEqual(whole);
    expect(received.said.filter((one) => !one.startsWith('formula'))).toEqual([]);
    expect(await apply(other, received.id)).toMatchObject({ state: 'done', progress: { total: 4, done: 4, skipped: 0 } });
    expect(filesOf(await packageOf(other, 'IOM reader', language))).toEqual(filesOf(sent));
    const inAll = await Promise.all([packageOf(world, 'IOM reader', 'pt'), packageOf(other, 'IOM reader', 'pt')]);
    expect(filesOf(inAll[1])).toEqual(filesOf(inAll[0]));
  });

  test('HSDS JSON goes out, into another directory, and out of it the same', async () => {
    const sent = await jsonOf(world, 'IOM reader', language);
    const other = await directoryWorld();
    const received = await send(other, sent, { json: true });
    expect(received).toMatchObject({ counts: whole, said: [] });
    await apply(other, received.id);
    expect(new TextDecoder().decode(await jsonOf(other, 'IOM reader', language))).toBe(new TextDecoder().decode(sent));
  });

  test('what comes back as it went changes nothing at all', async () => {
    await waitingService(world, ids);
    const before = await world.db.orm.select().from(listings);
    const told = await world.db.orm.select().from(outbox);
    for (const [bytes, options] of [
      [await packageOf(world, 'IOM reader', language), {}],
      [await jsonOf(world, 'IOM reader', language), { json: true }],
    ] as const) {
      const again = await send(world, bytes, options);
      expect(again.counts).toEqual({ ...unchanged, services: counts({ same: 2 }) });
      await apply(world, again.id);
    }
    expect(await world.db.orm.select().from(listings)).toEqual(before);
    const since = (await world.db.orm.select().from(outbox)).slice(told.length);
    expect(new Set(since.map(({ type }) => type))).toEqual(new Set(['directory.import.finished']));
  });
});

test('the public sees the same of what was imported as of what was approved one by one', async () => {
  const other = await directoryWorld();
  await apply(other, (await send(other, await packageOf(world, 'IOM reader'))).id);
  const timeless = (text: string) => text.replaceAll(/"(modified_at|assured_on)":"[^"]*"|"position":\d+/g, '');
  expect(timeless(await publicText(other))).toBe(timeless(await publicText(world)));
  expect(await publicText(other)).not.toContain('Secreta');
});

test('who may not read hidden places gets the gate alone, and cannot overwrite them with it', async () => {
  const sent = await packageOf(world, 'ST officer');
  const text = Object.values(filesOf(sent)).join('');
  expect(text).toContain('Casa Abierta');
  expect(text).toContain('+502 2000 0199');
  expect(text).not.toContain('Casa Secreta');
  const back = await send(world, sent);
  expect(back.counts).toEqual(unchanged);
  expect(back.said).toContain('partial locations.csv:3');
  const other = await directoryWorld();
  const elsewhere = await send(other, sent);
  expect(elsewhere.counts).toEqual({
    organisations: counts({ new: 1 }),
    locations: counts({ new: 1, refused: 1 }),
    services: counts({ refused: 1 }),
  });
});

test('nobody gets what they may not read', async () => {
  const rowsOf = async (file: string, ...asked: Parameters<typeof packageOf> extends [unknown, ...infer Rest] ? Rest : never) => {
    const files = filesOf(await packageOf(world, ...asked));
    return files[file]?.trim().split('\r\n').length;
  };
  expect(await rowsOf('services.csv', 'MEX administrator')).toBe(1);
  const nothing = { services: [], organizations: [], locations: [] };
  expect(JSON.parse(new TextDecoder().decode(await jsonOf(world, 'MEX administrator')))).toEqual(nothing);
  const stranger = await directoryWorld();
  await expect(packageOf({ ...stranger, network: world.network }, 'ST officer')).rejects.toMatchObject({ code: 'not-found' });
  expect(await rowsOf('organizations.csv', 'IOM reader', 'es', 'MEX')).toBe(1);
  expect(await rowsOf('organizations.csv', 'IOM reader', 'es', 'GTM')).toBe(2);
});

test('the validator of an export is another whenever what it holds is', async () => {
  const edition = async (who: 'IOM reader' | 'ST reader', language: Language = 'es') =>
    (await getDirectoryPackage(world.by(who), { network: world.network, language })).version;
  const seen = [await edition('IOM reader'), await edition('IOM reader', 'en'), await edition('ST reader')];
  expect(await edition('IOM reader')).toBe(seen[0]);
  await waitingService(world, ids);
  seen.push(await edition('IOM reader'));
  await updateListing(world.by('IOM officer'), 'service', ids.service, 2, { waitTime: { es: 'Una hora' } });
  seen.push(await edition('IOM reader'));
  expect(new Set(seen).size).toBe(5);
});

test('an import of nothing changes nothing', async () => {
  const empty = await packageOf(world, 'MEX reader');
  expect((await send(world, empty)).counts).toEqual(none);
});
