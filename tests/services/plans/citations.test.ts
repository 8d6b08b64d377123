import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutCitations, findCitations, readsLikeCitation } from '../../../services/plans/citations.ts';
import { Citation } from '../../../shared/contract/plans/outline.ts';
import { bodies } from '../../support/plans.ts';

const nothing = { point: null, instrument: null, body: null, session: null, place: null, date: null };

function only(text: string) {
  const found = findCitations(text, bodies);
  expect(found).toHaveLength(1);
  const { raw: _, ...parts } = found[0]!.citation;
  return parts;
}

describe('a citation', () => {
  test.each([
    ['(Ref: pto. 8, Deci., CRM, mayo, 2004)', '8', 'decisions', 'CRM', '2004-05'],
    ['(Ref: p. 10.b, CC, CRM, mayo, 2002)', '10.b', 'jointCommunique', 'CRM', '2002-05'],
    ['(Ref: pf. 5, Decla., CRM, marzo, 2005)', '5', 'declaration', 'CRM', '2005-03'],
    ['(Ref.: pf 11, CRM, Deci., mayo, 2003)', '11', 'decisions', 'CRM', '2003-05'],
    ['(Ref. pf. 5, CRM, Deci., abril, 2007)', '5', 'decisions', 'CRM', '2007-04'],
    ['(ref.: p. 10.d, CRM, CC, mayo, 2002)', '10.d', 'jointCommunique', 'CRM', '2002-05'],
    ['(Ref: pto.7, Deci., CRM, marzo, 2001)', '7', 'decisions', 'CRM', '2001-03'],
    ['(Ref.: p.ii, Inf. Red Trata, GRCM, diciembre, 2009)', 'ii', 'networkReport', 'GRCM', '2009-12'],
    ['(Ref.: p. e.B, Inf. Red Trata, GRCM, diciembre 2009)', 'e.B', 'networkReport', 'GRCM', '2009-12'],
    ['(Ref.: p. f, Inf. de Trata, GRCM, diciembre, 2009)', 'f', 'networkReport', 'GRCM', '2009-12'],
    ['(Ref.: p. i,  Inf. Red Trata, GRCM, diciembre, 2009)', 'i', 'networkReport', 'GRCM', '2009-12'],
    ['(Ref.: p. 9, CRM, CC., marzo, 1996)', '9', 'jointCommunique', 'CRM', '1996-03'],
    ['(Ref.: p. 9, Concl., GRCM, noviembre, 2008.)', '9', 'conclusions', 'GRCM', '2008-11'],
    ['(Ref.: mayo 2003, 21, RCM, Decisiones)', '21', 'decisions', 'CRM', '2003-05'],
    [
      '(Ref.: Grupo Regional de Consulta sobre Migración, párrafo 6, Conclusiones, 22 y 23 de mayo de 2008)',
      '6',
      'conclusions',
      'GRCM',
      '2008-05',
    ],
    ['(Ref.: para. 10, CRM, Declaration, May 2008)', '10', 'declaration', 'CRM', '2008-05'],
    ['(Ref.: point 4, Network report, GRCM, November 2008)', '4', 'networkReport', 'GRCM', '2008-11'],
    ['(Reference: p. 3, Joint Communiqué, RCM, May 2002)', '3', 'jointCommunique', 'CRM', '2002-05'],
  ])('%s is complete', (text, point, instrument, body, date) => {
    expect(only(text)).toEqual({ ...nothing, point, instrument, body, date, complete: true });
  });

  test.each([
    ['(Ref.: CRM, mayo, 2002)', { body: 'CRM', date: '2002-05' }],
    ['(Ref.: CRM, Deci., mayo, 2006)', { body: 'CRM', instrument: 'decisions', date: '2006-05' }],
    ['(Ref.: Managua, octubre, 2007)', { place: 'Managua', date: '2007-10' }],
    ['(Tegucigalpa, noviembre de 2008)', { place: 'Tegucigalpa', date: '2008-11' }],
    ['(CRM, mayo de 2002)', { body: 'CRM', date: '2002-05' }],
    ['(Ref: XI RCM)', { session: 'XI', body: 'CRM' }],
    ['(Ref.: 11th RCM)', { session: '11th', body: 'CRM' }],
    ['(Ref.: p. 3, CAN, mayo, 2002)', { point: '3', body: 'CAN', date: '2002-05' }],
    ['(Ref.: algo que nadie conoce)', {}],
    ['(Ref.: p. 3, CRM, Concl., 30 de febrero de 2004)', { point: '3', body: 'CRM', instrument: 'conclusions' }],
  ])('%s keeps what is missing as null', (text, parts) => {
    expect(only(text)).toEqual({ ...nothing, ...parts, complete: false });
  });

  test.each([
    'niños(as) y niñas',
    'países de origen (intra o extra regional), entre otras',
    '(NOTA: Referirse al punto 6.3)',
    '(2009)',
    '(mayo de 2004)',
    '(CRM)',
    '(San José, 4-6 de marzo de 2009)',
    '(Ley 123, mayo de 2008)',
    '(referencia para el retorno de menores)',
    'Ref.: p. 3, CRM',
    '((((((',
    '))))',
    '',
  ])('there is none in: %s', (text) => {
    expect(findCitations(text, bodies)).toEqual([]);
  });

  test('stands among other parentheses, nested ones too', () => {
    const text = 'mujeres y niños(as). (véase (Ref.: p. 3 (bis), CRM, Deci., mayo, 2004) y otros)';
    const found = findCitations(text, bodies);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['(Ref.: p. 3 (bis), CRM, Deci., mayo, 2004)']);
  });

  test('that never closes ends with its text', () => {
    expect(only('Publicar logros. (Ref.: p. 3, CRM, Deci., mayo, 2004')).toMatchObject({ point: '3', complete: true });
  });

  test('may be one of several in one parenthesis', () => {
    const found = findCitations('(Ref.: p. 3, CRM, Deci., mayo, 2004; p. 4, GRCM, Concl., diciembre, 2003)', bodies);
    expect(found.map(({ citation }) => [citation.point, citation.body, citation.date])).toEqual([
      ['3', 'CRM', '2004-05'],
      ['4', 'GRCM', '2003-12'],
    ]);
  });
});

describe('a text without its citations', () => {
  test.each([
    ['Una frase. (Ref: p. 3, CRM, mayo, 2004)', 'Una frase.'],
    ['Una frase. (Ref.: p. f, CRM, diciembre, 2009).', 'Una frase.'],
    ['Una frase (Ref.: p. f, CRM, diciembre, 2009).', 'Una frase.'],
    ['Una frase.(Ref.: p. f, CRM, diciembre, 2009)', 'Una frase.'],
    ['Una frase (Ref.: p. f, CRM, diciembre, 2009)', 'Una frase'],
    ['Una frase (Ref.: p. f, CRM, diciembre, 2009) que sigue', 'Una frase que sigue'],
    ['Sin ninguna (as)', 'Sin ninguna (as)'],
  ])('%s reads: %s', (text, rest) => {
    expect(cutCitations(text, bodies).text).toBe(rest);
  });

  test('that reads like a reference is told', () => {
    expect(readsLikeCitation('Red de Trata y Tráfico, GRCM, diciembre, 2009', bodies)).toBe(true);
    expect(readsLikeCitation('Taller en Manzanillo, México, enero de 2008', bodies)).toBe(false);
  });
});

describe('whatever the text', () => {
  const pieces = ['(', ')', 'Ref.:', 'p. 3', ',', 'CRM', 'Deci.', 'mayo', '2004', 'Managua', ';', '(as)', '\n', ' ', 'XI RCM', 'ñ'];
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join('')),
  );

  test('a citation is valid, stands where it says and is found again in its own raw text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { citation, start, end } of findCitations(text, bodies)) {
          expect(Citation.safeParse(citation).success).toBe(true);
          expect(text.slice(start, end).replace(/\s+/g, ' ').trim().normalize('NFC')).toBe(citation.raw);
          expect(findCitations(citation.raw, bodies).map((one) => one.citation)).toContainEqual(citation);
        }
      }),
    );
  });

  test('nothing is left to cut after cutting a well-formed text', () => {
    const sentence = fc.constantFrom(
      'Una frase. ',
      'niños(as) ',
      '(Ref.: p. 3, CRM, Deci., mayo, 2004) ',
      '(Tegucigalpa, noviembre de 2008) ',
    );
    fc.assert(
      fc.property(fc.array(sentence), (list) => {
        const once = cutCitations(list.join(''), bodies).text;
        expect(cutCitations(once, bodies)).toEqual({ text: once, citations: [] });
      }),
    );
  });

  test('five megabytes of noise are read at once', { timeout: 10_000 }, () => {
    for (const noise of ['(', ')', '()', 'Ref.: ', '(Ref.: ', '(Ref.: p. 3, CRM, ', 'a ', ' ', '1.1.1.1.1 ', ',']) {
      expect(findCitations(noise.repeat(5_000_000 / noise.length), bodies).length).toBeLessThan(2);
    }
  });
});
