import { beforeEach, describe, expect, test } from 'vitest';
import { getTrainingDocument, listTrainingDocuments } from '../../../services/training/documents/documents.ts';
import { attachTrainingDocument, linkTrainingDocument, removeTrainingDocument } from '../../../services/training/documents/keeping.ts';
import { downloadTrainingFile, issueTrainingTicket, readPublicDocument } from '../../../services/training/documents/opening.ts';
import { labelTraining } from '../../../services/training/trainings/keeping.ts';
import type { NewTrainingLink } from '../../../shared/contract/training/documents.ts';
import { files } from '../../../shared/database/files.ts';
import { contextOn } from '../../support/database.ts';
import { ownVault, pdf as pdfOf } from '../../support/files.ts';
import { type TrainingWorld, forAnyone, forNetwork, planned, readBack, trainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await trainingWorld()));

type Who = Parameters<TrainingWorld['by']>[0];
const missing = { code: 'not-found' };
const pdf = pdfOf();

const added = async (training: string, different: Partial<NewTrainingLink> = {}) => {
  const link = { kind: 'conclusions' as const, title: { es: 'Conclusiones' }, language: 'es', public: false, url: 'https://example.org/c' };
  return (await linkTrainingDocument(world.by('GTM officer'), { training, ...link, ...different })).body;
};

const listed = async (who: Who, filter = {}) =>
  (await listTrainingDocuments(world.by(who), { limit: 50, ...filter }, null)).items.map(({ id }) => id);

describe('a document', () => {
  test('of a public training is for its network, unless it is public itself', async () => {
    const training = await planned(world, { dates: '2008-07-22/2008-07-23' }, forAnyone);
    const own = await added(training);
    const open = await added(training, { public: true });
    expect(await listed('MEX reader')).toEqual([own.id, open.id]);
    const outsider = contextOn(world.db, { now: world.by('MEX reader').now });
    expect((await listTrainingDocuments(outsider, { limit: 50 }, null)).items.map(({ id }) => id)).toEqual([open.id]);
    await expect(getTrainingDocument(outsider, own.id)).rejects.toMatchObject(missing);
    expect((await getTrainingDocument(outsider, open.id)).body).toEqual(open);
  });

  test('is of whom the training is shown to, by the oldest training, and found by theme', async () => {
    const late = await planned(world, { dates: '2010-02', themes: ['legislation'] });
    const early = await planned(world, { dates: '2008-07-22', themes: ['reintegration'] });
    const [second, first] = [await added(late), await added(early)];
    expect(await listed('MEX reader')).toEqual([first.id, second.id]);
    expect(await listed('MEX reader', { theme: 'reintegration' })).toEqual([first.id]);
    expect(await listed('MEX reader', { training: late, kind: 'conclusions' })).toEqual([second.id]);
    expect(await listed('MEX reader', { kind: 'memory' })).toEqual([]);
    expect(await listed('RROCM reader')).toEqual([]);
    expect(first.training).toEqual({
      id: early,
      kind: 'edition',
      title: { es: 'Taller de muestra', en: 'Sample workshop' },
      dates: '2008-07-22',
      themes: ['reintegration'],
    });
  });

  test('of a training above GREEN leaves a row in the audit when it is shown', async () => {
    const training = await planned(world, { dates: '2026-05-04' }, { tlp: 'AMBER', audience: 'governments', group: null });
    await added(training);
    await listed('MEX reader');
    const { rows } = await world.db.client.execute("select subject from audit where action = 'training:read'");
    expect(rows.map(({ subject }) => subject)).toEqual([training]);
  });

  test('is for its organiser to add and to take away', async () => {
    const training = await planned(world);
    const link: NewTrainingLink = {
      training,
      kind: 'other',
      title: { es: 'Ajeno' },
      language: null,
      public: false,
      url: 'https://example.org',
    };
    await expect(linkTrainingDocument(world.by('MEX officer'), link)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(linkTrainingDocument(world.by('RROCM officer'), link)).rejects.toMatchObject(missing);
    const { id } = await added(training);
    await expect(removeTrainingDocument(world.by('MEX officer'), id, 1)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removeTrainingDocument(world.by('GTM officer'), id, 2)).rejects.toMatchObject({ code: 'stale' });
    await removeTrainingDocument(world.by('GTM officer'), id, 1);
    expect(await listed('GTM reader')).toEqual([]);
  });
});

describe('a file', () => {
  const attached = async (training: string, isPublic: boolean) => {
    const vault = await ownVault();
    const file = { training, kind: 'material' as const, name: 'guía.pdf', language: 'es' as const, title: 'Guía', public: isPublic };
    const { body } = await attachTrainingDocument(world.by('GTM officer'), vault, { ...file, mediaType: 'application/pdf', bytes: pdf });
    return { ...body, vault };
  };
  const ticketOf = async (who: Who, id: string) => (await issueTrainingTicket(world.by(who), id)).url.split('/').at(-1) ?? '';

  test('is opened once by the ticket of who asked', async () => {
    const { id, vault, file } = await attached(await planned(world), false);
    expect(file).toMatchObject({ name: 'guía.pdf', mediaType: 'application/pdf', bytes: pdf.length });
    const ticket = await ticketOf('MEX reader', id);
    await expect(downloadTrainingFile(world.by('GTM reader'), vault, ticket)).rejects.toMatchObject(missing);
    expect((await downloadTrainingFile(world.by('MEX reader'), vault, ticket)).file).toEqual(pdf);
    await expect(downloadTrainingFile(world.by('MEX reader'), vault, ticket)).rejects.toMatchObject(missing);
    await expect(ticketOf('RROCM reader', id)).rejects.toMatchObject(missing);
  });

  test('is lost with the training, although there is a ticket', async () => {
    const training = await planned(world);
    const { id, vault } = await attached(training, true);
    const ticket = await ticketOf('MEX reader', id);
    const { version } = await readBack(world, training);
    await labelTraining(world.by('GTM validator'), 'edition', training, version, { tlp: 'AMBER', audience: 'organisation', group: null });
    await expect(downloadTrainingFile(world.by('MEX reader'), vault, ticket)).rejects.toMatchObject(missing);
  });

  test('is for anyone if it and its training are public, and only then', async () => {
    const anybody = contextOn(world.db);
    const open = await attached(await planned(world, {}, forAnyone), true);
    const { body, version } = await readPublicDocument(anybody, open.vault, open.id);
    expect([body.file, body.name, version]).toEqual([pdf, 'guía.pdf', open.file?.digest]);
    for (const hidden of [
      await attached(await planned(world, {}, forAnyone), false),
      await attached(await planned(world, {}, forNetwork), true),
    ])
      await expect(readPublicDocument(anybody, hidden.vault, hidden.id)).rejects.toMatchObject(missing);
  });

  test('taken away, is never opened again', async () => {
    const { id, vault } = await attached(await planned(world, {}, forAnyone), true);
    await removeTrainingDocument(world.by('GTM officer'), id, 1);
    expect((await world.db.orm.select().from(files)).map(({ wrappedKey }) => wrappedKey)).toEqual([null]);
    await expect(readPublicDocument(contextOn(world.db), vault, id)).rejects.toMatchObject(missing);
  });

  test('that is not what it says is refused, and nothing is kept', async () => {
    const training = await planned(world);
    const vault = await ownVault();
    const bad = { training, kind: 'other' as const, name: 'x.pdf', language: 'es' as const, title: 'X', mediaType: 'application/pdf' };
    const sent = attachTrainingDocument(world.by('GTM officer'), vault, { ...bad, bytes: new TextEncoder().encode('<html>') });
    await expect(sent).rejects.toMatchObject({ code: 'unsafe-file' });
    expect(await world.db.orm.select().from(files)).toEqual([]);
  });
});
