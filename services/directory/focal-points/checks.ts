import { type FieldError, Problem } from '../../../shared/contract/problem.ts';
import type { FocalPointPatch } from '../../../shared/contract/directory/focal-points.ts';
import { isCountry, isPhone } from '../listings/checks.ts';

const notAPhone = { es: 'No es un teléfono que pueda existir', en: 'It is no telephone that may exist' };
const unknownCountry = { es: 'No es un país de ISO 3166-1', en: 'It is no country of ISO 3166-1' };

type Said = Pick<FocalPointPatch, 'phones' | 'allHours'> & { country?: string };

/** Refuses telephones that cannot be and a country that is none. Numbers are international, so that no country is needed to read them. Throws unprocessable. */
export function assertReachable({ phones = [], allHours, country }: Said, at = '/body'): void {
  const numbers: [string, string | undefined][] = [
    ...phones.map(({ number }, index): [string, string] => [`${at}/phones/${index}/number`, number]),
    [`${at}/allHours/number`, allHours?.number],
  ];
  const errors: FieldError[] = [
    ...(country === undefined || isCountry(country) ? [] : [{ pointer: `${at}/country`, detail: unknownCountry }]),
    ...numbers.flatMap(([pointer, number]) => (number === undefined || isPhone(number, '') ? [] : [{ pointer, detail: notAPhone }])),
  ];
  if (errors.length > 0) throw new Problem('unprocessable', errors[0]?.detail, { errors });
}
