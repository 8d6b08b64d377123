import type { HsdsPage } from '../../../shared/contract/directory/hsds/shapes.ts';

export type Paging = { page?: number | undefined; per_page?: number | undefined };

/** How many items stand before a page, and how many it takes. Pages count from 1, and have 50 items unless told. */
export function windowOf({ page = 1, per_page: size = 50 }: Paging): { offset: number; limit: number } {
  return { offset: (page - 1) * size, limit: size };
}

/** A page as HSDS has it, of the items on it and the number of all. A page past the end is an empty one. */
export function pageOf<Item>(items: Item[], total: number, { page = 1, per_page: size = 50 }: Paging): HsdsPage<Item> {
  const pages = Math.ceil(total / size);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: items.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: items.length === 0,
    contents: items,
  };
}
