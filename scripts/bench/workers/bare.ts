import { Hono } from 'hono';

const bodies = new Map<number, Uint8Array<ArrayBuffer>>();

function bodyOf(bytes: number): Uint8Array<ArrayBuffer> {
  const body = bodies.get(bytes) ?? (new TextEncoder().encode('x'.repeat(bytes)) as Uint8Array<ArrayBuffer>);
  bodies.set(bytes, body);
  return body;
}

/** What every figure is compared with: a Hono worker that does nothing, and answers so many bytes when asked. */
export const worker = new Hono()
  .get('/bytes/:count', (c) => c.body(bodyOf(Number(c.req.param('count'))), 200, { 'Content-Type': 'application/json' }))
  .all('*', (c) => c.json({ alive: true }));
