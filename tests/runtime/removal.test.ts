import { expect, test } from 'vitest';
import { makeWorld, platformUrl, tokenOf } from '../support/world.ts';

const statusOf = async (path: string, token: string) =>
  (await fetch(new URL(path, platformUrl()), { headers: { Authorization: `Bearer ${token}` } })).status;

test('removing a member takes effect on the very next request with an old token', async () => {
  const { id, ST, MEX } = await makeWorld();
  const token = await tokenOf(MEX.credentials.officer);
  expect(await statusOf(`/v1/networks/${id}`, token)).toBe(200);
  const { etag } = await ST.clients.officer.getMembership({ params: { id: MEX.membership } });
  const to = new Date().toISOString().slice(0, 10);
  await ST.clients.officer.updateMembership({ params: { id: MEX.membership }, ifMatch: etag ?? '', body: { to } });
  expect(await statusOf(`/v1/networks/${id}`, token)).toBe(404);
});
