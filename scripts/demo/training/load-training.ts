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
  const tutors = new Map<string, string>();
  // A replica comes after what it replicates.
  const turns = [demoEditions.filter(({ replicaOf }) => !replicaOf), demoEditions.filter(({ replicaOf }) => replicaOf)];
  for (const turn of turns)
    await Promise.all(
      turn.map(async (one) => editions.set(nameOf(one.content), await load(signIn, place, { courses, editions, tutors }, one))),
    );
}

type Known = { courses: ReadonlyMap<string, string>; editions: ReadonlyMap<string, string>; tutors: Map<string, string> };

async function load(signIn: SignIn, { id, organisations }: Place, { courses, editions, tutors }: Known, one: DemoEdition): Promise<string> {
  const { by, content, course, replicaOf, trainers, tutorOf, cosponsors = [], people = [], state, label = network } = one;
  const officer = signIn(by, 'officer');
  const known = await all(officer.listEditions({ query: { network: id, organisation: organisations.get(by) ?? '' } }));
  const there = known.find((other) => nameOf(other) === nameOf(content) && other.dates === content.dates);
  if (there) return there.id;
  const named = {
    ...(course ? { course: courses.get(course) ?? '' } : {}),
    ...(replicaOf ? { replicaOf: editions.get(replicaOf) ?? '' } : {}),
    ...(tutorOf && tutors.has(tutorOf) ? { trainers: [{ certificate: tutors.get(tutorOf) ?? '' }] } : {}),
    ...(trainers ? { trainers: trainers.map((code) => ({ organisation: organisations.get(code) ?? '' })) } : {}),
  };
  // What anyone sees is for a validator to decide.
  const author = label.audience === 'public' ? signIn(by, 'validator') : officer;
  let edition = await author.createEdition({ body: { network: id, label, ...content, ...named } });
  for (const code of cosponsors)
    edition = { ...edition, ...(await officer.askCosponsor({ ...from(edition), body: { organisation: organisations.get(code) ?? '' } })) };
  const step = async (to: NonNullable<typeof state>) => officer.stepEdition({ ...from(edition), body: { state: to } });
  if (people.length > 0) edition = { ...edition, ...(await step('open')) };
  const sent = await Promise.all(people.map((code) => attendee(signIn, { code, by, edition: edition.body.id })));
  if (state) await step(state);
  for (const { code, enrolment } of sent) {
    const { body } = await officer.issueCertificate({ body: { enrolment, kind: 'tutor', nameShown: true } });
    tutors.set(code, body.id);
  }
  return edition.body.id;
}

type Sent = { code: string; by: string; edition: string };

/** Somebody plainly made up whom an organisation sends, who is there and passes. */
async function attendee(signIn: SignIn, { code, by, edition }: Sent): Promise<{ code: string; enrolment: string }> {
  const organiser = signIn(by, 'officer');
  const { body } = await signIn(code, 'officer').nominate({ body: { edition, name: `Ana Ejemplo de ${code}` } });
  const params = { id: body.id };
  const on = '2010-06-01';
  await organiser.decideEnrolment({ params, ifMatch: '"1"', body: { state: 'accepted' } });
  await organiser.recordAttendance({ params, ifMatch: '"2"', body: { attended: [{ session: null, on }] } });
  await organiser.evaluateEnrolment({ params, ifMatch: '"3"', body: { evaluation: { passed: true, on } } });
  return { code, enrolment: body.id };
}
