import { beforeEach, describe, expect, test } from 'vitest';
import { eraseFocalPoint } from '../../../../services/directory/focal-points/duties.ts';
import { getFocalPoint, listFocalPoints } from '../../../../services/directory/focal-points/focal-points.ts';
import { createFocalPoint, updateFocalPoint } from '../../../../services/directory/focal-points/keeping.ts';
import { createFocalPurpose, deleteFocalPurpose, listFocalPurposes } from '../../../../services/directory/focal-points/purpose-list.ts';
import { standardPurposes } from '../../../../shared/contract/directory/standard-purposes.ts';
import { type FocalWorld, aFocalPoint, enter, focalWorld, problem, told } from './focal-world.ts';

let world: FocalWorld;
beforeEach(async () => (world = await focalWorld()));

const purpose = (code: string, audience: 'governments' | 'network') =>
  createFocalPurpose(world.by('ST officer'), { network: world.network, code, name: { es: code }, audience });
const labelOf = async (id: string) => {
  const { tlp, audience } = (await getFocalPoint(world.by('GTM reader'), id)).body;
  return `${tlp} ${audience}`;
};

test('an organisation enters its own person, confirmed that day, and those who see it are told', async () => {
  const { body, version, location } = await createFocalPoint(world.by('GTM officer'), aFocalPoint(world, { languages: ['es', 'quc'] }));
  expect(body).toMatchObject({
    organisation: world.organisations.GTM,
    name: 'Ana Ejemplo',
    rank: 'main',
    lastConfirmedOn: '2026-03-10',
    confirmBy: '2026-09-10',
    erasedAt: null,
  });
  expect([version, location]).toEqual([1, `/v1/focal-points/${body.id}`]);
  expect((await getFocalPoint(world.by('MEX reader'), body.id)).body).toEqual(body);
  expect(await told(world, body.id)).toMatchObject([
    { type: 'directory.focal.changed', tlp: 'AMBER', audience: 'governments', data: { focalPoint: body.id } },
  ]);
});

describe('its label is that of the narrowest of its purposes', () => {
  test.each([
    [['protocol'], 'AMBER governments'],
    [['tutor'], 'GREEN network'],
    [['tutor', 'protocol'], 'AMBER governments'],
    [['own-wide'], 'GREEN network'],
    [['own-narrow', 'tutor'], 'AMBER governments'],
    [['own-narrow', 'own-wide'], 'AMBER governments'],
  ])('%j: %s', async (purposes, label) => {
    await purpose('own-wide', 'network');
    await purpose('own-narrow', 'governments');
    const id = await enter(world, { purposes });
    expect(await labelOf(id)).toBe(label);
    expect((await told(world, id)).map(({ tlp, audience }) => `${tlp} ${audience}`)).toEqual([label]);
  });

  test('and follows a change of them, with all that was told of it', async () => {
    const id = await enter(world, { purposes: ['tutor'] });
    await updateFocalPoint(world.by('GTM officer'), id, 1, { purposes: ['tutor', 'protocol'] });
    expect(await labelOf(id)).toBe('AMBER governments');
    expect((await told(world, id)).map(({ tlp }) => tlp)).toEqual(['AMBER', 'AMBER']);
    await expect(getFocalPoint(world.by('IOM reader'), id)).rejects.toEqual(problem('not-found'));
    await updateFocalPoint(world.by('GTM officer'), id, 2, { purposes: ['tutor'] });
    expect((await getFocalPoint(world.by('IOM reader'), id)).body.tlp).toBe('GREEN');
  });
});

describe('refused', () => {
  test.each([
    [{ phones: [{ label: { es: 'x' }, number: '+502 12' }] }, '/body/phones/0/number'],
    [
      {
        phones: [
          { label: { es: 'x' }, number: '+502 0000 0100' },
          { label: { es: 'x' }, number: '+000 1' },
        ],
      },
      '/body/phones/1/number',
    ],
    [{ allHours: { number: '+1 2' } }, '/body/allHours/number'],
    [{ country: 'ZZZ' }, '/body/country'],
    [{ purposes: ['nothing-known'] }, '/body/purposes'],
  ])('%j names %s', async (different, pointer) => {
    const refused = createFocalPoint(world.by('GTM officer'), aFocalPoint(world, different));
    await expect(refused).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer }] });
    expect((await listFocalPoints(world.by('GTM reader'), { limit: 50, state: 'current' }, null)).items).toEqual([]);
  });

  test.each([{ number: '2222 0000' }, { number: 'llámenos' }, { number: '=1+1' }])(
    'a telephone that cannot be called from abroad: %j',
    (phone) => {
      expect(() => aFocalPoint(world, { phones: [{ label: { es: 'x' }, ...phone }] })).toThrow(/"path"/);
    },
  );

  test.each([
    { purposes: [] },
    { purposes: ['tutor', 'tutor'] },
    { languages: ['español'] },
    { from: '2026-02-30' },
    { from: '2026-03-01', to: '2026-02-01' },
    { allHours: {} },
  ])('%j', (different) => expect(() => aFocalPoint(world, different)).toThrow(/"path"/));

  test('a purpose of another network', async () => {
    await purpose('border', 'network');
    const other = await focalWorld();
    await expect(enter(other, { purposes: ['border'] })).rejects.toEqual(problem('unprocessable'));
  });

  test('an end before the beginning that only the table sees', async () => {
    const id = await enter(world);
    await expect(updateFocalPoint(world.by('GTM officer'), id, 1, { to: '2025-01-01' })).rejects.toEqual(problem('unprocessable'));
  });
});

describe('who names for a purpose that is not everybody’s', () => {
  test.each(['network-liaison', 'repatriation-link', 'campaign', 'consular'])('%s: the member of that country alone', async (code) => {
    const purposes = [code];
    for (const by of [world.by('MEX officer'), world.by('IOM officer'), world.by('ST officer'), world.civil]) {
      await expect(enter(world, { purposes }, by)).rejects.toEqual(problem('unprocessable'));
    }
    const id = await enter(world, { purposes });
    expect(id).toMatch(/-/);
  });

  test('the local referent: civil society alone', async () => {
    const purposes = ['civil-society-referent'];
    await expect(enter(world, { purposes })).rejects.toEqual(problem('unprocessable'));
    expect(await enter(world, { purposes }, world.civil)).toMatch(/-/);
  });

  test('also when a purpose is added later', async () => {
    const id = await enter(world, {}, world.by('IOM officer'));
    const added = updateFocalPoint(world.by('IOM officer'), id, 1, { purposes: ['repatriation-link'] });
    await expect(added).rejects.toEqual(problem('unprocessable'));
  });
});

describe('the list of purposes', () => {
  test('is the standard one and the network’s own, by code, page by page', async () => {
    await purpose('border-station', 'network');
    const codes: string[] = [];
    for (let after: (string | number)[] | null | undefined; after !== null;) {
      const page = await listFocalPurposes(world.by('IOM reader'), { limit: 3, network: world.network }, after ?? null);
      codes.push(...page.items.map(({ code }) => code));
      after = page.next;
    }
    expect(codes).toEqual([...standardPurposes.map(({ code }) => code), 'border-station'].toSorted());
  });

  test('is nobody else’s', async () => {
    const other = await focalWorld();
    expect(await listFocalPurposes(other.by('ST officer'), { limit: 50, network: world.network }, null)).toEqual({ items: [], next: null });
  });

  test.each(['MEX administrator', 'IOM officer', 'ST reader'] as const)('%s adds nothing', async (who) => {
    const input = { network: world.network, code: 'own', name: { es: 'x' }, audience: 'network' as const };
    await expect(createFocalPurpose(world.by(who), input)).rejects.toEqual(problem('forbidden'));
  });

  test.each(['protocol', 'border'])('has %s once', async (code) => {
    await purpose('border', 'network');
    await expect(purpose(code, 'network')).rejects.toEqual(problem('conflict'));
  });

  test('gives back what nobody has or had, and nothing else', async () => {
    const { body } = await purpose('border', 'network');
    const id = await enter(world, { purposes: ['border'], from: '2025-01-01', to: '2025-02-01' });
    await expect(deleteFocalPurpose(world.by('ST officer'), body.id ?? '', 1)).rejects.toEqual(problem('conflict'));
    await updateFocalPoint(world.by('GTM officer'), id, 1, { purposes: ['tutor'] });
    await deleteFocalPurpose(world.by('ST officer'), body.id ?? '', 1);
    await expect(enter(world, { purposes: ['border'] })).rejects.toEqual(problem('unprocessable'));
  });
});

test('what was erased is not written again', async () => {
  const id = await enter(world, { to: '2026-02-01' });
  await eraseFocalPoint(world.by('GTM officer'), id, 1);
  await expect(updateFocalPoint(world.by('GTM officer'), id, 2, { name: 'Ana Ejemplo' })).rejects.toEqual(problem('conflict'));
});
