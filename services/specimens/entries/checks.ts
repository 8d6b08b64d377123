import countries from 'i18n-iso-countries';
import { firstDay, lastDay } from '../../../shared/contract/dates.ts';
import { type FieldError, Problem } from '../../../shared/contract/problem.ts';

type Tree = { [name: string]: unknown };
type Fault = { es: string; en: string };

/** Codes that documents carry besides those of countries: Utopia of the specimens, organisations, persons without a nationality (ICAO Doc 9303-3, 5). */
const others = ['UTO', 'EUE', 'UNO', 'UNA', 'UNK', 'XXA', 'XXB', 'XXC', 'XXX', 'XOM', 'XPO'];
const unknownCountry: Fault = { es: 'No es un país de ISO 3166-1 ni de ICAO 9303', en: 'It is no country of ISO 3166-1 nor of ICAO 9303' };
const endsFirst: Fault = { es: 'Termina antes de empezar', en: 'It ends before it begins' };
const notYet: Fault = { es: 'Ese mes aún no llega', en: 'That month has not come yet' };
const twice: Fault = { es: 'Ese id está dos veces', en: 'That id is there twice' };
const stays: Fault = { es: 'Sigue en el mismo país', en: 'It stays in the same country' };

/** Whether it is a code that may stand for a country in a document, alpha-3. */
export const isIssuer = (code: unknown): boolean =>
  typeof code === 'string' && (others.includes(code) || countries.alpha3ToAlpha2(code) !== undefined);

/** Fields that come in order, the earlier one first. */
const ordered = [
  ['firstIssued', 'lastIssued'],
  ['firstIssued', 'validUntil'],
  ['firstSeen', 'lastSeen'],
  ['from', 'to'],
] as const;
const single = ['country', 'documentCountry', 'nationality'];
const several = ['route', 'countries'];

/**
 * Refuses a content that is wrong beyond its shape: countries that are none, an end before its beginning, a month that has not come,
 * the same part twice. Throws unprocessable with each place.
 */
export function assertSound(content: object, now: Date, at = '/body'): void {
  const tree = content as Tree;
  const errors = [...countriesIn(tree), ...orderIn(tree), ...monthIn(tree, now), ...repeatedIn(tree)].map(({ pointer, detail }) => ({
    pointer: `${at}${pointer}`,
    detail,
  }));
  if (errors.length > 0) throw new Problem('unprocessable', errors[0]?.detail, { errors: errors.slice(0, 100) });
}

const fault = (pointer: string, detail: Fault): FieldError => ({ pointer, detail });

function countriesIn(tree: Tree): FieldError[] {
  const alone = single
    .filter((name) => typeof tree[name] === 'string' && !isIssuer(tree[name]))
    .map((name) => fault(`/${name}`, unknownCountry));
  const listed = several.flatMap((name) => {
    const list = (Array.isArray(tree[name]) ? tree[name] : []) as unknown[];
    return list.flatMap((code, index) => {
      if (!isIssuer(code)) return [fault(`/${name}/${index}`, unknownCountry)];
      return name === 'route' && index > 0 && list[index - 1] === code ? [fault(`/${name}/${index}`, stays)] : [];
    });
  });
  return [...alone, ...listed];
}

const orderIn = (tree: Tree): FieldError[] =>
  ordered.flatMap(([from, to]) => {
    const [first, last] = [tree[from], tree[to]];
    const wrong = typeof first === 'string' && typeof last === 'string' && (to === 'to' ? last <= first : lastDay(last) < firstDay(first));
    return wrong ? [fault(`/${to}`, endsFirst)] : [];
  });

const monthIn = ({ month }: Tree, now: Date): FieldError[] =>
  typeof month === 'string' && month > now.toISOString().slice(0, 7) ? [fault('/month', notYet)] : [];

function repeatedIn(tree: Tree): FieldError[] {
  return ['points', 'features'].flatMap((name) => {
    const ids = ((tree[name] ?? []) as { id?: string }[]).map(({ id }) => id);
    return ids.flatMap((id, index) => (id !== undefined && ids.indexOf(id) < index ? [fault(`/${name}/${index}/id`, twice)] : []));
  });
}
