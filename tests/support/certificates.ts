import type { NewEdition } from '../../shared/contract/index.ts';
import { type World, makeWorld } from './world.ts';

/** A training of a network's secretariat in January 2026 for everybody in the network, open to nominations; gives its id. */
export async function openTraining({ id: network, ST }: World, different: Partial<NewEdition> = {}): Promise<string> {
  const label = { tlp: 'GREEN', audience: 'network', group: null } as const;
  const title = { es: 'Taller de muestra', en: 'Sample workshop' };
  const body: NewEdition = { network, kind: 'workshop', title, dates: '2026-01-12/2026-01-14', country: 'MEX', label, ...different };
  const { id } = (await ST.clients.officer.createEdition({ body })).body;
  await ST.clients.officer.stepEdition({ params: { id }, ifMatch: '"1"', body: { state: 'open' } });
  return id;
}

/** Somebody of Mexico's who was there; gives the enrolment's id. */
export async function attendee({ ST, MEX }: World, edition: string, name = 'Ana Ejemplo'): Promise<string> {
  const { id } = (await MEX.clients.officer.nominate({ body: { edition, name } })).body;
  const params = { id };
  await ST.clients.officer.decideEnrolment({ params, ifMatch: '"1"', body: { state: 'accepted' } });
  await ST.clients.officer.recordAttendance({ params, ifMatch: '"2"', body: { attended: [{ session: null, on: '2026-01-12' }] } });
  return id;
}

/** A certificate of the running platform whose name is shown, and one that was issued anew: the code revoked, and the code in its place. */
export async function issuedCertificate(): Promise<{ code: string; revoked: string; replacedBy: string }> {
  const world = await makeWorld();
  const { officer } = world.ST.clients;
  const edition = await openTraining(world);
  const people = [await attendee(world, edition), await attendee(world, edition, 'Luz Muestra')];
  await officer.stepEdition({ params: { id: edition }, ifMatch: '"2"', body: { state: 'held' } });
  const [valid, old] = await Promise.all(people.map((enrolment) => officer.issueCertificate({ body: { enrolment, nameShown: true } })));
  const anew = await officer.reissueCertificate({ params: { id: old?.body.id ?? '' } });
  return { code: valid?.body.code ?? '', revoked: old?.body.code ?? '', replacedBy: anew.body.code };
}
