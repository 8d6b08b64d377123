import fc from 'fast-check';

/** A machine readable zone whose digits are all right. */
export type Mrz = { format: 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B'; lines: string[] };

const formats: Mrz['format'][] = ['TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'];
const states = ['BLZ', 'CAN', 'CRI', 'DOM', 'GTM', 'HND', 'MEX', 'NIC', 'PAN', 'SLV', 'USA', 'ESP', 'D<<', 'XXA'];
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const filled = (text: string, length: number) => text.padEnd(length, '<').slice(0, length);
const stringOf = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });

/** The check digit of ICAO Doc 9303-3, written again for the tests. */
export function digitOf(value: string): string {
  const valueOf = (character: string) => `0123456789${letters}`.indexOf(character.replace('<', '0'));
  return String([...value].reduce((sum, character, index) => sum + valueOf(character) * [7, 3, 1][index % 3]!, 0) % 10);
}
const withDigit = (value: string) => value + digitOf(value);

const date = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(2, 10).replaceAll('-', ''));
const number = fc
  .tuple(stringOf(letters, 0, 3), stringOf('0123456789', 3, 4), fc.integer({ min: 11, max: 99 }))
  .map((parts) => parts.join(''));
const names = fc.array(stringOf(letters, 2, 9), { minLength: 2, maxLength: 4 }).map(([last, ...first]) => `${last}<<${first.join('<')}`);
const fields = fc.record({
  number,
  names,
  birth: date,
  expiry: date,
  sex: fc.constantFrom('M', 'F', '<'),
  state: fc.constantFrom(...states),
  nationality: fc.constantFrom(...states),
  optional: stringOf(`${letters}0123456789<`, 0, 7),
});
type Fields = typeof fields extends fc.Arbitrary<infer Value> ? Value : never;

function mrzOf(format: Mrz['format'], fieldsOf: Fields): Mrz {
  const { names: name, state, birth, sex, expiry, nationality, optional } = fieldsOf;
  const numbered = withDigit(filled(fieldsOf.number, 9));
  const dates = [withDigit(birth), withDigit(expiry)] as const;
  if (format === 'TD1') {
    const first = `I<${state}${numbered}${filled(optional, 15)}`;
    const second = `${dates[0]}${sex}${dates[1]}${nationality}${filled(optional, 11)}`;
    const composite = digitOf(first.slice(5) + dates.join('') + filled(optional, 11));
    return { format, lines: [first, second + composite, filled(name, 30)] };
  }
  const length = format === 'TD3' || format === 'MRV-A' ? 44 : 36;
  const code = { TD2: 'I<', TD3: 'P<', 'MRV-A': 'V<', 'MRV-B': 'V<' }[format];
  const base = `${numbered}${nationality}${dates[0]}${sex}${dates[1]}`;
  const tail = {
    TD2: filled(optional, 7),
    TD3: withDigit(filled(optional, 14)),
    'MRV-A': filled(optional, 16),
    'MRV-B': filled(optional, 8),
  }[format];
  const composite = format.startsWith('TD') ? digitOf(numbered + dates.join('') + tail) : '';
  return { format, lines: [filled(code + state + name, length), base + tail + composite] };
}

/** Machine readable zones of persons: any format, states of the world (never Utopia), plainly random names and numbers. */
export const validMrz = (only: Mrz['format'][] = formats) =>
  fc.tuple(fc.constantFrom(...only), fields).map(([format, some]) => mrzOf(format, some));
