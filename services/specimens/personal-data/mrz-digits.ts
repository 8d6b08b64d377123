const weights = [7, 3, 1];

/** Check digit of machine readable characters (ICAO Doc 9303-3, 4.9: weights 7-3-1, A is 10, the filler 0), from 0 to 9. */
function mrzDigit(value: string): number {
  let sum = 0;
  for (const [index, character] of [...value].entries()) {
    sum += (character === '<' ? 0 : Number.parseInt(character, 36)) * (weights[index % 3] ?? 0);
  }
  return sum % 10;
}

/** Whether the digit after a value is right; a filler is, after fillers only. */
export const isRight = (value: string, digit: string) => (digit === '<' ? /^<*$/.test(value) : mrzDigit(value) === Number(digit));

/**
 * Whether the digit of a document number is right. A number longer than nine characters goes on in the optional field, after
 * a filler in place of its digit, and ends with the digit (9303-5, 9303-6); issuers weigh that filler or leave it out.
 */
export function isNumberRight(number: string, digit: string, optional: string): boolean {
  if (!/\d/.test(number)) return false;
  if (digit !== '<') return isRight(number, digit);
  const rest = number.includes('<') ? '' : (/^[A-Z0-9]{2,}/.exec(optional)?.[0] ?? '');
  const last = rest.at(-1) ?? '';
  if (!/\d/.test(last)) return false;
  return isRight(number + rest.slice(0, -1), last) || isRight(`${number}<${rest.slice(0, -1)}`, last);
}
