import { streamOf } from '../../../shared/worker/bulk.ts';

/** Everything, a line each, as it is read. */
export const streamed = (name: string, batches: AsyncGenerator<unknown[]>) => ({
  file: streamOf(lines(batches)),
  mediaType: 'application/x-ndjson' as const,
  name: `${name}.ndjson`,
});

async function* lines(batches: AsyncGenerator<unknown[]>): AsyncGenerator<string> {
  for await (const items of batches) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

/** Everything in one page, as it is read: how many there were stands after them. */
export const streamedPage = (name: string, batches: AsyncGenerator<unknown[]>) => ({
  file: streamOf(onePage(batches)),
  mediaType: 'application/json' as const,
  name: `${name}.json`,
});

async function* onePage(batches: AsyncGenerator<unknown[]>): AsyncGenerator<string> {
  let total = 0;
  yield '{"contents":[';
  for await (const items of batches) {
    const text = items.map((item) => JSON.stringify(item)).join(',');
    yield total > 0 && items.length > 0 ? `,${text}` : text;
    total += items.length;
  }
  const rest = { total_items: total, total_pages: Math.min(total, 1), page_number: 1, size: total, first_page: true, last_page: true };
  yield `],${JSON.stringify({ ...rest, empty: total === 0 }).slice(1)}`;
}
