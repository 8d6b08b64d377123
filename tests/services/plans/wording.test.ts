import { describe, expect, test } from 'vitest';
import { parseCadence } from '../../../services/plans/import/cadence.ts';
import { countryNames, partyPhrases } from '../../../services/plans/import/names.ts';
import { parseParties } from '../../../services/plans/import/parties.ts';
import { isPlaceholder, parseSchedule } from '../../../services/plans/import/schedule.ts';
import { fold, isCapitals, stripBullet } from '../../../services/plans/import/words.ts';
import { bodies, organisations } from '../../support/plans.ts';

const phrases = partyPhrases([...organisations, { code: 'TTO', kind: 'member', names: [], country: 'TTO' }]);

function parties(text: string): string[] {
  return parseParties(text, phrases).responsibilities.map(
    ({ party, role, optional }) => `${party.organisation ?? party.kind} ${role}${optional ? ' optional' : ''}`,
  );
}

describe('the calendar cell', () => {
  test.each([
    ['Continuo', 'continuous', null, null],
    ['Continuo.', 'continuous', null, null],
    ['  CONTINUO  ', 'continuous', null, null],
    ['Continuo - La agenda lo incluye', 'continuous', null, 'La agenda lo incluye'],
    ['Continuo – La agenda lo incluye', 'continuous', null, 'La agenda lo incluye'],
    ['Continuo -- La agenda lo incluye', 'continuous', null, 'La agenda lo incluye'],
    ['Continuo. Existe un espacio', 'continuous', null, 'Existe un espacio'],
    ['Por definir.', 'toBeDefined', null, null],
    ['Pendiente', 'pending', null, null],
    ['Febrero 2010.', 'scheduled', '2010-02', null],
    ['2010', 'scheduled', '2010', null],
    ['4-6 de marzo de 2009', 'scheduled', '2009-03-04/2009-03-06', null],
    ['Febrero 2010. Por confirmar', 'scheduled', '2010-02', 'Por confirmar'],
    ['Continuous', 'continuous', null, null],
    ['To be defined.', 'toBeDefined', null, null],
    ['Pending', 'pending', null, null],
    ['February 2010', 'scheduled', '2010-02', null],
    ['Continuosamente', null, null, null],
    ['cuando se pueda', null, null, null],
  ])('%s is %s', (raw, status, date, note) => {
    expect(parseSchedule(raw)).toEqual({ raw: raw.trim(), status, date, note });
  });

  test('a placeholder says nothing but that it is to be defined', () => {
    expect(isPlaceholder('Por definir.')).toBe(true);
    expect(isPlaceholder('Por definir un espacio de discusión')).toBe(false);
    expect(isPlaceholder('Continuo')).toBe(false);
  });
});

describe('the parties', () => {
  test.each([
    ['Países miembros.', ['allMembers responsible']],
    ['Los países presentan informes durante las reuniones del GRCM y la CRM.', ['allMembers responsible']],
    ['La ST con insumos de los países', ['ST responsible', 'allMembers input']],
    ['ST con insumos de los países miembros', ['ST responsible', 'allMembers input']],
    ['Países miembros y OIM', ['allMembers responsible', 'IOM responsible']],
    ['Países miembros y RROCM en coordinación con la ST', ['allMembers responsible', 'RROCM responsible', 'ST coordination']],
    ['País sede en coordinación con la ST', ['hostCountry responsible', 'ST coordination']],
    ['Países miembros, con apoyo de la RROCM si lo desean', ['allMembers responsible', 'RROCM support optional']],
    ['México, OIM y otros gobiernos interesados.', ['MEX responsible', 'IOM responsible', 'interestedGovernments responsible']],
    ['El Salvador', ['SLV responsible']],
    ['Países participantes', ['participatingCountries responsible']],
    ['Trinidad y Tobago y Estados Unidos', ['TTO responsible', 'USA responsible']],
    ['EE.UU. y Canadá', ['USA responsible', 'CAN responsible']],
    ['Gobierno de México', ['MEX responsible']],
    ['Puntos focales', ['role responsible']],
    ['Member countries, with support from the RROCM if they wish', ['allMembers responsible', 'RROCM support optional']],
    ['The ST with input from the countries', ['ST responsible', 'allMembers input']],
    ['Mexico, IOM and other interested governments', ['MEX responsible', 'IOM responsible', 'interestedGovernments responsible']],
    ['Host country in coordination with the Secretaría Técnica', ['hostCountry responsible', 'ST coordination']],
  ])('%s', (text, expected) => {
    expect(parties(text)).toEqual(expected);
  });

  test('nobody known is kept as an unknown party with its words', () => {
    const parsed = parseParties('México y Ministerio Público, OIM', phrases);
    expect(parsed.responsibilities.map((one) => one.party.kind)).toEqual(['organisation', 'unknown', 'organisation']);
    expect(parsed.unknown).toEqual(['Ministerio Público']);
  });

  test('a duty is told apart from a party', () => {
    expect(parseParties('Los países informan en las reuniones de la red', phrases)).toMatchObject({
      unknown: [],
      duties: ['informan en las reuniones de la red'],
    });
  });

  test('each share keeps the whole text as printed, without its closing stop', () => {
    expect(parseParties('México,  OIM.', phrases).responsibilities.map((one) => one.raw)).toEqual(['México, OIM', 'México, OIM']);
  });

  test('a cell of noise is one unknown party', () => {
    expect(parties('x, '.repeat(500))).toEqual(['unknown responsible']);
    expect(parties('y '.repeat(5_000))).toEqual(['unknown responsible']);
  });

  test('a country has its names in Spanish and English, an unknown code none', () => {
    expect(countryNames('DOM')).toEqual(expect.arrayContaining(['República Dominicana', 'Dominican Republic']));
    expect(countryNames('XXX')).toEqual([]);
  });
});

describe('the cadence', () => {
  test.each([
    [['Actualizar antes de cada reunión de la CRM y del GRCM.'], 'perMeeting', ['CRM', 'GRCM']],
    [['', 'Los países informan durante las reuniones del GRCM y la CRM'], 'perMeeting', ['GRCM', 'CRM']],
    [['', 'Los países informan en las reuniones de la red'], 'perMeeting', ['RED']],
    [['Informar en cada CRM por escrito'], 'perMeeting', ['CRM']],
    [['antes de cada reunión del GRCM las reuniones de esta red'], 'perMeeting', ['GRCM']],
    [['before each meeting of the RCM and the GRCM'], 'perMeeting', ['CRM', 'GRCM']],
    [['COMPARTIR SEMESTRALMENTE INFORMACIÓN'], 'semiAnnual', []],
    [['Exchange semi-annually'], 'semiAnnual', []],
    [['Intercambiar regularmente'], 'regular', []],
    [['Compartir de manera periódica'], 'periodic', []],
    [['Celebrar reuniones'], 'none', []],
    [['en las reuniones de los ministros'], 'none', []],
    [['regularización migratoria'], 'none', []],
  ])('%j is %s %j', (texts, kind, named) => {
    expect(parseCadence(texts, bodies)).toEqual({ kind, bodies: named });
  });
});

describe('words', () => {
  test('compare without accents, case, kinds of blank, dash and apostrophe', () => {
    expect(fold(' ONG’S\u00A0–  Tráfico ')).toBe("ong's - trafico");
    expect(fold('cafe\u0301')).toBe(fold('CAFÉ'));
  });

  test.each([
    ['PROMOVER ENCUENTROS CON ONG’s INTERESADAS', true],
    ['Fortalecer la RROCM, el GRCM y la CRM', false],
    ['GRCM', false],
    ['CRM, OIM', false],
  ])('%s in capitals: %s', (text, capitals) => {
    expect(isCapitals(text)).toBe(capitals);
  });

  test.each(['- uno', '· uno', '• uno', '– uno', '* uno', '-- uno'])('the bullet of "%s" is one of a class', (line) => {
    expect(stripBullet(line)).toEqual({ bulleted: true, text: 'uno' });
  });
});
