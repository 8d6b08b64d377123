import { expect, test } from 'vitest';
import { inSlot } from '../../../shared/database/slots.ts';

test('at most four writes run at once, the next wait their turn', async () => {
  let running = 0;
  let most = 0;
  const write = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 40 }, () => inSlot(write)));
  expect([running, most]).toEqual([0, 4]);
});

test('a crowd is told to come back, and the slots are free again afterwards', async () => {
  const gate = Promise.withResolvers<void>();
  const calls = Array.from({ length: 90 }, () => inSlot(() => gate.promise).catch((error: unknown) => error));
  const refused = await Promise.race(calls);
  expect(refused).toMatchObject({ code: 'unavailable', headers: { 'Retry-After': '1' } });
  gate.resolve();
  await Promise.all(calls);
  expect(await inSlot(() => Promise.resolve('free'))).toBe('free');
});

test('a write that fails gives its slot back', async () => {
  for (let count = 0; count < 20; count += 1) await inSlot(() => Promise.reject(new Error('no'))).catch(() => undefined);
  expect(await inSlot(() => Promise.resolve('free'))).toBe('free');
});
