import { beforeAll, expect, test } from 'vitest';
import { type World, makeWorld, platformUrl, tokenOf } from '../support/world.ts';

let world: World;
beforeAll(async () => (world = await makeWorld()));

const link = (different: object = {}) => ({
  network: world.id,
  country: 'MEX',
  purposes: ['repatriation-link'],
  name: 'Ana Ejemplo',
  post: { es: 'Directora' },
  phones: [{ label: { es: 'Oficina' }, number: '+52 55 0000 0100' }],
  from: '2026-01-01',
  ...different,
});

test('of twenty that enter the one repatriation link of a country at once, one does; of twenty that hand it over, one does', async () => {
  const { officer } = world.MEX.clients;
  const together = <T>(act: () => Promise<T>) => Promise.allSettled(Array.from({ length: 20 }, act));
  const entered = await together(() => officer.createFocalPoint({ body: link() }));
  const first = entered.flatMap((one) => (one.status === 'fulfilled' ? [one.value.body.id] : []));
  expect(first).toHaveLength(1);
  const refusals = entered.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { status: number }).status] : []));
  expect(new Set(refusals)).toEqual(new Set([409]));

  const successor = { name: 'Luis Muestra', post: { es: 'Director' } };
  const call = { params: { id: first[0] ?? '' }, body: { on: '2026-06-01', successor } };
  const handed = await together(() => officer.handOverFocalPoint(call));
  expect(handed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const on = async (day: string) => {
    const names: (string | null)[] = [];
    for await (const { name } of world.ST.clients.reader.listFocalPoints({ query: { network: world.code, on: day } })) names.push(name);
    return names;
  };
  expect([await on('2026-05-31'), await on('2026-06-01')]).toEqual([['Ana Ejemplo'], ['Luis Muestra']]);
});

test('governments get the list as CSV and a person as a card; a partner gets neither, and nobody caches them', async () => {
  const { body } = await world.SLV.clients.officer.createFocalPoint({ body: link({ country: 'SLV' }) });
  const get = async (path: string, party: 'MEX' | 'IOM', accept = 'application/json') => {
    const headers = { Authorization: `Bearer ${await tokenOf(world[party].credentials.reader)}`, Accept: accept };
    const response = await fetch(`${platformUrl()}${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const list = `/v1/focal-points?network=${world.code}&country=SLV`;
  const csv = await get(list, 'MEX', 'text/csv');
  expect(csv.text.split('\r\n')).toHaveLength(3);
  expect((await get(list, 'IOM', 'text/csv')).text.split('\r\n')).toHaveLength(2);
  const card = await get(`/v1/focal-points/${body.id}/vcard`, 'MEX', 'text/vcard');
  expect(card.text).toMatch(/^BEGIN:VCARD\r\nVERSION:4.0\r\n/);
  expect([card.headers.get('content-type'), card.headers.get('cache-control')]).toEqual(['text/vcard', 'no-store']);
  expect((await get(`/v1/focal-points/${body.id}/vcard`, 'IOM', 'text/vcard')).status).toBe(404);
});

test('a corridor is one address with its own name, not a focal point of that name', async () => {
  const query = { from: 'MEX', to: 'SLV', network: world.code, profile: 'child' } as const;
  const { body } = await world.ST.clients.reader.getCorridor({ query });
  expect([body.departure.country, body.reception.country, body.profile]).toEqual(['MEX', 'SLV', 'children-adolescents']);
});
