import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { answersWrites } from '../../scripts/platform/sqld-http.ts';

let server: Server;
afterEach(() => server.close());

/** A server that turns away so many callers and then answers. */
async function turningAway(times: number): Promise<string> {
  let left = times;
  server = createServer((_, response) => {
    response.statusCode = left-- > 0 ? 429 : 200;
    response.end(JSON.stringify({ results: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a server that turns a few away is alive', async () => {
  expect(await answersWrites(await turningAway(2), 5_000)).toBe(true);
});

test('a server that turns everybody away for the whole time is as good as stalled', async () => {
  expect(await answersWrites(await turningAway(Infinity), 300)).toBe(false);
});
