import * as z from 'zod';

/** Query of every list: how many items and from where. `cursor` is what `next` of the page before said. */
export const paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'Items in a page', examples: [50] }),
  cursor: z.string().max(1000).optional().meta({ description: 'Opaque cursor: the `next` of the page before' }),
};

/** A page of a list: the items and the cursor of the next page, null at the end. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item).max(200),
    next: z.string().max(1000).nullable().meta({ description: 'Cursor of the next page, null at the end' }),
  });

export type Page<Item> = { items: Item[]; next: string | null };

/** A yes or no in a query string. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Path parameters of a single thing. */
export const byId = z.strictObject({
  id: z.uuidv7().meta({ description: 'Id of the thing', examples: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11'] }),
});
