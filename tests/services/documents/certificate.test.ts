import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Laid, fitted, heightOf, linesOf } from '../../../services/documents/certificate/fit.ts';
import { printable } from '../../../services/documents/printable.ts';
import { renderJob } from '../../../services/documents/render.ts';
import type { Certificate } from '../../../shared/contract/training/certificates.ts';
import { readPdf } from '../../support/pdf.ts';

const code = 'K7QD-2M9X-4RTW-8HJC';
const url = `https://enlace.example/verify/${code}`;
const id = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
const certificate: Certificate = {
  id,
  enrolment: id,
  edition: id,
  code,
  kind: 'attendance',
  title: { es: 'Taller sobre documentos falsos', en: 'Workshop on false documents' },
  course: { es: 'Curso regional', en: 'Regional course' },
  country: 'GTM',
  place: { es: 'Antigua' },
  from: '2026-05-04',
  to: '2026-05-06',
  hours: 24.5,
  organiser: { es: 'Organización de ejemplo', en: 'Example organisation' },
  cosponsors: [{ es: 'Auspiciadora', en: 'Sponsor' }, { es: 'Fundación de ejemplo' }],
  carriesGuidelines: true,
  issuedOn: '2026-05-20',
  revokedOn: null,
  replacedBy: null,
  holder: 'Ana Ejemplo',
  nameShown: false,
  reason: null,
  issuedAt: '2026-05-20T12:00:00.000Z',
};

const render = (changed: Partial<Certificate> = {}, language: 'es' | 'en' = 'es') =>
  renderJob(printable({ kind: 'certificate', format: 'pdf', language, certificate: { ...certificate, ...changed }, url }));
const read = async (changed: Partial<Certificate> = {}, language: 'es' | 'en' = 'es') => readPdf(await render(changed, language));
const missingIn = (text: string, said: readonly string[]) => said.filter((one) => !text.includes(one));

describe('a certificate', () => {
  test.each([
    [
      'es',
      [
        'Certificado de participación',
        'Se hace constar que Ana Ejemplo participó en la capacitación Taller sobre documentos falsos del curso Curso regional',
        'Antigua, Guatemala · 4–6 de mayo de 2026 · 24,5 horas',
        'Incluyó el módulo sobre los Lineamientos Regionales',
        'Organizó Organización de ejemplo',
        'Con el auspicio de Auspiciadora; Fundación de ejemplo',
        'Emitido el 20 de mayo de 2026',
        `Código ${code}`,
        `Verifique este certificado en ${url}`,
      ],
    ],
    [
      'en',
      [
        'Certificate of attendance',
        'This certifies that Ana Ejemplo took part in the training Workshop on false documents of the course Regional course',
        'Antigua, Guatemala · 4 – 6 May 2026 · 24.5 hours',
        'It carried the module on the Regional Guidelines',
        'Organised by Example organisation',
        'Co-sponsored by Sponsor; Fundación de ejemplo',
        'Issued on 20 May 2026',
        `Code ${code}`,
        `Verify this certificate at ${url}`,
      ],
    ],
  ] as const)('says all that it certifies in %s', async (language, said) => {
    const { text, pages, size } = await read({}, language);
    expect(missingIn(text, said)).toEqual([]);
    expect(pages).toBe(1);
    expect([Math.round(size.width), Math.round(size.height)]).toEqual([842, 595]);
  });

  test.each([
    ['es', ['Certificado de tutoría', 'aprobó la formación de tutores', 'y puede impartir este curso']],
    ['en', ['Tutor’s certificate', 'passed the training of trainers', 'and may teach this course']],
  ] as const)('of a tutor says what it allows, in %s', async (language, said) => {
    const { text } = await read({ kind: 'tutor' }, language);
    expect(missingIn(text, said)).toEqual([]);
  });

  test('says nothing of what is not known', async () => {
    const bare = { course: null, country: null, place: null, hours: null, cosponsors: [], carriesGuidelines: false, from: '2026-05-06' };
    const { text } = await read(bare);
    expect(text).toContain('Taller sobre documentos falsos 6 de mayo de 2026 Organizó Organización de ejemplo Emitido el');
  });

  test('counts one hour as one', async () => {
    expect((await read({ hours: 1 })).text).toContain(' · 1 hora ');
  });

  test('has a QR code of its page, and says so to whoever has it read aloud', async () => {
    const { qr, parts, isTagged } = await read();
    expect(qr).toBe(url);
    expect(isTagged).toBe(true);
    expect(parts[0]).toEqual(['H1', undefined]);
    expect(parts.at(-1)).toEqual(['Figure', `Código QR de ${url}`]);
  });

  test('tells its title, language, author and day; the same certificate is the same file', async () => {
    const { info } = await read({}, 'en');
    expect(info).toMatchObject({
      Title: 'Certificate of attendance: Ana Ejemplo, Workshop on false documents',
      Language: 'en',
      Author: 'Example organisation',
      Subject: code,
      CreationDate: 'D:20260520120000Z',
    });
    expect(await render()).toEqual(await render());
  });
});

describe('a name in any Latin script', () => {
  test.each(['Ỹñẽ Ñandutĩ', 'G̃uahu g̃', 'Łukasz Żółć', 'Nguyễn Thị Ổn', 'Şule Iğdır İpek', 'Ŋaro Ɓella Ɗan', 'Kʼicheʼ', 'Þórður', 'Ștefan'])(
    '%s is printed as it is written',
    async (holder) => {
      // The mark of a letter that Unicode has not may be told apart from it.
      const { text } = await read({ holder });
      expect(text.replaceAll(/ (?=\p{M})/gu, '').normalize('NFC')).toContain(holder.normalize('NFC'));
    },
  );

  test('a letter that the font has not is written without its marks, or a sign tells of it', async () => {
    expect((await read({ holder: 'A\u20D7na ﬁn 李 😀 Ejemplo' })).text).toContain('Ana fin \uFFFD \uFFFD Ejemplo');
  });

  test('nothing that anybody wrote makes it fail', async () => {
    const texts = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(texts, texts, async (holder, es) => {
        expect((await read({ holder, title: { es }, organiser: { es } })).pages).toBe(1);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

const words = (word: string) => `${word} `.repeat(300).slice(0, 299) + '.';
const letters = (letter: string) => letter.repeat(300);
const everywhere = (text: string): Partial<Certificate> => ({
  kind: 'tutor',
  holder: text,
  title: { es: text },
  course: { es: text },
  place: { es: text },
  organiser: { es: text },
});

describe('what is long', () => {
  test.each([
    ['words', words('Maximiliana')],
    ['one word', letters('n')],
    ['one wide word', letters('W')],
    ['letters with many marks', 'e\u0323\u0302'.repeat(100)],
  ])('of %s, 300 characters in every text, is all there and inside the margins', async (_, text) => {
    const { runs, text: all, size, qr } = await read(everywhere(text));
    const plain = (one: string) => one.replaceAll(/\s/g, '');
    expect(plain(all).split(plain(text.normalize('NFC')))).toHaveLength(6);
    expect(qr).toBe(url);
    for (const { x, y, width, size: height } of runs) {
      expect(x).toBeGreaterThanOrEqual(61.9);
      expect(x + width).toBeLessThanOrEqual(size.width - 61.9);
      expect(y - height / 4).toBeGreaterThanOrEqual(55);
      expect(y + height).toBeLessThanOrEqual(size.height - 55);
    }
    expect(Math.min(...runs.map(({ size: height }) => height))).toBeGreaterThan(4.5);
  });

  test('no line stands on another, nor on the QR code', async () => {
    const { runs, size } = await read({
      ...everywhere(words('Palabra')),
      cosponsors: Array.from({ length: 200 }, () => ({ es: words('Otra') })),
    });
    const overlapping = runs.filter((one) =>
      runs.some(
        (other) =>
          one !== other &&
          other.y < one.y &&
          one.y - other.y < other.size * 0.9 &&
          one.x < other.x + other.width &&
          other.x < one.x + one.width,
      ),
    );
    expect(overlapping).toEqual([]);
    expect(runs.filter(({ x, y, width }) => x + width > size.width - 62 - 92 && y < 62 + 92 + 2)).toEqual([]);
  });

  test('two hundred co-sponsors are named as far as there is room, and counted', async () => {
    const cosponsors = Array.from({ length: 200 }, (_, index) => ({ es: `Auspiciadora número ${index}` }));
    const { text } = await read({ cosponsors });
    const [, last, more] = /Auspiciadora número (\d+) y (\d+) más/.exec(text) ?? [];
    expect(Number(last) + 1 + Number(more)).toBe(200);
    expect(Number(last)).toBeGreaterThan(5);
  });

  test('beyond what the contract lets anyone name, a text ends in an ellipsis and the dates stay', async () => {
    const { text } = await read({ place: { es: 'lugar '.repeat(3_000) }, title: { es: 'x'.repeat(20_000) } });
    expect(text).toMatch(/ lug…, Guatemala · 4–6 de mayo de 2026/);
    expect(text).toContain('x…');
  });
});

describe('setting', () => {
  const measure = (text: string) => text.length;
  const prose = fc
    .array(fc.string({ unit: fc.constantFrom(...'abcñ'), minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 30 })
    .map((all) => all.join(' '));

  test('lines are never too wide and lose nothing', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 1, max: 40 }), (text, width) => {
        const lines = linesOf(text, width, measure);
        expect(lines.filter((line) => line.length > width)).toEqual([]);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test('a word is broken only where it is wider than a line', () => {
    expect(linesOf('uno dos treinta', 7, measure)).toEqual(['uno dos', 'treinta']);
    expect(linesOf('un treintaitantos y', 7, measure)).toEqual(['un', 'treinta', 'itantos', 'y']);
  });

  test('paragraphs fit the height, and are as large as they want where there is room', () => {
    const block = (text: string) => ({ text, size: 20, least: 10, lines: 1, above: 5 });
    const set = (texts: string[], height: number): Laid<object>[] =>
      fitted(texts.map(block), 200, height, () => (text, size) => text.length * size * 0.5);
    fc.assert(
      fc.property(fc.array(prose, { minLength: 1, maxLength: 8 }), fc.integer({ min: 20, max: 500 }), (texts, height) => {
        expect(heightOf(set(texts, height))).toBeLessThanOrEqual(height);
      }),
    );
    expect(set(['corto'], 100)[0]).toMatchObject({ size: 20, lines: ['corto'] });
    expect(set(['veinticinco letras en una'], 100)[0]?.lines).toHaveLength(1);
  });
});
