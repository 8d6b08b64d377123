import { expect, test } from 'vitest';
import documents from '../../../services/documents/worker.ts';
import { type DocumentJob, renderDocument } from '../../../shared/worker/documents.ts';
import { planJob } from '../../support/exported.ts';
import { planSources } from '../../support/plan-sources.ts';

const binding = { fetch: async (url: string, init: RequestInit) => documents.fetch(new Request(url, init)) } as unknown as Fetcher;
const job = (): DocumentJob => planJob(planSources[0]![1]().outline, 'csv');

test('gives the bytes of the file that a job describes', async () => {
  const file = await renderDocument(binding, job());
  expect(await new Response(file as unknown as BodyInit).text()).toContain('Eje,Objetivos,');
});

test.each([
  ['another kind of thing', { kind: 'other' }],
  ['another format', { format: 'pdf' }],
  ['no outline', { outline: null }],
  ['more than a job has', { secret: 'x' }],
])('refuses %s', async (_name, spoilt) => {
  await expect(renderDocument(binding, { ...job(), ...spoilt } as unknown as DocumentJob)).rejects.toThrow(
    /^The documents worker answered 400: /,
  );
});
