const digitsOf = (number: string) => [...number].map(Number);
const weighted = (digits: number[], weightAt: (index: number) => number) =>
  digits.reduce((sum, digit, index) => sum + digit * weightAt(index), 0);
const toTen = (sum: number) => (10 - (sum % 10)) % 10;

/** Luhn (ISO/IEC 7812-1, annex B): cédula of the Dominican Republic, SIN of Canada, NSS of Mexico. */
function luhn(number: string): boolean {
  const doubled = digitsOf(number)
    .toReversed()
    .map((digit, index) => (index % 2 ? digit * 2 : digit));
  return doubled.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0;
}

/** CUI of Guatemala: eight digits, their check digit modulo 11 (weights 2 to 9), department 1–22 and municipality. */
function cui(number: string): boolean {
  const digits = digitsOf(number);
  const [department, municipality] = [Number(number.slice(9, 11)), Number(number.slice(11))];
  const placed = department >= 1 && department <= 22 && municipality >= 1 && municipality <= 34;
  return placed && weighted(digits.slice(0, 8), (index) => index + 2) % 11 === digits[8];
}

/** DUI of El Salvador: eight digits of weights 9 to 2, and what is missing to a ten. */
function dui(number: string): boolean {
  const digits = digitsOf(number);
  return toTen(weighted(digits.slice(0, 8), (index) => 9 - index)) === digits[8];
}

const curpLetters = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
/** CURP of Mexico: weights 18 to 2 over the place of each character in an alphabet with Ñ. */
function curp(number: string): boolean {
  const places = [...number].map((character) => curpLetters.indexOf(character));
  return toTen(weighted(places.slice(0, 17), (index) => 18 - index)) === places[17];
}

const rfcLetters = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';
/** RFC of a person in Mexico: weights 13 to 2, what is missing to an eleven, A for ten. */
function rfc(number: string): boolean {
  const places = [...number].map((character) => rfcLetters.indexOf(character));
  const rest = (11 - (weighted(places.slice(0, 12), (index) => 13 - index) % 11)) % 11;
  return number.at(-1) === (rest === 10 ? 'A' : String(rest));
}

/** Eight digits that are no date, neither 20260301 nor 01032026. */
const notADate = (number: string) =>
  !/^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/.test(number);

/** Checks by name, each over the number in capitals without separators. */
export const numberChecks = { luhn, cui, dui, curp, rfc, notADate };
