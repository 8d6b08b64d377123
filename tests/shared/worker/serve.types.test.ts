import { expect, test } from 'vitest';
import * as z from 'zod';
import { answer, contract, listOf } from '../../../shared/contract/route.ts';
import { serve } from '../../../shared/worker/serve.ts';

const Thing = z.strictObject({ name: z.string(), parts: z.array(z.strictObject({ size: z.string().optional() })) });
const common = { tag: 'Plans', summary: 'A thing', access: 'anyone' } as const;
const things = contract({
  getThing: { ...common, method: 'get', path: '/thing', answers: { 200: answer(Thing) } },
  listThings: { ...common, method: 'get', path: '/things', answers: { 200: listOf(Thing) } },
});
const listThings = () => ({ status: 200 as const, body: { items: [], next: null } });
const options = { name: 'things' };

// Each line below would compile if the contract did not hold its handlers; the compiler then reports the unused expectation.
test('what a contract does not allow does not compile', () => {
  serve(things, { listThings, getThing: () => ({ status: 200, body: { name: 'a', parts: [] } }) }, options);
  // @ts-expect-error a missing handler
  serve(things, { listThings }, options);
  // @ts-expect-error an undeclared status
  serve(things, { listThings, getThing: () => ({ status: 201, body: { name: 'a', parts: [] } }) }, options);
  // @ts-expect-error a field of the wrong type
  serve(things, { listThings, getThing: () => ({ status: 200, body: { name: 1, parts: [] } }) }, options);
  // @ts-expect-error a field that the contract does not know
  serve(things, { listThings, getThing: () => ({ status: 200, body: { name: 'a', parts: [], secret: 'x' } }) }, options);
  // @ts-expect-error the same, deep inside
  serve(things, { listThings, getThing: () => ({ status: 200, body: { name: 'a', parts: [{ sise: 'x' }] } }) }, options);
  expect(Object.keys(things)).toHaveLength(2);
});
