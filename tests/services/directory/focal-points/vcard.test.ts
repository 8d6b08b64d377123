import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { eraseFocalPoint } from '../../../../services/directory/focal-points/duties.ts';
import { getFocalPointCard } from '../../../../services/directory/focal-points/vcard.ts';
import { vcard } from '../../../../services/directory/focal-points/vcard-text.ts';
import type { Language } from '../../../../shared/contract/text.ts';
import { type FocalWorld, enter, focalWorld, problem } from './focal-world.ts';

let world: FocalWorld;
beforeEach(async () => (world = await focalWorld()));

const card = async (id: string, language: Language = 'es') => {
  const { body } = await getFocalPointCard(world.by('MEX reader'), id, language);
  return { ...body, text: new TextDecoder().decode(body.file as Uint8Array) };
};

test('a card says who, of whom, how and how far it may go', async () => {
  const id = await enter(world, {
    purposes: ['repatriation-link'],
    phones: [
      { label: { es: 'Oficina', en: 'Office' }, number: '+502 (0000) 0100', extension: 12, whatsapp: true },
      { label: { es: 'Guardia' }, number: '1510' },
    ],
    allHours: { number: '+502 0000 0199' },
    languages: ['es', 'quc'],
    hours: { es: 'De 8 a 16; lunes, martes' },
  });
  const { text, mediaType, name } = await card(id, 'en');
  expect([mediaType, name]).toEqual(['text/vcard', 'Ana Ejemplo.vcf']);
  expect(text.split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:individual',
    `UID:urn:uuid:${id}`,
    'FN:Ana Ejemplo',
    'ORG:Organización',
    'TITLE:Director of Protection',
    'ROLE:Repatriation link',
    'item6.TEL;VALUE=uri:tel:+50200000100;ext=12',
    'item6.X-ABLABEL:Office (WhatsApp)',
    'item7.TEL:1510',
    'item7.X-ABLABEL:Guardia',
    'item8.EMAIL:enlace@example.org',
    'item8.X-ABLABEL:Oficina',
    'item9.TEL;VALUE=uri:tel:+50200000199',
    'item9.X-ABLABEL:24 h',
    'LANG:es',
    'LANG:quc',
    'NOTE:De 8 a 16\\; lunes\\, martes',
    'NOTE:TLP:AMBER',
    'END:VCARD',
    '',
  ]);
});

test('an erased one has none', async () => {
  const id = await enter(world, { to: '2026-02-01' });
  await eraseFocalPoint(world.by('GTM officer'), id, 1);
  await expect(card(id)).rejects.toEqual(problem('conflict'));
});

test('another language and another version are another file', async () => {
  const id = await enter(world);
  const of = async (language: Language) => (await getFocalPointCard(world.by('MEX reader'), id, language)).version;
  expect(await of('es')).not.toBe(await of('en'));
  expect(await of('es')).toBe(await of('es'));
});

/** What a reader makes of a card (RFC 6350, 3.2, 3.4). */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
const plain = (value: string) => value.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

describe('what anybody writes', () => {
  test.each(['x\r\nEND:VCARD', 'x\rEND:VCARD', 'x\nEND:VCARD', 'x\u2028END:VCARD', 'x\u0000END:VCARD', 'x\u0085END:VCARD'])(
    '%j stays in its line',
    (text) => {
      expect(unfolded(vcard([{ name: 'NOTE', text }]))).toHaveLength(4);
    },
  );

  test('is read again as it was, in lines of 75 octets at most', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const written = vcard([{ name: 'NOTE', text }]);
        for (const line of written.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(written).toBe(written.toWellFormed());
        const kept = text.replaceAll(/\r\n?|\u2028|\u2029/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, '');
        expect(plain(unfolded(written)[2] ?? '')).toBe(`NOTE:${kept}`);
      }),
      { numRuns: 500 },
    );
  });
});
