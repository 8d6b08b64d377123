import { beforeEach, describe, expect, test } from 'vitest';
import { getBorderCard } from '../../../../services/specimens/card/border-card.ts';
import { updateEntry } from '../../../../services/specimens/entries/changes.ts';
import { withdrawEntry } from '../../../../services/specimens/entries/publication.ts';
import { confirmImage } from '../../../../services/specimens/images/confirmation.ts';
import { addImage } from '../../../../services/specimens/images/upload.ts';
import { drawnPng } from '../../../support/drawn.ts';
import { ownStudio } from '../../../support/studio.ts';
import { type ExchangeWorld, acts, begin, contents, exchangeWorld, problem, publish, published, versionAt } from '../exchange-world.ts';

let world: ExchangeWorld;
let studio: Awaited<ReturnType<typeof ownStudio>>;
beforeEach(async () => {
  world = await exchangeWorld();
  studio = await ownStudio();
});

type Who = Parameters<ExchangeWorld['by']>[0];

const cardFor = async (who: Who, id: string, language: 'es' | 'en' | 'pt' = 'es') => {
  const { body } = await getBorderCard(world.by(who), studio.vault, id, language);
  expect(body).toMatchObject({ mediaType: 'text/html', name: `alert-${id}.html` });
  return new TextDecoder().decode(body.file);
};

const picture = { side: 'front', light: 'visible', language: 'es', shows: 'specimen', mediaType: 'image/png' } as const;
let seed = 0;
async function addTo(kind: 'specimen' | 'alert', id: string): Promise<string> {
  seed += 1;
  return (await addImage(world.by('MEX officer'), studio, kind, id, { ...picture, bytes: drawnPng(200, 140, seed) })).body.id;
}
const confirm = async (kind: 'specimen' | 'alert', id: string, image: string) =>
  confirmImage(world.by('MEX validator'), image, await versionAt(world, kind, id));

/** A published specimen with a picture. */
async function specimenWith(label: Parameters<typeof publish>[3] = {}): Promise<{ specimen: string; image: string }> {
  const specimen = await begin(world, 'specimen');
  const image = await addTo('specimen', specimen);
  await confirm('specimen', specimen, image);
  await publish(world, 'specimen', specimen, label);
  return { specimen, image };
}

const [point] = contents.alert.points;
const pictures = (card: string) => card.match(/<img/g)?.length ?? 0;
const ownOnly = { tlp: 'AMBER+STRICT', audience: 'organisation' } as const;
const green = { tlp: 'GREEN', audience: 'governments' } as const;

describe('the border card of an alert', () => {
  test('says for whom it was made, and shows the genuine document beside the false one', async () => {
    const { specimen, image } = await specimenWith();
    const alert = await begin(world, 'alert');
    const falseImage = await addTo('alert', alert);
    await confirm('alert', alert, falseImage);
    const points = [{ ...point, genuineImage: image, falseImage }];
    await updateEntry(world.by('MEX officer'), 'alert', alert, await versionAt(world, 'alert', alert), { specimen, points } as never);
    await publish(world, 'alert', alert);
    const opened = async () =>
      [...(await acts(world, alert)), ...(await acts(world, specimen))].filter((act) => act === 'exchange:read').length;
    const before = await opened();
    const card = await cardFor('GTM reader', alert);
    expect((await opened()) - before).toBe(2);
    expect(pictures(card)).toBe(2);
    expect(card).toContain('MEX-AO-00001');
    expect(card).toContain('Está impresa');
    expect(card).toContain('Alerta, 10 de marzo de 2026');
  });

  test('leaves the specimen and its picture out for whom it is not', async () => {
    const { specimen, image } = await specimenWith(ownOnly);
    const alert = await published(world, 'alert', { specimen, points: [{ ...point, genuineImage: image }] });
    const opened = async () => (await acts(world, specimen)).filter((action) => action === 'exchange:read').length;
    const seen = async (who: Who) => {
      const before = await opened();
      const card = await cardFor(who, alert);
      return { code: card.includes('MEX-AO-00001'), pictures: pictures(card), rows: (await opened()) - before };
    };
    expect(await seen('MEX reader')).toEqual({ code: true, pictures: 1, rows: 1 });
    expect(await seen('GTM reader')).toEqual({ code: false, pictures: 0, rows: 0 });
  });

  test('bears the narrower label of what it shows', async () => {
    const { specimen } = await specimenWith(ownOnly);
    const alert = await published(world, 'alert', { specimen }, green);
    expect(await cardFor('MEX reader', alert)).toContain('TLP:AMBER+STRICT');
    expect(await cardFor('GTM reader', alert)).toContain('TLP:GREEN');
  });

  test('shows no picture that a second officer did not confirm', async () => {
    const { specimen } = await specimenWith();
    const later = await addTo('specimen', specimen);
    const alert = await published(world, 'alert', { specimen, points: [{ ...point, genuineImage: later }] });
    expect(pictures(await cardFor('MEX reader', alert))).toBe(0);
    await confirm('specimen', specimen, later);
    expect(pictures(await cardFor('MEX reader', alert))).toBe(1);
  });

  test('shows no picture of a check that needs a tool', async () => {
    const { specimen, image } = await specimenWith();
    const alert = await published(world, 'alert', { specimen, points: [point, { ...point, level: 2, genuineImage: image }] });
    const card = await cardFor('GTM reader', alert);
    expect(pictures(card)).toBe(0);
    expect(card).not.toContain('Hay más imágenes');
  });

  test.each([
    ['is still a draft', async () => begin(world, 'specimen')],
    [
      'was withdrawn',
      async () => {
        const { specimen } = await specimenWith();
        await withdrawEntry(world.by('MEX validator'), 'specimen', specimen, await versionAt(world, 'specimen', specimen), { es: 'Error' });
        return specimen;
      },
    ],
  ])('does without a specimen that %s', async (_, made) => {
    const alert = await published(world, 'alert', { specimen: await made() });
    expect(await cardFor('MEX reader', alert)).not.toContain('MEX-AO-00001');
  });

  test('of one that was cancelled says so', async () => {
    const alert = await published(world, 'alert');
    await withdrawEntry(world.by('MEX validator'), 'alert', alert, await versionAt(world, 'alert', alert), { es: 'Error' });
    expect(await cardFor('GTM reader', alert)).toContain('ANULADA');
  });

  test.each([
    ['en', 'Border card'],
    ['pt', 'Tarjeta de frontera'],
  ] as const)('asked for in %s is the %s', async (language, title) => {
    const alert = await published(world, 'alert');
    expect(await cardFor('GTM reader', alert, language)).toContain(`<title>${title}`);
  });

  test.each([
    ['of a draft', 'MEX officer', 'conflict'],
    ['of another’s draft', 'GTM officer', 'not-found'],
  ] as const)('%s is refused', async (_, who, code) => {
    const alert = await begin(world, 'alert');
    await expect(cardFor(who, alert)).rejects.toEqual(problem(code));
  });
});
