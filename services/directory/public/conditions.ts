import { type SQL, sql } from 'drizzle-orm';
import { taxonomies, termById } from '../../../shared/contract/directory/taxonomies.ts';
import { searchExpression } from '../../../shared/database/search-expression.ts';

/** So many of what a search for words finds are ranked and counted: beyond, it would cost as much as the directory is large. */
export const mostFound = 5_000;

export type ServiceFilter = {
  search?: string | undefined;
  taxonomy_term_id?: string | undefined;
  taxonomy_id?: string | undefined;
  organization_id?: string | undefined;
  modified_after?: string | undefined;
};

/** The conditions of a search on services `s`; all of them must hold. What a search for words finds is said by `words`. */
export function serviceConditions({
  search,
  taxonomy_term_id: term,
  taxonomy_id: taxonomy,
  organization_id: organisation,
}: ServiceFilter): SQL[] {
  const withTerm = (condition: SQL) => sql`s.position in (select service_position from public_terms where ${condition})`;
  return [
    ...(term === undefined ? [] : [withTerm(sql`term_id in (select value from json_each(${JSON.stringify(withThoseBelow(term))}))`)]),
    ...(taxonomy === undefined ? [] : [withTerm(sql`taxonomy_id = ${taxonomy}`)]),
    ...(organisation === undefined ? [] : [sql`s.organisation_id = ${organisation}`]),
    ...(search === undefined
      ? []
      : [sql`s.position in (select rowid from service_search where service_search match ${searchExpression(search)})`]),
  ];
}

/** A term and those below it: who looks for shelter looks for every kind of shelter. */
function withThoseBelow(id: string): string[] {
  const found = termById(id);
  const terms = taxonomies.find((one) => one === found?.taxonomy)?.terms ?? [];
  return [id, ...terms.filter(({ parent }) => parent !== undefined && parent === found?.term.code).map((term) => term.id)];
}

/** An instant as the database writes it. A day alone is its beginning. */
export const instantOf = (text: string): string => new Date(text).toISOString();

/** All of the conditions. */
export const every = (conditions: SQL[]): SQL => (conditions.length === 0 ? sql`1` : sql.join(conditions, sql` and `));
