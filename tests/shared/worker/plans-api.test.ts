import { expect, test } from 'vitest';
import { plansOver } from '../../../shared/worker/plans-api.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { problemResponse } from '../../../shared/worker/problems.ts';
import { problem } from '../../services/specimens/exchange-world.ts';

const caller = new Headers({ authorization: 'Bearer a.b.c', 'accept-language': 'en', cookie: 'x=1', 'if-match': '"7"' });
const report = { activity: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', period: '2026-S1', done: { es: 'Hecho' }, indicators: [] };

/** A worker that answers every request in this way. */
const answering = (answer: (request: Request) => Response | Promise<Response>) =>
  plansOver(
    { fetch: async (url: string, init: RequestInit) => answer(new Request(url, init)) } as unknown as Fetcher,
    caller,
    'number-of-the-request',
  );

test('the plans worker gets the token and language of the caller, the number of its request, and nothing else of it', async () => {
  const plans = answering(async (request) => {
    const { authorization, ...headers } = Object.fromEntries(request.headers);
    expect([request.method, request.url, await request.json()]).toEqual(['POST', 'http://plans/v1/reports', report]);
    expect(authorization).toBe('Bearer a.b.c');
    expect(headers).toEqual({
      'accept-language': 'en',
      'content-type': 'application/json',
      'idempotency-key': 'key',
      'x-request-id': 'number-of-the-request',
    });
    return Response.json({ id: 'made' }, { status: 201 });
  });
  expect(await plans.createReport(report, 'key')).toBe('made');
});

test.each(['not-your-obligation', 'conflict', 'not-found', 'stale', 'forbidden', 'unauthenticated'] as const)(
  'what it refuses as %s is refused as that, in the language of the caller',
  async (code) => {
    const plans = answering((request) => problemResponse(new Problem(code, { es: 'Así no', en: 'Not so' }), request, 'x'));
    await expect(plans.createReport(report, 'key')).rejects.toEqual(problem(code));
    await expect(plans.createReport(report, 'key')).rejects.toMatchObject({ detail: { es: 'Not so', en: 'Not so' } });
  },
);

test('too many requests say when to come again', async () => {
  const busy = new Problem('too-many-requests', undefined, { headers: { 'Retry-After': '9' } });
  const plans = answering((request) => problemResponse(busy, request, 'x'));
  await expect(plans.getReport('one')).rejects.toMatchObject({ code: 'too-many-requests', headers: { 'Retry-After': '9' } });
});

test.each<[string, (request: Request) => Response]>([
  ['fails', (request) => problemResponse(new Error('secret'), request, 'x')],
  ['is started again', () => new Response('upstream', { status: 503 })],
  ['answers half', () => new Response('{"id":', { status: 201 })],
  [
    'is gone',
    () => {
      throw new TypeError('Network connection lost');
    },
  ],
])('when it %s, it is unavailable for a moment', async (_, answer) => {
  await expect(answering(answer).createReport(report, 'key')).rejects.toMatchObject({
    code: 'unavailable',
    headers: { 'Retry-After': '5' },
  });
});
