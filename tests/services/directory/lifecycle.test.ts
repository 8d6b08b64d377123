import { eq } from 'drizzle-orm';
import { v4 as uuid4 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { approveListing, returnListing } from '../../../services/directory/listings/approval.ts';
import { getListing, listListings } from '../../../services/directory/listings/listings.ts';
import { createListing, discardListing, updateListing } from '../../../services/directory/listings/proposing.ts';
import { verifyService, withdrawListing } from '../../../services/directory/listings/withdrawal.ts';
import { outbox } from '../../../shared/database/journal.ts';
import { publicServicePlaces, publicServices, publicTerms } from '../../../shared/database/public-directory.ts';
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

const reason = { es: 'Ya no existe' };
let world: DirectoryWorld;
beforeEach(async () => (world = await directoryWorld()));

const problem = (code: string) => expect.objectContaining({ code });
const told = async (subject: string) =>
  (await world.db.orm.select().from(outbox).where(eq(outbox.subject, subject))).map(({ type }) => type);

test('what is proposed is nobody’s but its keeper’s, its country’s and the secretariat’s until it is approved', async () => {
  const id = await propose(world, 'organisation', anOrganisation);
  expect(await publicText(world)).not.toContain('Puentes');
  for (const who of ['IOM reader', 'GTM reader', 'ST reader'] as const) {
    expect((await getListing(world.by(who), 'organisation', id)).body.proposed?.name.es).toBe('Asociación Puentes');
  }
  await expect(getListing(world.by('MEX administrator'), 'organisation', id)).rejects.toEqual(problem('not-found'));
  expect((await listListings(world.by('MEX administrator'), 'organisation', { limit: 50 }, null)).items).toEqual([]);
});

test('a validator of the country makes it public, with its places, terms and words, and it counts as verified', async () => {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const location = await publish(world, 'location', aPlace);
  const id = await publish(world, 'service', aService(organisation, location), new Date('2026-03-01T10:00:00Z'));
  const { body } = await getListing(world.by('GTM reader'), 'service', id);
  expect(body).toMatchObject({ state: 'published', proposed: null, proposal: null, verifiedOn: '2026-03-01' });
  expect(body.verifiedBy).toBe(world.organisations.GTM);
  const [row] = await world.db.orm.select().from(publicServices).where(eq(publicServices.id, id));
  expect(row).toMatchObject({ organisation, status: 'active', freshness: 'fresh', listed: true, assuredOn: '2026-03-01' });
  expect(await world.db.orm.select().from(publicServicePlaces)).toMatchObject([{ service: id, location, listed: true }]);
  expect(await world.db.orm.select().from(publicTerms)).toHaveLength(1);
  expect(await found(world, 'albergue')).toEqual([id]);
  expect(await found(world, 'orientacion')).toEqual([id]);
  expect(await told(id)).toEqual(['directory.service.proposed', 'directory.service.published']);
});

describe('nobody approves', () => {
  test.each(['GTM officer', 'GTM administrator', 'MEX validator', 'ST validator', 'IOM validator'] as const)('as %s', async (who) => {
    const id = await propose(world, 'organisation', anOrganisation);
    const refused = who.startsWith('MEX') ? 'not-found' : 'forbidden';
    await expect(approveListing(world.by(who), 'organisation', id, 1)).rejects.toEqual(problem(refused));
    expect(await publicText(world)).not.toContain('Puentes');
  });

  test('what it proposed itself', async () => {
    const { body } = await createListing(world.by('GTM validator'), 'organisation', {
      network: world.network,
      country: 'GTM',
      ...anOrganisation,
    });
    await expect(approveListing(world.by('GTM validator'), 'organisation', body.id, 1)).rejects.toEqual(problem('same-person'));
  });

  test('what was given back, until it is proposed again', async () => {
    const id = await propose(world, 'organisation', anOrganisation);
    const { body } = await returnListing(world.by('GTM validator'), 'organisation', id, 1, { es: 'Falta el teléfono' });
    expect(body.proposal?.returned?.reason).toEqual({ es: 'Falta el teléfono' });
    await expect(approveListing(world.by('GTM validator'), 'organisation', id, 2)).rejects.toEqual(problem('conflict'));
    await updateListing(world.by('IOM officer'), 'organisation', id, 2, { phones: [{ number: '+502 0000 0100' }] });
    expect((await approveListing(world.by('GTM validator'), 'organisation', id, 3)).body.state).toBe('published');
  });

  test('at an old version, or twice', async () => {
    const id = await publish(world, 'organisation', anOrganisation);
    await expect(approveListing(world.by('GTM validator'), 'organisation', id, 2)).rejects.toEqual(problem('conflict'));
    await updateListing(world.by('IOM officer'), 'organisation', id, 2, { website: 'https://puentes.example.org/' });
    await expect(approveListing(world.by('GTM validator'), 'organisation', id, 2)).rejects.toEqual(problem('stale'));
  });

  test('a service of an organisation that is not public', async () => {
    const organisation = await propose(world, 'organisation', anOrganisation);
    const id = await propose(world, 'service', aService(organisation));
    await expect(approveListing(world.by('GTM validator'), 'service', id, 1)).rejects.toEqual(problem('unprocessable'));
    expect(await publicText(world)).not.toContain('Albergue');
  });
});

test('a change shows nothing before it is approved, and then all of it', async () => {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const id = await publish(world, 'service', aService(organisation));
  await updateListing(world.by('IOM officer'), 'service', id, 2, { name: { es: 'Casa de acogida' }, description: null, terms: [] });
  expect(await found(world, 'acogida')).toEqual([]);
  const { body } = await getListing(world.by('IOM officer'), 'service', id);
  expect(body.published?.name).toEqual({ es: 'Albergue de paso', en: 'Transit shelter' });
  expect(body.proposed).toMatchObject({ name: { es: 'Casa de acogida', en: 'Transit shelter' } });
  await approveListing(world.by('GTM validator'), 'service', id, 3);
  expect(await found(world, 'acogida')).toEqual([id]);
  expect(await found(world, 'albergue')).toEqual([]);
  expect(await found(world, 'orientacion')).toEqual([]);
  expect(await world.db.orm.select().from(publicTerms)).toEqual([]);
});

test('a proposal is taken back, and what was never public goes with it', async () => {
  const id = await propose(world, 'organisation', anOrganisation);
  await expect(discardListing(world.by('GTM validator'), 'organisation', id, 1)).rejects.toEqual(problem('forbidden'));
  await discardListing(world.by('IOM officer'), 'organisation', id, 1);
  await expect(getListing(world.by('IOM officer'), 'organisation', id)).rejects.toEqual(problem('not-found'));
  const kept = await publish(world, 'organisation', anOrganisation);
  await expect(discardListing(world.by('IOM officer'), 'organisation', kept, 2)).rejects.toEqual(problem('conflict'));
  await updateListing(world.by('IOM officer'), 'organisation', kept, 2, { alternateName: { es: 'Puentes' } });
  await discardListing(world.by('IOM officer'), 'organisation', kept, 3);
  expect((await getListing(world.by('IOM officer'), 'organisation', kept)).body).toMatchObject({ state: 'published', proposed: null });
});

test('a withdrawn service leaves a stone without its words, and a change that is approved brings it back', async () => {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const location = await publish(world, 'location', aPlace);
  const id = await publish(world, 'service', aService(organisation, location));
  await withdrawListing(world.by('IOM officer'), 'service', id, 2, reason);
  expect(await found(world, 'albergue')).toEqual([]);
  expect(await publicText(world)).not.toContain('Albergue');
  const [stone] = await world.db.orm.select().from(publicServices).where(eq(publicServices.id, id));
  expect(stone).toMatchObject({ status: 'defunct', listed: false, rest: {} });
  expect(await world.db.orm.select().from(publicServicePlaces)).toEqual([]);
  await expect(withdrawListing(world.by('IOM officer'), 'service', id, 3, reason)).rejects.toEqual(problem('conflict'));
  await updateListing(world.by('IOM officer'), 'service', id, 3, {});
  await approveListing(world.by('GTM validator'), 'service', id, 4);
  const [back] = await world.db.orm.select().from(publicServices).where(eq(publicServices.id, id));
  expect(back).toMatchObject({ status: 'active', listed: true, position: stone?.position });
});

test('what others that are public name is not withdrawn before them', async () => {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const location = await publish(world, 'location', aPlace);
  const service = await publish(world, 'service', aService(organisation, location));
  await expect(withdrawListing(world.by('GTM validator'), 'organisation', organisation, 2, reason)).rejects.toEqual(problem('conflict'));
  await expect(withdrawListing(world.by('GTM validator'), 'location', location, 2, reason)).rejects.toEqual(problem('conflict'));
  await withdrawListing(world.by('GTM validator'), 'service', service, 2, reason);
  await withdrawListing(world.by('GTM validator'), 'location', location, 2, reason);
  await withdrawListing(world.by('GTM administrator'), 'organisation', organisation, 2, reason);
  expect(await publicText(world)).not.toContain('Puentes');
});

test('who keeps a service or answers for its country verifies it', async () => {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const id = await publish(world, 'service', aService(organisation), new Date('2026-03-01T10:00:00Z'));
  await expect(verifyService(world.by('ST officer'), id, 2)).rejects.toEqual(problem('forbidden'));
  const { body } = await verifyService(world.by('IOM officer', new Date('2026-09-01T10:00:00Z')), id, 2);
  expect(body).toMatchObject({ verifiedOn: '2026-09-01', verifiedBy: world.organisations.IOM });
  const [row] = await world.db.orm.select().from(publicServices).where(eq(publicServices.id, id));
  expect(row).toMatchObject({ assuredOn: '2026-09-01', modifiedAt: '2026-09-01T10:00:00.000Z' });
});

test('an id of another directory is kept, and taken once', async () => {
  const id = uuid4();
  const content = { id, network: world.network, country: 'GTM', ...anOrganisation };
  expect((await createListing(world.by('IOM officer'), 'organisation', content)).body.id).toBe(id);
  await expect(createListing(world.by('MEX officer'), 'organisation', { ...content, country: 'MEX' })).rejects.toEqual(problem('conflict'));
});

test('nobody takes over the place of another’s service', async () => {
  const organisation = await publish(world, 'organisation', anOrganisation);
  const location = await publish(world, 'location', aPlace);
  const place = uuid4();
  await publish(world, 'service', { ...aService(organisation), locations: [{ id: place, location }] });
  const thief = { ...aService(organisation), locations: [{ id: place, location }] };
  await expect(propose(world, 'service', thief)).rejects.toEqual(problem('conflict'));
});

test('a country for which nobody answers, an organisation of another network, or one that is not there is refused', async () => {
  const given = { network: world.network, country: 'PAN', ...anOrganisation };
  await expect(createListing(world.by('IOM officer'), 'organisation', given)).rejects.toEqual(problem('unprocessable'));
  await expect(propose(world, 'service', aService(uuid4()))).rejects.toEqual(problem('unprocessable'));
  const organisation = await publish(world, 'organisation', anOrganisation);
  await expect(propose(world, 'service', aService(organisation, uuid4()))).rejects.toEqual(problem('unprocessable'));
});
