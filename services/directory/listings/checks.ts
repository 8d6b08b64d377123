import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import countries from 'i18n-iso-countries';
import type { CountryCode } from 'libphonenumber-js';
import { termOf } from '../../../shared/contract/directory/taxonomies.ts';
import { type FieldError, Problem } from '../../../shared/contract/problem.ts';

type Tree = { [name: string]: unknown };
type Fault = { es: string; en: string };
type Rule = (thing: Tree, name: string, country: string) => Fault | null;

const unknownCountry: Fault = { es: 'No es un país de ISO 3166-1', en: 'It is no country of ISO 3166-1' };
const notAPhone: Fault = {
  es: 'No es un teléfono de ese país ni un número corto',
  en: 'It is no telephone of that country nor a short code',
};
const unknownTerm: Fault = { es: 'La taxonomía no tiene ese término', en: 'The taxonomy has no such term' };
const youngerThan: Fault = { es: 'Es menor que la edad mínima', en: 'It is below the minimum age' };
const halfAPoint: Fault = { es: 'Faltan la latitud o la longitud', en: 'Latitude or longitude is missing' };
const twice: Fault = { es: 'Ese id está dos veces', en: 'That id is there twice' };

/** Whether a text is a telephone that may exist (its length, by the plan of its country), or a short code of three to six digits. */
export function isPhone(number: string, country: string): boolean {
  const region = countries.alpha3ToAlpha2(country) as CountryCode | undefined;
  return /^[*#]?\d{3,6}$/.test(number) || (parsePhoneNumberFromString(number, region)?.isPossible() ?? false);
}

/** Whether it is the code of a country, ISO 3166-1 alpha-3. */
export const isCountry = (code: unknown) => typeof code === 'string' && countries.alpha3ToAlpha2(code) !== undefined;

/** What each field of a content must be besides its shape, by the field's name. */
const rules: Record<string, Rule> = {
  number: ({ number }, _, country) => (typeof number === 'string' && !isPhone(number, country) ? notAPhone : null),
  term: ({ taxonomy, term }) => (termOf(String(taxonomy), String(term)) ? null : unknownTerm),
  country: ({ country }) => (isCountry(country) ? null : unknownCountry),
  maximumAge: ({ minimumAge, maximumAge }) => (Number(minimumAge ?? 0) > Number(maximumAge) ? youngerThan : null),
  latitude: ({ longitude }) => (longitude === undefined ? halfAPoint : null),
  longitude: ({ latitude }) => (latitude === undefined ? halfAPoint : null),
};

/** What is wrong with a content beyond its shape: telephones, terms, countries, ages, half a point, the same id twice. Each with its place. */
export function faultsOf(content: object, country: string, at = '/body'): FieldError[] {
  const seen = new Set<unknown>();
  const look = (value: unknown, pointer: string): FieldError[] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => look(item, `${pointer}/${index}`));
    if (typeof value !== 'object' || value === null) return [];
    const thing = value as Tree;
    const repeated = thing['id'] !== undefined && seen.has(thing['id']) ? [{ pointer: `${pointer}/id`, detail: twice }] : [];
    seen.add(thing['id']);
    return [
      ...repeated,
      ...Object.keys(thing).flatMap((name) => [...faultIn(thing, name, pointer), ...look(thing[name], `${pointer}/${name}`)]),
    ];
  };
  const faultIn = (thing: Tree, name: string, pointer: string): FieldError[] => {
    const detail = rules[name]?.(thing, name, country);
    return detail ? [{ pointer: `${pointer}/${name}`, detail }] : [];
  };
  return [...(isCountry(country) ? [] : [{ pointer: `${at}/country`, detail: unknownCountry }]), ...look(content, at)];
}

/** Refuses a content that is wrong beyond its shape. Throws unprocessable, with every fault. */
export function assertSound(content: object, country: string): void {
  const errors = faultsOf(content, country);
  if (errors.length > 0) throw new Problem('unprocessable', errors[0]?.detail, { errors });
}
