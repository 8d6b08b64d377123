import { beforeEach, describe, expect, test } from 'vitest';
import { discardEntry } from '../../../services/specimens/entries/changes.ts';
import { getEntry } from '../../../services/specimens/entries/entries.ts';
import { confirmImage } from '../../../services/specimens/images/confirmation.ts';
import { listOriginalRequests, releaseOriginal, requestOriginal } from '../../../services/specimens/images/originals.ts';
import { removeImage } from '../../../services/specimens/images/removal.ts';
import { listSimilarImages } from '../../../services/specimens/images/similar.ts';
import { downloadImage, issueImageTicket, issueOriginalTicket } from '../../../services/specimens/images/tickets.ts';
import { addImage } from '../../../services/specimens/images/upload.ts';
import { listOpenings } from '../../../services/specimens/specimens/openings.ts';
import { checkPicture } from '../../../shared/files/check-picture.ts';
import { files } from '../../../shared/database/files.ts';
import { ownStudio } from '../../support/studio.ts';
import { drawnPng } from '../../support/drawn.ts';
import { type Code, type ExchangeWorld, acts, begin, exchangeWorld, problem, publish, remove, versionAt } from './exchange-world.ts';

let world: ExchangeWorld;
let studio: Awaited<ReturnType<typeof ownStudio>>;
beforeEach(async () => {
  world = await exchangeWorld();
  studio = await ownStudio();
});

type Who = Parameters<ExchangeWorld['by']>[0];
const described = { side: 'front', light: 'visible', language: 'es', shows: 'specimen' } as const;
const upload = (seed: number) => ({ ...described, mediaType: 'image/png', bytes: drawnPng(200, 140, seed) }) as const;
const add = async (id: string, seed = 1, who: Who = 'MEX officer') =>
  (await addImage(world.by(who), studio, 'specimen', id, upload(seed))).body.id;
const reason = { es: 'Peritaje' };
const hour = 3_600_000;

/** A specimen that governments see, with a confirmed picture. */
async function pictured(seed = 1, code: Code = 'MEX'): Promise<{ specimen: string; image: string }> {
  const specimen = await begin(world, 'specimen', {}, `${code} officer`);
  const image = await add(specimen, seed, `${code} officer`);
  await confirmImage(world.by(`${code} validator`), image, 2);
  await publish(world, 'specimen', specimen, {}, code);
  return { specimen, image };
}

const ticketOf = async (image: string, who: Who, now?: Date) =>
  (await issueImageTicket(world.by(who, now), image, 'reading')).url.replace('/v1/image-files/', '');
const fetchBy = (ticket: string, who: Who, now?: Date) => downloadImage(world.by(who, now), studio, ticket);

const openedImages = async (specimen: string) =>
  (await listOpenings(world.by('MEX validator'), specimen, { limit: 50 }, null)).items.filter((opening) => opening.image !== null);

describe('an uploaded picture', () => {
  test('is drawn anew, sealed three times, and seen by its own organisation alone until a second officer confirms it', async () => {
    const specimen = await begin(world, 'specimen');
    const image = await add(specimen);
    expect(studio.vault.objects.kept.size).toBe(3);
    const stored = Buffer.concat([...studio.vault.objects.kept.values()]).toString('latin1');
    expect(stored).not.toMatch(/PNG|JFIF|IHDR/);
    await expect(publish(world, 'specimen', specimen)).rejects.toEqual(problem('conflict'));
    await expect(confirmImage(world.by('MEX officer'), image, await versionAt(world, 'specimen', specimen))).rejects.toEqual(
      problem('same-person'),
    );
    await confirmImage(world.by('MEX validator'), image, await versionAt(world, 'specimen', specimen));
    expect((await getEntry(world.by('MEX reader'), 'specimen', specimen)).body.images).toMatchObject([{ id: image, confirmed: true }]);
  });

  test('that is added later stays hidden until it is confirmed', async () => {
    const { specimen, image } = await pictured();
    const later = await add(specimen, 2);
    const seenBy = async (who: Who) => (await getEntry(world.by(who), 'specimen', specimen)).body.images.map(({ id }) => id);
    expect(await seenBy('GTM reader')).toEqual([image]);
    expect(await seenBy('MEX reader')).toEqual([image, later]);
    await expect(issueImageTicket(world.by('GTM reader'), later, 'reading')).rejects.toEqual(problem('not-found'));
  });

  test.each([
    ['of another organisation’s', 'GTM officer', {}, 'not-found'],
    ['by a reader', 'MEX reader', {}, 'forbidden'],
    ['that is no picture', 'MEX officer', { bytes: new TextEncoder().encode('<svg/>') }, 'unsafe-file'],
    ['with an MRZ in its caption', 'MEX officer', { caption: 'CURP HEGG560427MVZRRL04' }, 'personal-data'],
  ] as const)('%s is refused and nothing is stored', async (_, who, different, code) => {
    const specimen = await begin(world, 'specimen');
    await expect(addImage(world.by(who), studio, 'specimen', specimen, { ...upload(1), ...different })).rejects.toEqual(problem(code));
    expect(studio.vault.objects.kept.size).toBe(0);
    expect(await world.db.orm.select().from(files)).toEqual([]);
  });

  test('can never be opened again once it is removed, or its draft discarded', async () => {
    const specimen = await begin(world, 'specimen');
    const [first, second] = [await add(specimen, 1), await add(specimen, 2)];
    const ticket = await ticketOf(first, 'MEX officer');
    await removeImage(world.by('MEX officer'), first, 3);
    await expect(fetchBy(ticket, 'MEX officer')).rejects.toEqual(problem('not-found'));
    const other = await ticketOf(second, 'MEX officer');
    await discardEntry(world.by('MEX officer'), 'specimen', specimen, 4);
    await expect(fetchBy(other, 'MEX officer')).rejects.toEqual(problem('not-found'));
    expect((await world.db.orm.select().from(files)).map(({ wrappedKey }) => wrappedKey)).toEqual(Array(6).fill(null));
  });
});

describe('a ticket', () => {
  test('gives the picture once, marked and without metadata, and the audit knows', async () => {
    const { specimen, image } = await pictured();
    const ticket = await ticketOf(image, 'GTM reader');
    const { file, mediaType } = await fetchBy(ticket, 'GTM reader');
    expect(mediaType).toBe('image/jpeg');
    expect(checkPicture(file, 'image/jpeg')).toMatchObject({ width: 200, height: 140, texts: [] });
    await expect(fetchBy(ticket, 'GTM reader')).rejects.toEqual(problem('not-found'));
    expect((await acts(world, image)).filter((action) => action.startsWith('image:'))).toEqual(['image:ticket', 'image:open']);
    expect(await openedImages(specimen)).toMatchObject([{ organisation: world.organisations.GTM, image, original: false }]);
    await expect(listOpenings(world.by('GTM validator'), specimen, { limit: 9 }, null)).rejects.toEqual(problem('not-found'));
  });

  test('differs for every reader and moment', async () => {
    const { image } = await pictured();
    const of = async (who: Who) => Buffer.from((await fetchBy(await ticketOf(image, who), who)).file).toString('base64');
    expect(await of('GTM reader')).not.toBe(await of('SLV reader'));
  });

  test('abused a thousand times opens nothing', async () => {
    const { image } = await pictured();
    const now = new Date('2026-03-10T12:00:00Z');
    const late = new Date(now.getTime() + 61_000);
    const callers = ['GTM officer', 'GTM validator', 'SLV reader', 'ST reader', 'MEX officer', 'IOM reader'] as const;
    const used = await ticketOf(image, 'GTM reader', now);
    await fetchBy(used, 'GTM reader', now);
    let opened = 0;
    for (let turn = 0; turn < 125; turn += 1) {
      const ticket = await ticketOf(image, 'GTM reader', now);
      const other = callers[turn % callers.length] ?? 'SLV reader';
      const changed = ticket.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
      const attempts = [
        () => fetchBy(used, 'GTM reader', now),
        () => fetchBy(ticket, other, now),
        () => fetchBy(ticket, 'GTM reader', late),
        () => fetchBy(changed, 'GTM reader', now),
        () => fetchBy(image, 'GTM reader', now),
        () => fetchBy(ticket.toUpperCase(), 'GTM reader', now),
        () => fetchBy(`${ticket} `, 'GTM reader', now),
        () => fetchBy('', other, now),
      ];
      for (const attempt of attempts)
        opened += Number(await attempt().then(Boolean, (error) => (error as { code: string }).code !== 'not-found'));
    }
    expect(opened).toBe(0);
  }, 120_000);

  test('of a member that was removed meanwhile opens nothing', async () => {
    const { image } = await pictured();
    const ticket = await ticketOf(image, 'GTM reader');
    await remove(world, 'GTM');
    await expect(fetchBy(ticket, 'GTM reader')).rejects.toEqual(problem('not-found'));
    await expect(issueImageTicket(world.by('GTM reader'), image, 'reading')).rejects.toEqual(problem('not-found'));
  });
});

describe('an original', () => {
  const asked = async (image: string) => (await requestOriginal(world.by('GTM officer'), image, reason)).body.id;
  const original = async (request: string, who: Who = 'GTM officer', now?: Date) =>
    (await issueOriginalTicket(world.by(who, now), request)).url.replace('/v1/image-files/', '');

  test('is fetched once by who asked, when its source has released it', async () => {
    const { specimen, image } = await pictured();
    const request = await asked(image);
    await expect(original(request)).rejects.toEqual(problem('conflict'));
    await releaseOriginal(world.by('MEX validator'), request, 1, true);
    await expect(original(request, 'SLV officer')).rejects.toEqual(problem('not-found'));
    const [ticket, another] = [await original(request), await original(request)];
    await fetchBy(ticket, 'GTM officer');
    await expect(fetchBy(another, 'GTM officer')).rejects.toEqual(problem('not-found'));
    await expect(original(request)).rejects.toEqual(problem('conflict'));
    expect(await openedImages(specimen)).toMatchObject([{ image, original: true }]);
  });

  test.each([
    ['by an officer of its source', 'MEX officer', 'forbidden'],
    ['by who asked', 'GTM validator', 'forbidden'],
    ['by another country', 'SLV validator', 'not-found'],
  ] as const)('is not released %s', async (_, who, code) => {
    const { image } = await pictured();
    await expect(releaseOriginal(world.by(who), await asked(image), 1, true)).rejects.toEqual(problem(code));
  });

  test('that was refused, or released more than seven days ago, is not fetched', async () => {
    const { image } = await pictured();
    const [refused, old] = [await asked(image), await asked(image)];
    await releaseOriginal(world.by('MEX validator'), refused, 1, false);
    await releaseOriginal(world.by('MEX validator'), old, 1, true);
    await expect(original(refused)).rejects.toEqual(problem('conflict'));
    await expect(original(old, 'GTM officer', new Date(Date.parse('2026-03-17T12:00:00Z') + hour))).rejects.toEqual(problem('conflict'));
  });

  test('one’s own is released by another person', async () => {
    const { image } = await pictured();
    const { body } = await requestOriginal(world.by('MEX validator'), image, reason);
    await expect(releaseOriginal(world.by('MEX validator'), body.id, 1, true)).rejects.toEqual(problem('same-person'));
    await releaseOriginal(world.by('MEX administrator'), body.id, 1, true);
  });

  test('requests are listed for both sides and nobody else', async () => {
    const { image } = await pictured();
    const request = await asked(image);
    const listFor = async (who: Who) => (await listOriginalRequests(world.by(who), { limit: 9 }, null)).items.map(({ id }) => id);
    expect([await listFor('GTM reader'), await listFor('MEX reader'), await listFor('SLV reader')]).toEqual([[request], [request], []]);
  });
});

describe('pictures that resemble one', () => {
  test('are found among what the reader sees', async () => {
    const { image } = await pictured(1);
    const alike = await pictured(1, 'SLV');
    await pictured(9, 'SLV');
    const hidden = await begin(world, 'specimen');
    const own = await add(hidden, 1);
    const of = async (who: Who) => (await listSimilarImages(world.by(who), image)).items.map(({ id }) => id);
    expect(await of('GTM reader')).toEqual([alike.image]);
    expect((await of('MEX reader')).toSorted()).toEqual([alike.image, own].toSorted());
    await expect(listSimilarImages(world.by('IOM reader'), image)).rejects.toEqual(problem('not-found'));
  });
});
