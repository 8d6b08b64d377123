import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openStream } from '../../../shared/worker/open-streams.ts';

test('a client follows five streams at once, and another when one of them has ended', () => {
  const client = randomUUID();
  const leave = Array.from({ length: 5 }, () => openStream(client, 1_000, 0));
  expect(() => openStream(client, 1_000, 0)).toThrow(/at most/);
  expect(openStream(randomUUID(), 1_000, 0)).toBeTypeOf('function');
  leave[2]?.();
  const next = openStream(client, 1_000, 0);
  expect(() => openStream(client, 1_000, 0)).toThrow(/at most/);
  next();
});

test('one whose end has come takes no place, although nobody gave it back', () => {
  const client = randomUUID();
  for (let count = 0; count < 5; count += 1) openStream(client, 1_000, 0);
  expect(() => openStream(client, 2_000, 999)).toThrow(/at most/);
  expect(openStream(client, 2_000, 1_001)).toBeTypeOf('function');
});
