import { describe, expect, test } from 'vitest';
import { coarsest, dateAtEnd, parsePrintedDate } from '../../../services/plans/import/dates.ts';

describe('printed dates', () => {
  test.each([
    ['diciembre 2009', '2009-12'],
    ['mayo, 2004', '2004-05'],
    ['noviembre de 2008', '2008-11'],
    ['Febrero 2010.', '2010-02'],
    ['2010', '2010'],
    ['2008.', '2008'],
    ['26 de noviembre de 2009', '2009-11-26'],
    ['viernes 25 de marzo de 2011', '2011-03-25'],
    ['31 de marzo del 2013', '2013-03-31'],
    ['7 - 11 de febrero de 2005', '2005-02-07/2005-02-11'],
    ['18 - 19 de septiembre de     2006', '2006-09-18/2006-09-19'],
    ['4-6 de marzo de 2009', '2009-03-04/2009-03-06'],
    ['4–6 de marzo de 2009', '2009-03-04/2009-03-06'],
    ['22 y 23 de julio 2008', '2008-07-22/2008-07-23'],
    ['2-3 feb 2011', '2011-02-02/2011-02-03'],
    ['15 a 16 feb 2011', '2011-02-15/2011-02-16'],
    ['junio 14 a 15 2011', '2011-06-14/2011-06-15'],
    ['2 hasta 3 marzo 2011', '2011-03-02/2011-03-03'],
    ['19 al 20 enero 2011', '2011-01-19/2011-01-20'],
    ['28 de enero al 3 de febrero de 2011', '2011-01-28/2011-02-03'],
    ['enero - marzo 2010', '2010-01/2010-03'],
    ['2009-2010', '2009/2010'],
    ['May 2004', '2004-05'],
    ['Sept. 2004', '2004-09'],
    ['7-11 February 2005', '2005-02-07/2005-02-11'],
    ['February 7-11, 2005', '2005-02-07/2005-02-11'],
    ['January 28 to February 3, 2011', '2011-01-28/2011-02-03'],
    ['the 3rd of May 2010', '2010-05-03'],
    ['2010-02', '2010-02'],
    ['2010-02-15', '2010-02-15'],
  ])('%s is %s', (printed, edtf) => {
    expect(parsePrintedDate(printed)).toBe(edtf);
  });

  test.each([
    ['', 'nothing'],
    ['30 de febrero de 2010', 'a day that does not exist'],
    ['2010-13', 'a month that does not exist'],
    ['24 a 24 mayo 2011', 'a range that does not run'],
    ['11 - 7 de febrero de 2005', 'a range that runs backwards'],
    ['4 y 9 de marzo de 2009', 'two days apart, which are no range'],
    ['en el mes de junio', 'a month without a year'],
    ['16 de noviembre', 'a day without a year'],
    ['03/04/2010', 'a day or a month, who knows'],
    ['1, 2 y 3 de mayo de 2010', 'a list of days'],
    ['en la próxima reunión del GRCM', 'an event'],
    ['primer semestre de 2010', 'a half-year'],
    ['mayo 2004 mayo 2005', 'two dates'],
    ['2010 '.repeat(100), 'far too long'],
  ])('%s gives null: %s', (printed) => {
    expect(parsePrintedDate(printed)).toBeNull();
  });

  test('the shared precision of a range is what both ends have in common', () => {
    expect(coarsest('2008-05-22/2008-05-23')).toBe('2008-05');
    expect(coarsest('2008-05-30/2008-06-01')).toBe('2008');
    expect(coarsest('2008/2009')).toBeNull();
    expect(coarsest('2008-05')).toBe('2008-05');
  });

  test('the date that closes a sentence is found', () => {
    expect(dateAtEnd('Actualizado por la ST el 26 de noviembre de 2009')).toBe('2009-11-26');
    expect(dateAtEnd('Updated by the ST on 26 November 2009')).toBe('2009-11-26');
    expect(dateAtEnd('sin fecha')).toBeNull();
  });
});
