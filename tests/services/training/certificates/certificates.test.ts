import { beforeEach, describe, expect, test } from 'vitest';
import { askOrganisation, answerAsked } from '../../../../services/training/asked/asked.ts';
import { getCertificate, listCertificates } from '../../../../services/training/certificates/certificates.ts';
import { issueCertificate } from '../../../../services/training/certificates/issuing.ts';
import { reissueCertificate, revokeCertificate, showCertificateName } from '../../../../services/training/certificates/keeping.ts';
import { verifyCertificate } from '../../../../services/training/certificates/verification.ts';
import { recordAttendance } from '../../../../services/training/enrolments/attendance.ts';
import { correctEnrolment, eraseEnrolment } from '../../../../services/training/enrolments/correcting.ts';
import { evaluateEnrolment } from '../../../../services/training/enrolments/evaluation.ts';
import { nominate } from '../../../../services/training/enrolments/nominating.ts';
import type { NewCertificate } from '../../../../shared/contract/training/certificates.ts';
import { outbox } from '../../../../shared/database/journal.ts';
import { certificates } from '../../../../shared/database/training-certificates.ts';
import { came, openTraining, peopledWorld, taken, versionOf } from '../people.ts';
import { type TrainingWorld, offered } from '../training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await peopledWorld()));

const issue = (enrolment: string, different: Partial<NewCertificate> = {}) =>
  issueCertificate(world.by('GTM officer'), { enrolment, kind: 'attendance', nameShown: true, ...different });
const verify = (code: string) => verifyCertificate({ ...world.by('GTM officer'), principal: null }, code);
const revoke = (id: string, version: number) => revokeCertificate(world.by('GTM officer'), id, version, { es: 'Por error' });
const rows = () => world.db.orm.select().from(certificates);

/** A person who was at a training that was held; gives both ids. */
async function attended(different = {}, passed?: boolean) {
  const edition = await openTraining(world, different);
  const enrolment = await came(world, edition, 'MEX', passed === undefined ? {} : { passed });
  await taken(world, edition, 'held');
  return { edition, enrolment };
}

describe('a certificate', () => {
  test('says what the training was, and is verified by whoever has its code, however it is typed', async () => {
    const course = await offered(world, { title: { es: 'Curso para tutores' }, hours: 40 });
    const edition = await openTraining(world, { course, country: 'GTM', modules: ['regional-guidelines'], place: { es: 'Antigua' } });
    const { version } = await askOrganisation(world.by('GTM officer'), 'cosponsor', edition, { version: 2, organisation: world.organisations.MEX }); // prettier-ignore
    await answerAsked(world.by('MEX validator'), 'cosponsor', edition, { version, accepted: true });
    const enrolment = await came(world, edition);
    await taken(world, edition, 'held');
    const { body } = await issue(enrolment);
    const said = {
      code: body.code,
      kind: 'attendance',
      title: { es: 'Taller de muestra', en: 'Sample workshop' },
      course: { es: 'Curso para tutores' },
      country: 'GTM',
      place: { es: 'Antigua' },
      from: '2026-03-09',
      to: '2026-03-09',
      hours: 40,
      organiser: { es: 'GTM' },
      cosponsors: [{ es: 'MEX' }],
      carriesGuidelines: true,
      issuedOn: '2026-03-10',
      revokedOn: null,
      replacedBy: null,
      holder: 'Ana Ejemplo',
    };
    const { organiser: _, cosponsors: __, ...rest } = said;
    expect(await verify(body.code)).toMatchObject({ ...rest, state: 'valid' });
    expect((await verify(body.code)).cosponsors).toHaveLength(1);
    expect(await verify(body.code.toLowerCase().replaceAll('-', ' '))).toEqual(await verify(body.code));
    expect((await getCertificate(world.by('MEX reader'), body.id)).body).toEqual(body);
  });

  test('shows its holder to anyone only if the holder agrees, and no longer than that', async () => {
    const { enrolment } = await attended();
    const { body } = await issue(enrolment, { nameShown: false });
    expect((await verify(body.code)).holder).toBeNull();
    await showCertificateName(world.by('MEX officer'), body.id, 1, true);
    expect((await verify(body.code)).holder).toBe('Ana Ejemplo');
    await showCertificateName(world.by('MEX officer'), body.id, 2, false);
    expect((await verify(body.code)).holder).toBeNull();
  });

  test('is seen by who nominated and by the organiser, and by nobody else', async () => {
    const { enrolment } = await attended();
    const { id } = (await issue(enrolment)).body;
    const seeing = [];
    for (const code of ['GTM', 'MEX', 'ST', 'IOM', 'RROCM'] as const) {
      const { items } = await listCertificates(world.by(`${code} reader`), { limit: 50 }, null);
      const alone = await getCertificate(world.by(`${code} reader`), id).then(() => true, () => false); // prettier-ignore
      expect(items.length === 1).toBe(alone);
      if (alone) seeing.push(code);
    }
    expect(seeing).toEqual(['GTM', 'MEX']);
    await expect(revokeCertificate(world.by('MEX officer'), id, 1, { es: 'No' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(revokeCertificate(world.by('IOM officer'), id, 1, { es: 'No' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('revoked stays so, and tells no name any more', async () => {
    const { enrolment } = await attended();
    const { body } = await issue(enrolment);
    await revoke(body.id, 1);
    expect(await verify(body.code)).toMatchObject({ state: 'revoked', revokedOn: '2026-03-10', replacedBy: null, holder: null });
    await expect(revoke(body.id, 2)).rejects.toMatchObject({ code: 'conflict' });
    await expect(reissueCertificate(world.by('GTM officer'), body.id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await issue(enrolment)).body.code).not.toBe(body.code);
  });

  test('issued anew says what is so now, and the one before names it', async () => {
    const { enrolment } = await attended();
    const { body: old } = await issue(enrolment);
    await correctEnrolment(world.by('MEX officer'), enrolment, await versionOf(world, enrolment), { name: 'Ana María Ejemplo' });
    const { body } = await reissueCertificate(world.by('GTM officer'), old.id);
    expect(body).toMatchObject({ holder: 'Ana María Ejemplo', kind: 'attendance', nameShown: true, revokedOn: null });
    expect(await verify(old.code)).toMatchObject({ state: 'revoked', replacedBy: body.code, holder: null });
    const told = (await world.db.orm.select().from(outbox)).filter(({ type }) => type.startsWith('training.certificate'));
    expect(told.map(({ organisation, audience }) => [organisation, audience])).toEqual([
      [world.organisations.MEX, 'organisation'],
      [world.organisations.MEX, 'organisation'],
    ]);
    expect(JSON.stringify(told)).not.toContain('Ejemplo');
  });

  test('loses its name when the person is erased, in the kept answers too', async () => {
    const { enrolment } = await attended();
    const { body } = await issueCertificate(
      { ...world.by('GTM officer'), idempotencyKey: 'k' },
      { enrolment, kind: 'attendance', nameShown: true },
    );
    await eraseEnrolment(world.by('MEX officer'), enrolment, await versionOf(world, enrolment));
    expect(await verify(body.code)).toMatchObject({ state: 'valid', holder: null });
    expect((await getCertificate(world.by('GTM reader'), body.id)).body).toMatchObject({ holder: null, nameShown: false });
    await expect(showCertificateName(world.by('MEX officer'), body.id, 1, true)).rejects.toMatchObject({ code: 'conflict' });
    await expect(reissueCertificate(world.by('GTM officer'), body.id)).rejects.toMatchObject({ code: 'conflict' });
    const { rows: kept } = await world.db.client.execute("select group_concat(coalesce(answer, '')) as kept from idempotency");
    expect(String(kept[0]?.['kept'])).not.toContain('Ejemplo');
  });
});

describe('no certificate is issued', () => {
  /** What became of an attempt, and what is kept. */
  const attempt = async (enrolment: string, different: Partial<NewCertificate> = {}) => {
    const code = await issue(enrolment, different).then(() => 'issued', (error: { code: string }) => error.code); // prettier-ignore
    return { code, kept: await rows() };
  };
  const refused = { code: 'conflict', kept: [] };

  test('to one who did not attend', async () => {
    const edition = await openTraining(world);
    const { body } = await nominate(world.by('MEX officer'), { edition, name: 'Ana Ejemplo', post: null, sex: null });
    await taken(world, edition, 'held');
    expect(await attempt(body.id)).toEqual(refused);
  });

  test('before the training was held', async () => {
    expect(await attempt(await came(world, await openTraining(world)))).toEqual(refused);
  });

  test('to whom nobody knows any more', async () => {
    const { enrolment } = await attended();
    await eraseEnrolment(world.by('MEX officer'), enrolment, await versionOf(world, enrolment));
    expect(await attempt(enrolment)).toEqual(refused);
  });

  test.each([
    ['whose course certifies none', false, true],
    ['who failed', true, false],
    ['who was not evaluated', true, undefined],
  ])('to a tutor %s', async (_, certifiesTutors, passed) => {
    const course = await offered(world, { certifiesTutors });
    const { enrolment } = await attended({ course }, passed);
    expect(await attempt(enrolment, { kind: 'tutor' })).toEqual(refused);
  });

  test('by whom nominated, nor of what the caller does not see', async () => {
    const { enrolment } = await attended();
    const by = (who: 'MEX officer' | 'IOM officer' | 'GTM reader') => issueCertificate(world.by(who), { enrolment, kind: 'attendance', nameShown: true }); // prettier-ignore
    await expect(by('MEX officer')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(by('GTM reader')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(by('IOM officer')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('twice of a kind, however many ask at once', async () => {
    const { enrolment } = await attended();
    const settled = await Promise.allSettled(Array.from({ length: 6 }, () => issue(enrolment)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
  });
});

describe('what a certificate rests on', () => {
  test('is not taken back while it is valid', async () => {
    const course = await offered(world, { certifiesTutors: true });
    const { enrolment } = await attended({ course }, true);
    const tutor = (await issue(enrolment, { kind: 'tutor' })).body;
    const { body: attendance } = await issue(enrolment);
    const version = await versionOf(world, enrolment);
    const nobodyThere = () => recordAttendance(world.by('GTM officer'), enrolment, version, { attended: [] });
    const failed = () => evaluateEnrolment(world.by('GTM officer'), enrolment, version, { evaluation: null });
    await expect(failed()).rejects.toMatchObject({ code: 'conflict' });
    await revoke(tutor.id, 1);
    await expect(nobodyThere()).rejects.toMatchObject({ code: 'conflict' });
    await revoke(attendance.id, 1);
    expect((await nobodyThere()).body.attended).toEqual([]);
  });
});

describe('a code', () => {
  test.each(['ZZZZ-ZZZZ-ZZZZ-ZZZZ', 'x', '', "' or 1=1 --", 'UUUU-UUUU-UUUU-UUUU'])('%s is of no certificate', async (code) => {
    await attended();
    await expect(verify(code)).rejects.toMatchObject({ code: 'not-found' });
  });
});
