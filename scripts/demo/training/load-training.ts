import { type SignIn, all, from, nameOf } from '../exchange/carry.ts';
import { type DemoEdition, demoCourses, demoEditions } from './history.ts';

const network = { tlp: 'GREEN', audience: 'network', group: null } as const;

type Place = { id: string; organisations: ReadonlyMap<string, string> };

/** Loads the sample trainings: what is there already is left as it is. */
export async function loadTraining(signIn: SignIn, place: Place): Promise<void> {
  const courses = new Map<string, string>();
  for (const { by, content } of demoCourses) {
    const officer = signIn(by, 'officer');
    const known = (await all(officer.listCourses({ query: { network: place.id } }))).find((one) => nameOf(one) === nameOf(content));
    courses.set(
      nameOf(content),
      (known ?? (await officer.createCourse({ body: { network: place.id, label: network, ...content } })).body).id,
    );
  }
  await Promise.all(demoEditions.map((one) => load(signIn, place, courses, one)));
}

async function load(signIn: SignIn, { id, organisations }: Place, courses: ReadonlyMap<string, string>, one: DemoEdition): Promise<void> {
  const { by, content, course, trainers, cosponsors = [], state, label = network } = one;
  const officer = signIn(by, 'officer');
  const known = await all(officer.listEditions({ query: { network: id, organisation: organisations.get(by) ?? '' } }));
  if (known.some((other) => nameOf(other) === nameOf(content) && other.dates === content.dates)) return;
  const named = {
    ...(course ? { course: courses.get(course) ?? '' } : {}),
    ...(trainers ? { trainers: trainers.map((code) => ({ organisation: organisations.get(code) ?? '' })) } : {}),
  };
  let edition = await officer.createEdition({ body: { network: id, label, ...content, ...named } });
  for (const code of cosponsors)
    edition = { ...edition, ...(await officer.askCosponsor({ ...from(edition), body: { organisation: organisations.get(code) ?? '' } })) };
  if (state) await officer.stepEdition({ ...from(edition), body: { state } });
}
