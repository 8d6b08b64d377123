import { sample } from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { discardEntry, updateEntry } from '../../../services/specimens/entries/changes.ts';
import { checkSpecimen, returnSpecimen, submitSpecimen } from '../../../services/specimens/entries/checking.ts';
import { createEntry } from '../../../services/specimens/entries/creation.ts';
import { getEntry, listEntries } from '../../../services/specimens/entries/entries.ts';
import { publishEntry, withdrawEntry } from '../../../services/specimens/entries/publication.ts';
import { EntryLabel } from '../../../shared/contract/specimens/entry.ts';
import type { EntryKind } from '../../../shared/database/exchange.ts';
import { contextOn } from '../../support/database.ts';
import { validMrz } from '../../support/mrz.ts';
import { seedClient } from '../../support/seed.ts';
import {
  type ExchangeWorld,
  begin,
  contents,
  exchangeWorld,
  problem,
  publish,
  published,
  today,
  told,
  versionAt,
} from './exchange-world.ts';

let world: ExchangeWorld;
beforeEach(async () => (world = await exchangeWorld()));

const kinds: EntryKind[] = ['specimen', 'alert', 'method', 'requirement', 'criterion'];
const governments = EntryLabel.parse({});
const reason = { es: 'Motivo de muestra' };
const stateOf = async (kind: EntryKind, id: string, who: 'MEX reader' | 'GTM reader' = 'MEX reader') =>
  (await getEntry(world.by(who), kind, id)).body.state;

describe.each(kinds)('an entry of the kind %s', (kind) => {
  test('is seen by its own organisation alone until it is published, then by governments, and no partner', async () => {
    const id = await begin(world, kind);
    const before = await getEntry(world.by('MEX reader'), kind, id);
    expect(before.body).toMatchObject({ state: 'draft', tlp: 'AMBER', audience: 'organisation', published: null });
    expect(before.body.draft).toMatchObject(contents[kind]);
    await expect(getEntry(world.by('GTM reader'), kind, id)).rejects.toEqual(problem('not-found'));
    await publish(world, kind, id);
    const after = await getEntry(world.by('GTM reader'), kind, id);
    expect(after.body).toMatchObject({ state: 'published', audience: 'governments', draft: null });
    expect(after.body.published).toMatchObject(contents[kind]);
    await expect(getEntry(world.by('IOM reader'), kind, id)).rejects.toEqual(problem('not-found'));
    expect((await listEntries(world.by('IOM reader'), kind, { limit: 9 }, null)).items).toEqual([]);
    expect((await listEntries(world.by('ST reader'), kind, { limit: 9 }, null)).items).toHaveLength(1);
  });

  test('shows others what is published while its source works on a change', async () => {
    const id = await published(world, kind);
    await updateEntry(world.by('MEX officer'), kind, id, await versionAt(world, kind, id), { title: { es: 'Otro' }, norm: { es: 'Otro' } });
    expect(await stateOf(kind, id)).toBe('draft');
    const seen = await getEntry(world.by('GTM reader'), kind, id);
    expect(seen.body).toMatchObject({ state: 'published', draft: null });
    expect(JSON.stringify(seen.body)).not.toContain('Otro');
    expect((await listEntries(world.by('GTM reader'), kind, { limit: 9, state: 'draft' }, null)).items).toEqual([]);
    await discardEntry(world.by('MEX officer'), kind, id, await versionAt(world, kind, id));
    expect((await getEntry(world.by('MEX reader'), kind, id)).body).toMatchObject({ state: 'published', draft: null });
  });

  test('is found withdrawn, with the reason, by whoever saw it', async () => {
    const id = await published(world, kind);
    await withdrawEntry(world.by('MEX validator'), kind, id, await versionAt(world, kind, id), reason);
    expect((await getEntry(world.by('GTM reader'), kind, id)).body).toMatchObject({ state: 'withdrawn', withdrawn: { reason } });
    await expect(withdrawEntry(world.by('MEX validator'), kind, id, await versionAt(world, kind, id), reason)).rejects.toEqual(
      problem('conflict'),
    );
  });

  test('goes whole when it was never published', async () => {
    const id = await begin(world, kind);
    await discardEntry(world.by('MEX officer'), kind, id, 1);
    await expect(getEntry(world.by('MEX reader'), kind, id)).rejects.toEqual(problem('not-found'));
  });

  test.each([
    ['an officer does not publish', 'MEX officer', 'forbidden'],
    ['another country does not see it', 'GTM validator', 'not-found'],
  ] as const)('%s', async (_, who, code) => {
    const id = await begin(world, kind);
    await expect(publishEntry(world.by(who), kind, id, 1, governments)).rejects.toEqual(problem(code));
  });

  test('refuses a stale version before it looks at the state', async () => {
    const id = await begin(world, kind);
    await expect(withdrawEntry(world.by('MEX validator'), kind, id, 7, reason)).rejects.toEqual(problem('stale'));
    await expect(updateEntry(world.by('MEX officer'), kind, id, 7, {})).rejects.toEqual(problem('stale'));
    await expect(discardEntry(world.by('MEX officer'), kind, id, 7)).rejects.toEqual(problem('stale'));
  });

  test('carries no person’s data, in whatever field', async () => {
    const text = { es: `Titular:\n${sample(validMrz(), { numRuns: 1, seed: 7 })[0]?.lines.join('\n')}` };
    await expect(begin(world, kind, { summary: text, title: text, norm: text, source: text })).rejects.toEqual(problem('personal-data'));
    expect((await listEntries(world.by('MEX reader'), kind, { limit: 9 }, null)).items).toEqual([]);
  });
});

/** A second officer of Mexico's. */
const another = async () => contextOn(world.db, { principal: await seedClient(world.db, world.organisations.MEX, 'officer'), now: today });

describe('a specimen', () => {
  test('is checked by an officer who has not written a word of it, and published after that', async () => {
    const { by } = world;
    const id = await begin(world, 'specimen');
    await updateEntry(by('MEX validator'), 'specimen', id, 1, { chip: true });
    await expect(publishEntry(by('MEX validator'), 'specimen', id, 2, governments)).rejects.toEqual(problem('conflict'));
    await expect(checkSpecimen(by('MEX officer'), id, 2)).rejects.toEqual(problem('conflict'));
    await submitSpecimen(by('MEX administrator'), id, 2);
    await expect(checkSpecimen(by('MEX administrator'), id, 3)).rejects.toEqual(problem('forbidden'));
    await expect(checkSpecimen(by('MEX validator'), id, 3)).rejects.toEqual(problem('same-person'));
    await expect(checkSpecimen(by('MEX officer'), id, 3)).rejects.toEqual(problem('same-person'));
    await checkSpecimen(await another(), id, 3);
    await publishEntry(by('MEX validator'), 'specimen', id, 4, governments);
    expect((await told(world, id)).map(({ type, audience }) => `${type} ${audience}`)).toEqual([
      'specimens.specimen.submitted organisation',
      'specimens.specimen.checked organisation',
      'specimens.specimen.published governments',
    ]);
  });

  test('is given back with the reason, which its own organisation alone reads', async () => {
    const id = await published(world, 'specimen');
    await updateEntry(world.by('MEX officer'), 'specimen', id, await versionAt(world, 'specimen', id), { pages: 32 });
    await submitSpecimen(world.by('MEX officer'), id, await versionAt(world, 'specimen', id));
    const { body } = await returnSpecimen(world.by('MEX validator'), id, await versionAt(world, 'specimen', id), reason);
    expect(body).toMatchObject({ state: 'draft', returned: { reason } });
    expect((await getEntry(world.by('GTM reader'), 'specimen', id)).body.returned).toBeNull();
  });

  test('a change after the check is checked anew', async () => {
    const id = await begin(world, 'specimen');
    await submitSpecimen(world.by('MEX officer'), id, 1);
    await checkSpecimen(world.by('MEX validator'), id, 2);
    await updateEntry(world.by('MEX officer'), 'specimen', id, 3, { pages: 32 });
    await expect(publishEntry(world.by('MEX validator'), 'specimen', id, 4, governments)).rejects.toEqual(problem('conflict'));
  });

  test('has the next code of its country, category and type in its network', async () => {
    const codes = [];
    for (const different of [{}, {}, { type: 'diplomatic' }, { country: 'UTO' }, { category: 'visa' }]) {
      const { body } = await createEntry(world.by('MEX officer'), 'specimen', {
        network: world.network,
        country: 'MEX',
        ...contents.specimen,
        ...different,
      });
      codes.push(body.code);
    }
    expect(codes).toEqual(['MEX-AO-00001', 'MEX-AO-00002', 'MEX-AD-00001', 'UTO-AO-00001', 'MEX-CO-00001']);
  });

  test('tells what came before and after it, of what the reader sees', async () => {
    const first = await published(world, 'specimen');
    const second = await published(world, 'specimen', { supersedes: first });
    const hidden = await begin(world, 'specimen', { supersedes: first });
    const seenBy = async (who: 'MEX reader' | 'GTM reader') => (await getEntry(world.by(who), 'specimen', first)).body.supersededBy;
    expect(await seenBy('GTM reader')).toEqual([second]);
    expect(await seenBy('MEX reader')).toEqual([second, hidden]);
  });
});

test('an alert is told, updated and cancelled, each message referring to those before, and then written on no more', async () => {
  const { by } = world;
  const id = await published(world, 'alert');
  await updateEntry(by('MEX officer'), 'alert', id, await versionAt(world, 'alert', id), { count: 5 });
  await publish(world, 'alert', id);
  await withdrawEntry(by('MEX validator'), 'alert', id, await versionAt(world, 'alert', id), reason);
  const { body, version } = await getEntry(by('GTM reader'), 'alert', id);
  const [first, second] = body.messages.map((message) => message.id);
  expect(body.messages.map(({ kind, references }) => [kind, references])).toEqual([
    ['alert', []],
    ['update', [first]],
    ['cancel', [first, second]],
  ]);
  expect((await told(world, id)).map(({ type }) => type)).toEqual([
    'specimens.alert.published',
    'specimens.alert.updated',
    'specimens.alert.cancelled',
  ]);
  await expect(updateEntry(by('MEX officer'), 'alert', id, version, { count: 6 })).rejects.toEqual(problem('conflict'));
});

test('a requirement and a criterion are said of one’s own country, or by the secretariat of any', async () => {
  await expect(begin(world, 'requirement', { country: 'GTM' })).rejects.toEqual(problem('forbidden'));
  await expect(begin(world, 'criterion', { country: 'GTM' })).rejects.toEqual(problem('forbidden'));
  await expect(begin(world, 'requirement', { country: 'GTM' }, 'ST officer')).resolves.toBeTypeOf('string');
});

test.each([
  ['alert', { documentCountry: 'QQQ' }, '/body/documentCountry'],
  ['alert', { route: ['GTM', 'ZZZ'] }, '/body/route/1'],
  ['alert', { route: ['GTM', 'GTM'] }, '/body/route/1'],
  ['alert', { month: '2026-04' }, '/body/month'],
  ['alert', { firstSeen: '2026-02', lastSeen: '2026-01-31' }, '/body/lastSeen'],
  ['specimen', { country: 'QQQ' }, '/body/country'],
  ['specimen', { firstIssued: '2020', lastIssued: '2019' }, '/body/lastIssued'],
  ['requirement', { to: '2026-01-01' }, '/body/to'],
  ['alert', { specimen: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' }, '/body/specimen'],
  ['alert', { method: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' }, '/body/method'],
  ['specimen', { supersedes: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' }, '/body/supersedes'],
] as const)('an entry of the kind %s with %j is refused at %s', async (kind, different, pointer) => {
  const refused = { code: 'unprocessable', errors: [expect.objectContaining({ pointer })] };
  await expect(begin(world, kind, different)).rejects.toEqual(expect.objectContaining(refused));
});
