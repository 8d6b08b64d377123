import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { remember, remembered } from '../../../services/gateway/memo.ts';

const url = () => `https://enlace.example/hsds/services?q=${randomUUID()}`;
const publicHeaders = { 'Cache-Control': 'public, max-age=60', 'Content-Type': 'application/json', ETag: '"7-abc"' };
const answer = (headers: Record<string, string> = {}, init: ResponseInit = {}) =>
  new Response('{"a":1}', { ...init, headers: { ...publicHeaders, ...headers } });

test('what anyone may read is given again, with its validators', async () => {
  const request = new Request(url());
  expect(remembered(request, 'id')).toBeUndefined();
  expect(await (await remember(request, answer())).json()).toEqual({ a: 1 });
  const again = remembered(new Request(request.url), 'id');
  expect(again?.status).toBe(200);
  expect(await again?.json()).toEqual({ a: 1 });
  expect(again?.headers.get('etag')).toBe('"7-abc"');
  expect(again?.headers.get('x-request-id')).toBe('id');
});

test('whoever has it already gets 304 without a body', async () => {
  const request = new Request(url());
  await remember(request, answer());
  const again = remembered(new Request(request.url, { headers: { 'If-None-Match': 'W/"7-abc"' } }), 'id');
  expect([again?.status, await again?.text()]).toEqual([304, '']);
  expect(remembered(new Request(request.url, { headers: { 'If-None-Match': '"6-abc"' } }), 'id')?.status).toBe(200);
});

test('another language or form is another answer', async () => {
  const request = new Request(url(), { headers: { 'Accept-Language': 'es' } });
  await remember(request, answer());
  for (const headers of [{}, { 'Accept-Language': 'en' }, { 'Accept-Language': 'es', Accept: 'text/csv' }] as Record<string, string>[]) {
    expect(remembered(new Request(request.url, { headers }), 'id')).toBeUndefined();
  }
});

describe('nothing is kept of', () => {
  test.each<[what: string, request: RequestInit, response: Response]>([
    ['a call with a token', { headers: { Authorization: 'Bearer x' } }, answer()],
    ['a POST', { method: 'POST', body: '{}' }, answer()],
    ['a part of an answer', { headers: { Range: 'bytes=0-1' } }, answer()],
    ['what must not be stored', {}, answer({ 'Cache-Control': 'no-store' })],
    ['a refusal', {}, answer({}, { status: 404 })],
    ['a file or a stream', {}, answer({ 'Content-Disposition': 'attachment; filename="a"' })],
    ['another form', {}, answer({ 'Content-Type': 'application/x-ndjson' })],
    ['what is very large', {}, new Response('x'.repeat(300_000), { headers: publicHeaders })],
  ])('%s', async (_, init, response) => {
    const request = new Request(url(), init);
    const { status } = response;
    const given = await remember(request, response);
    expect(given.status).toBe(status);
    expect((await given.text()).length).toBeGreaterThan(0);
    expect(remembered(new Request(request.url), 'id')).toBeUndefined();
  });
});

test('a call with a token is answered by the worker, whatever is kept', async () => {
  const request = new Request(url());
  await remember(request, answer());
  expect(remembered(new Request(request.url, { headers: { Authorization: 'Bearer x' } }), 'id')).toBeUndefined();
});
