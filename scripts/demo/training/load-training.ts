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
  const editions = new Map<string, string>();
  // A replica comes after what it replicates.
  const turns = [demoEditions.filter(({ replicaOf }) => !replicaOf), demoEditions.filter(({ replicaOf }) => replicaOf)];
  for (const turn of turns)
    await Promise.all(turn.map(async (one) => editions.set(nameOf(one.content), await load(signIn, place, { courses, editions }, one))));
}

type Known = Record<'courses' | 'editions', ReadonlyMap<string, string>>;

async function load(signIn: SignIn, { id, organisations }: Place, { courses, editions }: Known, one: DemoEdition): Promise<string> {
  const { by, content, course, replicaOf, trainers, cosponsors = [], state, label = network } = one;
  const officer = signIn(by, 'officer');
  const known = await all(officer.listEditions({ query: { network: id, organisation: organisations.get(by) ?? '' } }));
  const there = known.find((other) => nameOf(other) === nameOf(content) && other.dates === content.dates);
  if (there) return there.id;
  const named = {
    ...(course ? { course: courses.get(course) ?? '' } : {}),
    ...(replicaOf ? { replicaOf: editions.get(replicaOf) ?? '' } : {}),
    ...(trainers ? { trainers: trainers.map((code) => ({ organisation: organisations.get(code) ?? '' })) } : {}),
  };
  // What anyone sees is for a validator to decide.
  const author = label.audience === 'public' ? signIn(by, 'validator') : officer;
  let edition = await author.createEdition({ body: { network: id, label, ...content, ...named } });
  for (const code of cosponsors)
    edition = { ...edition, ...(await officer.askCosponsor({ ...from(edition), body: { organisation: organisations.get(code) ?? '' } })) };
  if (state) await officer.stepEdition({ ...from(edition), body: { state } });
  return edition.body.id;
}
