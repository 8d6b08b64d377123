import Papa from 'papaparse';
import type { z } from 'zod';
import { type Column, columnsOf } from './columns.ts';

/** The other representations of a list. */
export type BulkType = 'text/csv' | 'application/x-ndjson';

/** The representation that Accept prefers: a bulk type, or null for JSON. */
export function bulkType(request: Request): BulkType | null {
  const first = (request.headers.get('accept') ?? '').split(',')[0]?.split(';')[0]?.trim().toLowerCase();
  return first === 'text/csv' || first === 'application/x-ndjson' ? first : null;
}

/** A whole list, page after page, as CSV (RFC 4180, cells that a spreadsheet would run are quoted) or NDJSON. */
export function bulkResponse(type: BulkType, schema: z.ZodType, pages: AsyncIterable<unknown[]>): Response {
  const columns = columnsOf(schema);
  const lines = type === 'text/csv' ? csvLines(columns, pages) : ndjsonLines(pages);
  return new Response(streamOf(lines), {
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store', Vary: 'Accept' },
  });
}

async function* csvLines(columns: Column[], pages: AsyncIterable<unknown[]>): AsyncGenerator<string> {
  yield csv([columns.map(({ header }) => header)]);
  for await (const items of pages) {
    if (items.length > 0) yield csv(items.map((item) => columns.map(({ cell }) => cell(item))));
  }
}

const csv = (rows: string[][]) => `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: true })}\r\n`;

async function* ndjsonLines(pages: AsyncIterable<unknown[]>): AsyncGenerator<string> {
  for await (const items of pages) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

/** Text as it is made, as a body. When the caller hangs up, `hungUp` is told and the making ends. */
export function streamOf(lines: AsyncGenerator<string>, hungUp = () => {}): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      hungUp();
      await lines.return(undefined);
    },
  });
}
