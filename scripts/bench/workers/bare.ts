import { Hono } from 'hono';

/** What every figure is compared with: a Hono worker that does nothing. */
export const worker = new Hono().all('*', (c) => c.json({ alive: true }));
