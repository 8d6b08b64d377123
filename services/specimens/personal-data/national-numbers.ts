import type { numberChecks } from './number-checks.ts';

/** What a number is, as the refusal says it. */
export const numberKinds = {
  passport: { es: 'un número de pasaporte', en: 'a passport number' },
  identity: { es: 'un número de identidad', en: 'an identity number' },
  social: { es: 'un número de seguro social', en: 'a social security number' },
  tax: { es: 'un número de contribuyente', en: 'a taxpayer number' },
};

/**
 * The shape of a document number of a person: its countries (ISO 3166-1 alpha-3), a regular expression without case, and the
 * check it passes. One with `near` is too plain to count alone: a word of that list, or a word for number, must be beside it.
 */
export type NumberShape = {
  countries: string[];
  kind: keyof typeof numberKinds;
  shape: string;
  near?: keyof typeof nearWords;
  check?: keyof typeof numberChecks;
};

const documents =
  'pasaportes?|passports?|passeports?|libretas?|documentos? de viaje|travel documents?|cedulas?|ced\\.|dpi|cui|dui|dni|dimex|cip|curp|' +
  'identidad|identity|identificacion|identification|carnet?s?|id cards?|residencia|residence|resident';

/** Words that say what the number beside them is, in text without accents. */
export const nearWords = {
  document: documents,
  social: 'ssn|social security|seguro social|seguridad social|social insurance|nss|itin|nas|sin (?:no\\.?|number)|sin[:#]',
  alien: 'a-?numbers?|alien|uscis|green cards?|uci|iuc|client id|permanent resident',
  elector: 'ine|ife|elector(?:al)?|credencial(?:es)?',
};

const day = '(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d\\d';
const date = '\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const notAYear = '(?!(?:19|20)\\d\\d(?!\\d))';

/** Shapes of the document numbers of persons in the eleven countries of the RCM. */
export const nationalNumbers: NumberShape[] = [
  { countries: ['GTM'], kind: 'identity', shape: '\\d{4}[ -]?\\d{5}[ -]?\\d{4}', check: 'cui' },
  { countries: ['HND'], kind: 'identity', shape: '(?:0[1-9]|1[0-8])(?:0[1-9]|1\\d|2[0-8])[ -]?(?:19|20)\\d\\d[ -]?\\d{5}' },
  { countries: ['SLV'], kind: 'identity', shape: '(?!\\d{4}(?:19|20))0\\d{7}-\\d', check: 'dui' },
  { countries: ['SLV'], kind: 'identity', shape: '\\d{8}-?\\d', near: 'document', check: 'dui' },
  { countries: ['SLV'], kind: 'tax', shape: `[019]\\d{3}-${day}-\\d{3}-\\d` },
  { countries: ['NIC'], kind: 'identity', shape: `\\d{3}[ -]?${day}[ -]?\\d{4}[A-HJ-NP-Y]` },
  { countries: ['CRI'], kind: 'identity', shape: `0?[1-9]-${notAYear}\\d{4}-\\d{4}` },
  { countries: ['CRI'], kind: 'identity', shape: '0?[1-9]-?\\d{4}-?\\d{4}|[1-9] \\d{4} \\d{4}|1\\d{10,11}', near: 'document' },
  { countries: ['PAN'], kind: 'identity', shape: `(?!1-[89]00-)(?:[1-9]|1[0-3])(?:PI|AV)?-${notAYear}\\d{3,4}-${notAYear}\\d{2,6}` },
  { countries: ['PAN'], kind: 'identity', shape: `(?:PE|E|N)-\\d{1,4}-${notAYear}\\d{3,6}` },
  { countries: ['PAN'], kind: 'identity', shape: `(?:PE|E|N|(?:[1-9]|1[0-3])(?:PI|AV)?)-\\d{1,4}-${notAYear}\\d{3,6}`, near: 'document' },
  { countries: ['DOM'], kind: 'identity', shape: '\\d{3}-\\d{7}-\\d', check: 'luhn' },
  { countries: ['DOM'], kind: 'identity', shape: '(?:0\\d\\d|40\\d)\\d{8}', check: 'luhn' },
  { countries: ['DOM'], kind: 'identity', shape: '\\d{3}[ -]?\\d{7}[ -]?\\d', near: 'document' },
  {
    countries: ['MEX'],
    kind: 'identity',
    shape: `[A-Z][AEIOUX][A-Z]{2}${date}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\\d`,
    check: 'curp',
  },
  { countries: ['MEX'], kind: 'identity', shape: `[A-Z]{6}${date}\\d\\d[HM]\\d{3}` },
  { countries: ['MEX'], kind: 'identity', shape: '(?:IDMEX)?\\d{9,10}|\\d{12,13}', near: 'elector' },
  { countries: ['MEX'], kind: 'tax', shape: `[A-Z&][AEIOUX][A-Z&]{2}${date}[A-Z0-9]{2}[0-9A]`, check: 'rfc' },
  { countries: ['MEX'], kind: 'social', shape: '\\d{11}', near: 'social', check: 'luhn' },
  { countries: ['CAN'], kind: 'social', shape: '[1-79]\\d\\d-\\d{3}-\\d{3}', check: 'luhn' },
  { countries: ['CAN'], kind: 'social', shape: '[1-79]\\d\\d ?\\d{3} ?\\d{3}', near: 'social', check: 'luhn' },
  { countries: ['CAN'], kind: 'identity', shape: '(?:\\d\\d-?)?\\d{4}-?\\d{4}|[A-Z]{2}\\d{7,10}', near: 'alien', check: 'notADate' },
  { countries: ['USA'], kind: 'social', shape: '(?!000|666|9\\d\\d-[0-4])\\d{3}-(?!00)\\d\\d-(?!0000)\\d{4}' },
  { countries: ['BLZ', 'USA'], kind: 'social', shape: '\\d{3} ?\\d\\d ?\\d{4}', near: 'social' },
  { countries: ['USA'], kind: 'identity', shape: 'A[ -]?\\d{3}-\\d{3}-\\d{3}' },
  { countries: ['USA'], kind: 'identity', shape: 'A?[ -]?\\d{8,9}', near: 'alien', check: 'notADate' },
  { countries: ['GTM', 'HND', 'MEX', 'NIC', 'SLV', 'USA'], kind: 'passport', shape: '[A-Z]-?\\d{8}', near: 'document' },
  { countries: ['BLZ', 'CRI', 'HND', 'NIC'], kind: 'passport', shape: '[A-Z]-?\\d{6,7}', near: 'document' },
  { countries: ['DOM', 'PAN'], kind: 'passport', shape: '[A-Z]{2}-?\\d{7}', near: 'document' },
  { countries: ['CAN'], kind: 'passport', shape: '[A-Z]{2}-?\\d{6}|[A-Z]\\d{6}[A-Z]{2}', near: 'document' },
  { countries: ['GTM', 'SLV', 'USA'], kind: 'passport', shape: '\\d{9}', near: 'document' },
  { countries: ['HND', 'NIC', 'PAN'], kind: 'passport', shape: '\\d{8}', near: 'document', check: 'notADate' },
  { countries: ['MEX'], kind: 'passport', shape: '\\d{10,11}', near: 'document' },
];
