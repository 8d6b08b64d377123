import { expect, test } from 'vitest';
import fc from 'fast-check';
import { findNationalNumbers } from '../../../../services/specimens/personal-data/find-numbers.ts';
import { nationalNumbers } from '../../../../services/specimens/personal-data/national-numbers.ts';

const found = (text: string) => findNationalNumbers(text).flatMap(({ countries }) => countries);

const alone: [country: string, name: string, number: string][] = [
  ['GTM', 'CUI in groups', '2547 89633 0101'],
  ['GTM', 'CUI with hyphens', '2547-89633-0101'],
  ['GTM', 'CUI', '2547896330101'],
  ['HND', 'DNI', '0801-1990-12345'],
  ['HND', 'DNI without hyphens', '0801199012345'],
  ['SLV', 'DUI', '04821357-4'],
  ['SLV', 'NIT', '0614-150385-101-2'],
  ['NIC', 'cédula', '001-150385-0012K'],
  ['NIC', 'cédula without hyphens', '0011503850012K'],
  ['CRI', 'cédula', '1-0234-0567'],
  ['CRI', 'cédula with a zero before', '01-0234-0567'],
  ['PAN', 'cédula', '8-123-4567'],
  ['PAN', 'cédula of a foreigner', 'E-8-123456'],
  ['PAN', 'cédula of one born abroad', 'PE-12-345'],
  ['PAN', 'cédula of an indigenous person', '1PI-123-4567'],
  ['DOM', 'cédula', '001-1234567-3'],
  ['DOM', 'cédula without hyphens', '40212345678'],
  ['MEX', 'CURP', 'MAPR850412MDFRRS03'],
  ['MEX', 'elector key', 'MRPRRS85041209M100'],
  ['MEX', 'RFC', 'MAPR850412AB4'],
  ['CAN', 'SIN', '123-456-782'],
  ['USA', 'SSN', '123-45-6789'],
  ['USA', 'ITIN', '912-78-1234'],
  ['USA', 'A-number', 'A123-456-789'],
];

test.each(alone)('%s %s counts alone: %s', (country, _, number) => {
  const written = [
    number,
    `Lo mostró ${number}, y pasó.`,
    `(${number})`,
    number.toLowerCase(),
    `foto_${number}.jpg`,
    number.replaceAll('-', '–'),
  ];
  expect(written.filter((text) => !found(text).includes(country))).toEqual([]);
});

test.each(alone.filter(([country, name]) => !(country === 'MEX' && name === 'elector key')))(
  'with the word SPECIMEN beside it %s %s passes: %s',
  (_, __, number) => {
    const words = ['SPECIMEN', 'specimen', 'Espécimen', 'ESPÉCIMEN n.º', 'MUESTRA', 'Espécimen de cédula'];
    const written = [...words.map((word) => `${word} ${number}`), `${number} SPECIMEN`, `${number} (espécimen)`, `${number} (muestra)`];
    expect(written.filter((text) => found(text).length > 0)).toEqual([]);
  },
);

const plain: [country: string, number: string, words: string[]][] = [
  ['BLZ', 'P123456', ['pasaporte', 'passport no.', 'ID']],
  ['BLZ', '123456782', ['social security number', 'SSN:', 'seguro social']],
  ['CAN', 'AB123456', ['passport', 'pasaporte canadiense']],
  ['CAN', 'A123456BC', ['passport', 'Document No.']],
  ['CAN', '123 456 782', ['SIN no.', 'social insurance']],
  ['CAN', '1234-5678', ['UCI', 'client ID']],
  ['CRI', '102340567', ['cédula', 'cédula de identidad n.º']],
  ['CRI', '112345678901', ['DIMEX']],
  ['DOM', 'RD1234567', ['pasaporte']],
  ['DOM', '00112345678', ['cédula', 'cédula no.']],
  ['GTM', 'A12345678', ['pasaporte', 'Pasaporte n.º', 'PASSPORT', 'documento', 'ID:']],
  ['GTM', '123456781', ['pasaporte', 'documento n.º', 'número', 'no.', 'N°', 'Nº']],
  ['HND', 'E123456', ['pasaporte']],
  ['MEX', 'G12345678', ['pasaporte', 'identidad', 'pasaporte_']],
  ['MEX', '05123456789', ['pasaporte']],
  ['MEX', '12345678903', ['NSS', 'seguro social']],
  ['MEX', '1234567840124', ['INE', 'credencial para votar']],
  ['NIC', 'C12345678', ['pasaporte']],
  ['PAN', 'PA1234567', ['pasaporte', 'passport number']],
  ['PAN', '12345678', ['pasaporte', 'pasaportes:']],
  ['PAN', '8-12-345', ['cédula', 'cédula de identidad personal']],
  ['SLV', '048213574', ['DUI', 'documento único de identidad']],
  ['SLV', 'B12345678', ['pasaporte']],
  ['USA', '123456781', ['passport', 'US passport No.', 'passport card']],
  ['USA', 'A12345678', ['alien', 'USCIS', 'passport']],
  ['USA', '123 45 6789', ['SSN', 'Social Security']],
];

test.each(plain)('%s %s counts beside a word that says so, and not alone', (country, number, words) => {
  expect(words.filter((word) => !found(`Se leyó ${word} ${number} en la frontera`).includes(country))).toEqual([]);
  expect(found(`Se leyó ${number} en la frontera`)).toEqual([]);
  expect(found(`Espécimen de pasaporte ${number}`)).toEqual([]);
});

test('the word may come after the number, in the singular', () => {
  expect(
    ['A12345678 (pasaporte)', 'G12345678, pasaporte mexicano', '123456781 is the passport'].map((text) => found(text).length > 0),
  ).toEqual([true, true, true]);
  expect(['Hay 123456781 pasaportes', '12345678 passports in all', '12345678. Pasaporte'].flatMap(found)).toEqual([]);
});

test('every country of the network has a shape that counts alone or beside a word', () => {
  const countries = new Set(nationalNumbers.flatMap((row) => row.countries));
  expect([...countries].toSorted()).toEqual(['BLZ', 'CAN', 'CRI', 'DOM', 'GTM', 'HND', 'MEX', 'NIC', 'PAN', 'SLV', 'USA']);
});

test('invisible characters, full width and accents hide no number', () => {
  const hidden = [
    '0801\u00ad-1990\u200b-12345',
    '０８０１-１９９０-１２３４５',
    'pasaporte A1\u200d2345678',
    'Ce\u0301dula 102340567',
    'PASAPORTE  A12345678',
  ];
  expect(hidden.filter((text) => found(text).length === 0)).toEqual([]);
});

test('several numbers in a row are found whatever stands between', () => {
  const signs = [', ', ',', '/', ';', '\n', ' y '];
  expect(signs.filter((sign) => !found(`0801-1990-12345${sign}0501-1985-54321`).includes('HND'))).toEqual([]);
  expect(signs.filter((sign) => !found(`pasaportes A12345678${sign}B87654321`).includes('GTM'))).toEqual([]);
});

test.each([
  ['a CUI with another check digit', '2547 89643 0101'],
  ['a CUI of no department', '2547 89633 2301'],
  ['a DNI of no department', '1901-1990-12345'],
  ['a DNI of no century', '0801-1890-12345'],
  ['a DUI with another check digit', '04821357-5'],
  ['a cédula of no day', '001-320385-0012K'],
  ['a cédula of no month', '001-151385-0012K'],
  ['a Dominican cédula with another check digit', '001-1234567-4'],
  ['a CURP with another check digit', 'MAPR850412MDFRRS04'],
  ['a CURP of no date', 'MAPR851412MDFRRS03'],
  ['an RFC with another check digit', 'MAPR850412AB5'],
  ['a SIN with another check digit', '123-456-783'],
  ['an SSN of no area', '000-12-3456'],
  ['an SSN of the number of the beast', '666-12-3456'],
  ['a cédula in a longer number', '21-0234-05678'],
  ['a DNI in a longer code', '0801-1990-123456'],
  ['a passport in a longer code', 'pasaporte XA12345678'],
])('%s is none: %s', (_, text) => expect(found(text)).toEqual([]));

test.each([
  'Pasaporte A00000000',
  'pasaporte 000000000',
  'Passport AB000000',
  'DPI 0000 00000 0000',
  'DPI 0000 00000 0101',
  'DUI 00000000-0',
  'Cédula 0-0000-0000',
  'Cédula 1-0000-0000',
  'Cédula 8-000-0000',
  'SSN 000-00-0000',
  'Formato del pasaporte: AA999999',
  'Passport number format: A99999999',
  'Cédula: 9-9999-9999',
  'DNI 9999-9999-99999',
  'Pasaporte A########',
  'Pasaporte A12****78',
  'Pasaporte A1234XXXX',
  String.raw`El número del pasaporte es [A-Z]\d{8}`,
  'El pasaporte lleva una letra y 8 dígitos; la cédula, 9 dígitos',
  'Passport: one letter + 8 digits (9 characters)',
])('zeros and formats are nobody’s: %s', (text) => expect(found(text)).toEqual([]));

test.each([
  'La imagen muestra el pasaporte A12345678',
  'El pasaporte A12345678 muestra raspaduras',
  'El espécimen difiere del pasaporte A12345678',
])('a word that is a verb, or elsewhere, is no specimen: %s', (text) => expect(found(text)).not.toEqual([]));

test.each([
  'Pasaportes: tel. 12345678',
  'Pasaporte: llame al 22223333',
  'Pasaporte, resolución 123456781',
  'Passport office, call 12345678',
])('the nearest word says what a plain number is: %s', (text) => expect(found(text)).toEqual([]));

test('a passport number is found wherever it stands in prose', () => {
  const words = fc.array(fc.constantFrom('el', 'oficial', 'de', 'la', 'frontera', 'vio,', 'dos', 'sellos.'), { maxLength: 30 });
  fc.assert(
    fc.property(words, words, fc.integer({ min: 11_111_111, max: 99_999_998 }), (ahead, rest, number) => {
      expect(found([...ahead, `pasaporte n.º G${number}`, ...rest].join(' '))).toContain('MEX');
    }),
  );
});
