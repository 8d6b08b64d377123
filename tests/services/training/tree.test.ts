import { beforeEach, describe, expect, test } from 'vitest';
import { issueCertificate } from '../../../services/training/certificates/issuing.ts';
import { revokeCertificate } from '../../../services/training/certificates/keeping.ts';
import { getCourseTree } from '../../../services/training/replicas/tree.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { came, openTraining, peopledWorld, taken } from './people.ts';
import { type Code, type TrainingWorld, forNetwork, offered, planned } from './training-world.ts';

let world: TrainingWorld;
let course: string;
let edition: string;
beforeEach(async () => {
  world = await peopledWorld();
  course = await offered(world, { certifiesTutors: true });
  edition = await openTraining(world, { course });
});

const tutor = async (name: string, code: Code, nameShown = false) => {
  const enrolment = await came(world, edition, code, { name, passed: true });
  return {
    enrolment,
    issue: async () => (await issueCertificate(world.by('GTM officer'), { enrolment, kind: 'tutor', nameShown })).body.id,
  };
};

async function replica(different: Partial<EditionContent>): Promise<string> {
  const id = await planned(world, { replicaOf: edition, dates: '2026-03-10', ...different }, forNetwork, 'MEX officer');
  await stepEdition(world.by('MEX officer'), id, 1, { state: 'held' });
  return id;
}

describe('the tree of a course', () => {
  test('leads from its trainings to the tutors, to the replicas that they taught, and to the people', async () => {
    const [ana, luz] = [await tutor('Ana Ejemplo', 'MEX', true), await tutor('Luz Muestra', 'GTM')];
    await taken(world, edition, 'held');
    const [first, second] = [await ana.issue(), await luz.issue()];
    const taught = await replica({ country: 'MEX', trainers: [{ certificate: first }], reached: [{ people: 30 }, { people: 4 }] });
    const other = await replica({ country: 'HND', reached: [{ people: 20 }] });
    const { editions, people } = await getCourseTree(world.by('ST reader'), course);
    expect(people).toBe(54);
    expect(editions).toMatchObject([
      {
        edition,
        dates: '2026-03-09/2026-03-10',
        tutors: [
          { certificate: first, holder: 'Ana Ejemplo', country: 'MEX', replicas: [{ edition: taught, country: 'MEX', people: 34 }] },
          { certificate: second, holder: null, country: 'GTM', replicas: [] },
        ],
        others: [{ edition: other, country: 'HND', people: 20 }],
      },
    ]);
    const forOwn = await getCourseTree(world.by('GTM reader'), course);
    expect(forOwn.editions[0]?.tutors.map(({ holder }) => holder)).toEqual(['Ana Ejemplo', 'Luz Muestra']);
  });

  test('is without whom the certificate was taken from', async () => {
    const ana = await tutor('Ana Ejemplo', 'MEX');
    await taken(world, edition, 'held');
    const id = await ana.issue();
    const taught = await replica({ trainers: [{ certificate: id }] });
    await revokeCertificate(world.by('GTM officer'), id, 1, { es: 'Por error' });
    const { editions } = await getCourseTree(world.by('ST reader'), course);
    expect(editions).toMatchObject([{ tutors: [], others: [{ edition: taught, people: null }] }]);
    await expect(replica({ trainers: [{ certificate: id }] })).rejects.toMatchObject({ errors: [{ pointer: '/body/trainers' }] });
  });

  test('is not there for who does not see the course', async () => {
    await expect(getCourseTree(world.by('RROCM reader'), course)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getCourseTree(world.by('GTM reader'), edition)).rejects.toMatchObject({ code: 'not-found' });
  });
});

test.each([['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11']])('who teaches is a tutor of the network, and %s is none', async (certificate) => {
  await expect(replica({ trainers: [{ certificate }] })).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/trainers' }] }); // prettier-ignore
});
