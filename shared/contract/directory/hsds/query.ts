import * as z from 'zod';
import { Day } from '../../dates.ts';

/** The most of a list in one page. */
const mostInPage = 500;

const id = z.uuid();
const yes = z.enum(['true', 'false']).transform((text) => text === 'true');
const count = (most: number) => z.int().min(1).max(most);

/**
 * The parameters of the specification, each as a query string says it and as a JSON body does: the same names, so that what is sensitive can
 * stay out of the address.
 */
const parameters = {
  search: {
    query: z.string().trim().min(1).max(200),
    meta: { description: 'Words; each begins a word of the name, the description or a term, in any language, whatever its accents' },
  },
  page: { query: z.coerce.number().pipe(count(1_000_000_000)), body: count(1_000_000_000), meta: { description: 'Page number, from 1' } },
  per_page: {
    query: z.coerce.number().pipe(count(mostInPage)),
    body: count(mostInPage),
    meta: { description: 'How many in a page, 50 unless told' },
  },
  format: { query: z.enum(['json', 'ndjson']), meta: { description: '`ndjson`: everything, a line each, streamed' } },
  taxonomy_term_id: { query: id, meta: { description: 'With this term' } },
  taxonomy_id: { query: id, meta: { description: 'With a term of this taxonomy' } },
  organization_id: { query: id, meta: { description: 'Of this organisation' } },
  modified_after: {
    query: z.union([z.iso.datetime({ offset: true }).max(35), Day]),
    meta: { description: 'Changed at or after this moment; with those that have left the lists since', examples: ['2026-03-01T12:00:00Z'] },
  },
  minimal: { query: yes, body: z.boolean(), meta: { description: 'Just `id` and `modified_date`, all in one page' } },
  full: { query: yes, body: z.boolean(), meta: { description: 'Each with everything that belongs to it' } },
  full_service: { query: yes, body: z.boolean(), meta: { description: 'The services of an organisation with everything' } },
  postcode: { query: z.string().trim().min(1).max(20), meta: { description: 'At places with this postal code' } },
  proximity: {
    query: z.coerce.number().pipe(count(500_000)),
    body: count(500_000),
    meta: { description: 'Metres around the middle of the places with that postal code' },
  },
  top_only: { query: yes, body: z.boolean(), meta: { description: 'Terms that have none below them, as the specification says' } },
  parent_id: { query: id, meta: { description: 'Terms below this one' } },
} as const satisfies Record<string, { query: z.ZodType; body?: z.ZodType; meta: object }>;

type Parameters = typeof parameters;
type Name = keyof Parameters;
type InBody<P> = P extends { body: infer B } ? B : P extends { query: infer Q } ? Q : never;
type QueryOf<N extends Name> = { [K in N]: z.ZodOptional<Parameters[K]['query']> };
type BodyOf<N extends Name> = { [K in N]: z.ZodOptional<Extract<InBody<Parameters[K]>, z.ZodType>> };

/** The query string of a list that takes these parameters. */
export const hsdsQuery = <const N extends Name>(names: readonly N[]) => z.strictObject(shapeOf(names, 'query') as QueryOf<N>);

/** The JSON body of the same search. */
export const hsdsBody = <const N extends Name>(names: readonly N[]) => z.strictObject(shapeOf(names, 'body') as BodyOf<N>);

function shapeOf(names: readonly Name[], as: 'query' | 'body'): z.ZodRawShape {
  const fields = names.map((name) => {
    const { meta, ...schemas }: { query: z.ZodType; body?: z.ZodType; meta: Record<string, unknown> } = parameters[name];
    return [name, (schemas[as] ?? schemas.query).optional().meta(meta)] as const;
  });
  return Object.fromEntries(fields);
}
