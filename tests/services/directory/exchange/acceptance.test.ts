import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { acceptDirectoryImport, publishDirectoryImport } from '../../../../services/directory/exchange/imports/acceptance.ts';
import {
  discardDirectoryImport,
  getDirectoryImport,
  listDirectoryImportFindings,
  listDirectoryImports,
} from '../../../../services/directory/exchange/imports/imports.ts';
import { workImports } from '../../../../services/directory/exchange/work/work.ts';
import { getListing } from '../../../../services/directory/listings/listings.ts';
import { updateListing } from '../../../../services/directory/listings/proposing.ts';
import { withdrawListing } from '../../../../services/directory/listings/withdrawal.ts';
import { directoryImportFindings, directoryImportRows } from '../../../../shared/database/directory-imports.ts';
import { clients } from '../../../../shared/database/identity.ts';
import { outbox } from '../../../../shared/database/journal.ts';
import { listings } from '../../../../shared/database/listings.ts';
import { type DirectoryWorld, anOrganisation, directoryWorld, found, publicText, publish } from '../directory-world.ts';
import { apply, asJson, saidOf, send, work } from './exchange-world.ts';
import { type Ids, richWorld } from './fixture.ts';

const idAt = (index: number) => `6e2a3b6e-0000-4000-8000-${String(index).padStart(12, '0')}`;
const organization = { id: idAt(0), name: 'Puentes', description: 'Acompaña' };
const manyServices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: idAt(index + 1), name: `Albergue ${index}`, status: 'active', organization }));

let world: DirectoryWorld;
beforeEach(async () => (world = await directoryWorld()));

const sendMany = (count: number) => send(world, asJson(manyServices(count)), { json: true });
const problem = (code: string) => expect.objectContaining({ code });
const events = async () => (await world.db.orm.select().from(outbox)).map(({ type, organisation }) => ({ type, organisation }));

test('an officer has it proposed: nothing is public, and its country’s authority hears of it once', async () => {
  const { id } = await sendMany(3);
  const done = await apply(world, id, 'proposals');
  expect(done).toMatchObject({ state: 'done', aim: 'proposals', progress: { total: 4, done: 4, skipped: 0 } });
  const { body } = await getListing(world.by('GTM reader'), 'service', idAt(1));
  expect(body).toMatchObject({ state: 'proposed', published: null, organisation: world.organisations.IOM, country: 'GTM' });
  expect(await publicText(world)).not.toContain('Albergue');
  const { IOM, GTM } = world.organisations;
  expect(await events()).toEqual([IOM, GTM].map((organisation) => ({ type: 'directory.import.finished', organisation })));
});

test('a validator of its country has it public, as if each had been approved', async () => {
  const { id } = await sendMany(3);
  expect(await apply(world, id)).toMatchObject({ state: 'done', aim: 'publication' });
  const { body } = await getListing(world.by('IOM reader'), 'service', idAt(2));
  expect(body).toMatchObject({ state: 'published', proposed: null, verifiedBy: world.organisations.GTM });
  expect(await found(world, 'albergue')).toEqual([idAt(1), idAt(2), idAt(3)]);
  const told = (await events()).map(({ type }) => type);
  expect(told.toSorted()).toEqual(
    ['directory.import.finished', 'directory.organisation.published', ...Array(3).fill('directory.service.published')].toSorted(),
  );
});

describe('nobody publishes', () => {
  test.each([
    ['IOM validator', 'forbidden'],
    ['GTM officer', 'forbidden'],
    ['GTM administrator', 'forbidden'],
    ['MEX validator', 'not-found'],
    ['ST validator', 'not-found'],
  ] as const)('as %s', async (who, code) => {
    const { id } = await sendMany(1);
    await expect(publishDirectoryImport(world.by(who), id, 1)).rejects.toEqual(problem(code));
  });

  test('what it sent itself', async () => {
    const { id } = await send(world, asJson(manyServices(1)), { who: 'GTM validator', json: true });
    await expect(publishDirectoryImport(world.by('GTM validator'), id, 1)).rejects.toEqual(problem('same-person'));
  });

  test('twice, or at an old version', async () => {
    const { id } = await sendMany(1);
    await expect(publishDirectoryImport(world.by('GTM validator'), id, 7)).rejects.toEqual(problem('stale'));
    await acceptDirectoryImport(world.by('IOM officer'), id, 1);
    await expect(publishDirectoryImport(world.by('GTM validator'), id, 2)).rejects.toEqual(problem('conflict'));
  });
});

test('only who keeps what it brings has it proposed, and only who may sees it', async () => {
  const { id } = await sendMany(1);
  await expect(acceptDirectoryImport(world.by('GTM validator'), id, 1)).rejects.toEqual(problem('forbidden'));
  await expect(acceptDirectoryImport(world.by('IOM reader'), id, 1)).rejects.toEqual(problem('forbidden'));
  await expect(discardDirectoryImport(world.by('GTM validator'), id, 1)).rejects.toEqual(problem('forbidden'));
  for (const who of ['MEX administrator', 'ST administrator'] as const) {
    await expect(getDirectoryImport(world.by(who), id)).rejects.toEqual(problem('not-found'));
    await expect(listDirectoryImportFindings(world.by(who), id, { limit: 50 }, null)).rejects.toEqual(problem('not-found'));
    expect((await listDirectoryImports(world.by(who), { limit: 50 }, null)).items).toEqual([]);
  }
  expect((await listDirectoryImports(world.by('GTM reader'), { limit: 50, state: 'checked' }, null)).items).toHaveLength(1);
});

test('a discarded import leaves nothing, and an accepted one is not discarded', async () => {
  const first = await sendMany(1);
  await discardDirectoryImport(world.by('IOM officer'), first.id, 1);
  expect(await world.db.orm.select().from(directoryImportRows)).toEqual([]);
  expect(await world.db.orm.select().from(directoryImportFindings)).toEqual([]);
  const { id } = await sendMany(1);
  await acceptDirectoryImport(world.by('IOM officer'), id, 1);
  await expect(discardDirectoryImport(world.by('IOM officer'), id, 2)).rejects.toEqual(problem('conflict'));
});

test('two who work at once, and one that was killed between, deal with each row once', async () => {
  const { id } = await sendMany(250);
  await publishDirectoryImport(world.by('GTM validator'), id, 1);
  await Promise.all([work(world), work(world)]);
  expect((await getDirectoryImport(world.by('IOM officer'), id)).body).toMatchObject({
    state: 'done',
    progress: { total: 251, done: 251 },
  });
  const versions = await world.db.orm.select({ version: listings.version }).from(listings);
  expect(versions.map(({ version }) => version)).toEqual(Array(251).fill(1));
  expect((await events()).filter(({ type }) => type.endsWith('published'))).toHaveLength(251);
  expect((await events()).filter(({ type }) => type.endsWith('finished'))).toHaveLength(1);
});

test('of two imports of the same package the second finds everything changed, and counts each row once', async () => {
  const [first, second] = [await sendMany(120), await sendMany(120)];
  await apply(world, first.id);
  await publishDirectoryImport(world.by('GTM validator'), second.id, 1);
  await Promise.all([work(world), work(world), work(world)]);
  const { body } = await getDirectoryImport(world.by('IOM officer'), second.id);
  expect(body).toMatchObject({ state: 'done', progress: { total: 121, done: 121, skipped: 121 }, findings: { errors: 0, warnings: 121 } });
  expect(new Set((await world.db.orm.select().from(listings)).map(({ version }) => version))).toEqual(new Set([1]));
});

test('progress is told between, and nothing is kept of what is dealt with', async () => {
  const { id } = await sendMany(150);
  await publishDirectoryImport(world.by('GTM validator'), id, 1);
  await workImports(world.by('GTM validator'), -1);
  const { body, version } = await getDirectoryImport(world.by('GTM reader'), id);
  expect(body).toMatchObject({ state: 'accepted', progress: { total: 151, done: 1, skipped: 0 }, finishedAt: null });
  expect(version).toBe(3);
  await work(world);
  const rows = await world.db.orm.select().from(directoryImportRows);
  expect(new Set(rows.map(({ state, content }) => `${state} ${content}`))).toEqual(new Set(['done null']));
});

describe('what moved since the package was read', () => {
  let ids: Ids;
  beforeEach(async () => (ids = await richWorld(world)));

  const changedService = () =>
    send(world, asJson([{ id: ids.service, name: 'Otro nombre', status: 'active', organization_id: ids.organisation }]), { json: true });

  test('stays as it is, and is told', async () => {
    const { id } = await changedService();
    await updateListing(world.by('IOM officer'), 'service', ids.service, 2, { waitTime: { es: 'Sin espera' } });
    expect(await apply(world, id)).toMatchObject({ state: 'done', progress: { total: 1, done: 1, skipped: 1 }, findings: { warnings: 1 } });
    expect(await saidOf(world.by('IOM reader'), id)).toEqual(['changed-meanwhile']);
    expect(await publicText(world)).not.toContain('Otro nombre');
  });

  test('and names what is not public any more is not published', async () => {
    const other = await publish(world, 'organisation', anOrganisation);
    const { id } = await send(world, asJson([{ id: idAt(9), name: 'Nuevo', status: 'active', organization_id: other }]), { json: true });
    await withdrawListing(world.by('IOM officer'), 'organisation', other, 2, { es: 'Cerró' });
    expect(await apply(world, id)).toMatchObject({ progress: { done: 1, skipped: 1 }, findings: { errors: 1 } });
    expect(await saidOf(world.by('IOM reader'), id)).toEqual(['reference']);
  });

  test('a change that is published replaces what was there, and one that is proposed does not', async () => {
    const first = await changedService();
    await apply(world, first.id, 'proposals');
    expect(await found(world, 'albergue')).toEqual([ids.service]);
    const { body, version } = await getListing(world.by('IOM reader'), 'service', ids.service);
    expect(body).toMatchObject({ state: 'published', proposed: { name: { es: 'Otro nombre', en: 'Shelter' } } });
    expect(version).toBe(3);
  });

  test('a place that becomes hidden is told by its services no more, in the same commit', async () => {
    const place = { id: ids.open, location_type: 'physical', name: 'Casa Abierta', organization_id: ids.organisation, enlace_hidden: true };
    expect(await publicText(world)).toContain('Casa Abierta');
    const { id } = await send(world, asJson({ locations: [place] }), { json: true });
    expect(await apply(world, id)).toMatchObject({ progress: { done: 1, skipped: 0 } });
    const text = await publicText(world);
    for (const secret of ['Casa Abierta', 'Calle de la Muestra', 'Aquí', '2000 0102']) expect(text).not.toContain(secret);
    expect(text).toContain('Albergue');
  });
});

test('whoever may accept no more stops the import, and what was to come is not kept', async () => {
  const { id } = await sendMany(3);
  await publishDirectoryImport(world.by('GTM validator'), id, 1);
  const client = world.by('GTM validator').principal?.client ?? '';
  await world.db.orm.update(clients).set({ revoked: true }).where(eq(clients.id, client));
  await work(world);
  const { body } = await getDirectoryImport(world.by('IOM reader'), id);
  expect(body).toMatchObject({ state: 'stopped', progress: { done: 0 } });
  expect(body.finishedAt).not.toBeNull();
  expect(await world.db.orm.select().from(listings)).toEqual([]);
  expect((await world.db.orm.select().from(directoryImportRows)).every(({ content }) => content === null)).toBe(true);
  await work(world);
  expect(await events()).toEqual([{ type: 'directory.import.finished', organisation: world.organisations.IOM }]);
});

test('an import with nothing new is done all the same', async () => {
  await richWorld(world);
  const { id } = await send(world, asJson({ services: [] }), { json: true });
  expect(await apply(world, id, 'proposals')).toMatchObject({ state: 'done', progress: { total: 0, done: 0 } });
});

test('what names an organisation that only waits is not published', async () => {
  const { id } = await sendMany(2);
  await apply(world, id, 'proposals');
  const again = await send(world, asJson([{ id: idAt(7), name: 'Nuevo', status: 'active', organization_id: idAt(0) }]), { json: true });
  expect(again.counts.services.new).toBe(1);
  expect(await apply(world, again.id)).toMatchObject({ progress: { done: 1, skipped: 1 } });
});
