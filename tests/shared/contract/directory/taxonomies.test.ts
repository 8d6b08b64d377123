import { describe, expect, test } from 'vitest';
import { taxonomies, taxonomyById, termById, termOf } from '../../../../shared/contract/directory/taxonomies.ts';
import { languages } from '../../../../shared/contract/text.ts';

const all = taxonomies.flatMap((taxonomy) => [taxonomy, ...taxonomy.terms]);

test('every id is there once, and so is every code of a taxonomy', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { terms } of taxonomies) expect(new Set(terms.map(({ code }) => code)).size).toBe(terms.length);
});

test.each(all.map((one) => [one.code, one] as const))(
  '%s has a plain code and speaks all four languages',
  (code, { id, name, description }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    for (const text of [name, description]) for (const language of languages) expect(text[language].trim()).not.toBe('');
  },
);

describe.each(taxonomies.map((taxonomy) => [taxonomy.code, taxonomy] as const))('%s', (code, taxonomy) => {
  test('each parent is a term at the top', () => {
    const parents = taxonomy.terms.flatMap(({ parent }) => (parent ? [termOf(code, parent)] : []));
    expect(parents.filter((term) => !term || term.parent)).toEqual([]);
  });

  test('each term is found by its codes and by its id', () => {
    for (const term of taxonomy.terms) {
      expect(termOf(code, term.code)).toBe(term);
      expect(termById(term.id)).toEqual({ taxonomy, term });
    }
    expect(taxonomyById(taxonomy.id)).toBe(taxonomy);
  });
});

test('the eight groups of the region are there, by their letters', () => {
  const groups = taxonomies.find(({ code }) => code === 'profile')?.terms.filter(({ description }) => description.es.startsWith('Grupo'));
  expect(groups?.map(({ description }) => description.es.slice(6, 7)).join('')).toBe('abcdefgh');
});

test('what is not there is not found', () => {
  expect([termOf('help', 'nothing'), termOf('nothing', 'shelter'), termById('x'), taxonomyById('x')]).toEqual(Array(4).fill(undefined));
});
