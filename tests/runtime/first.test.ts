import { expect, test } from 'vitest';
import { makeWorld } from '../support/world.ts';

test('a member reads its network', async () => {
  const world = await makeWorld();
  const { body } = await world.MEX.clients.reader.getNetwork({ params: { id: world.id } });
  expect(body.code).toBe(world.code);
});
