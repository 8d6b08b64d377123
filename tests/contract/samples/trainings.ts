import type { NewEdition } from '../../../shared/contract/index.ts';
import type { training } from '../../../shared/contract/training.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, always, member, secretariat } from './sample.ts';

/** Who is out of the network plans nothing: a member's people stand for its own. */
const keeperOf = (stage: Stage, owner: Party): Party => (owner === stage.GTM ? stage.MEX : owner);

const label = { tlp: 'GREEN', audience: 'network', group: null } as const;
const described = { title: { es: '=Taller', en: '@Workshop' }, summary: { es: '=Resumen' }, themes: ['trafficking'] };
const newCourse = ({ id: network }: Stage) => ({ network, kind: 'course' as const, ...described, hours: 40, label });

const newEdition = ({ id: network }: Stage): NewEdition => ({
  network,
  kind: 'workshop',
  ...described,
  country: 'MEX',
  place: { es: '=Ciudad' },
  dates: '2026-01-12/2026-01-14',
  sessions: [{ title: { es: '=Apertura' }, start: '2026-01-12T09:00:00', end: '2026-01-12T12:00:00', zone: 'America/Mexico_City' }],
  trainers: [{ name: '=Ana Ejemplo' }],
  seats: [{ country: 'MEX', seats: 3 }],
  mandate: '=p. 3, Deci., abril 2007',
  label,
});

const course = async (stage: Stage, owner: Party) => ({
  params: { id: (await keeperOf(stage, owner).clients.officer.createCourse({ body: newCourse(stage) })).body.id },
});
const edition = async (stage: Stage, owner: Party) => ({
  params: { id: (await keeperOf(stage, owner).clients.officer.createEdition({ body: newEdition(stage) })).body.id },
});
const twoCourses = always(async (stage, owner) => [await course(stage, owner), await course(stage, owner)]);
const twoEditions = always(async (stage, owner) => [await edition(stage, owner), await edition(stage, owner)]);
const aCourse = always(course);
const anEdition = always(edition);

/** An edition that whoever sees it was asked to co-sponsor. */
async function asking(stage: Stage, owner: Party) {
  const { params } = await edition(stage, owner);
  const keeper = keeperOf(stage, owner);
  const { officer } = keeper.clients;
  const { ST, MEX, SLV, IOM } = stage;
  let ifMatch = '"1"';
  for (const { id: organisation } of new Set([ST, MEX, SLV, IOM, keeper]))
    ifMatch = (await officer.askCosponsor({ params, ifMatch, body: { organisation } })).etag ?? '';
  return { params, ifMatch };
}

/** A training of the secretariat in the past, by invitation of all, and open. */
const openEdition = always(async (stage) => {
  const { officer } = stage.ST.clients;
  const invited = { tlp: 'GREEN', audience: 'group', group: stage.groups.get(stage.ST) ?? null } as const;
  const { body } = await officer.createEdition({ body: { ...newEdition(stage), seats: undefined, label: invited } });
  await officer.stepEdition({ params: { id: body.id }, ifMatch: '"1"', body: { state: 'open' } });
  return body.id;
});

async function nominated(stage: Stage, owner: Party) {
  const body = { edition: await openEdition(stage, stage.ST), name: '=Ana Ejemplo', post: '=Cónsul', sex: 'female' } as const;
  return { params: { id: (await keeperOf(stage, owner).clients.officer.nominate({ body })).body.id } };
}
const newlyNominated = async (stage: Stage, owner: Party) => ({ ...(await nominated(stage, owner)), ifMatch: '"1"' });
const twoNominated = always(async (stage, owner) => [await nominated(stage, owner), await nominated(stage, owner)]);
const aNominated = always(nominated);

async function accepted(stage: Stage, owner: Party) {
  const { params } = await nominated(stage, owner);
  await stage.ST.clients.officer.decideEnrolment({ params, ifMatch: '"1"', body: { state: 'accepted' } });
  return { params, ifMatch: '"2"' };
}

let codes = 0;
const newTerm = ({ id: network }: Stage) =>
  ({ network, list: 'theme', code: `own-${Date.now()}-${(codes += 1)}`, name: { es: '=Propio' } }) as const;

export const trainingSamples: Samples<keyof typeof training> = {
  listTrainingTerms: { ...member, call: ({ id: network }) => ({ query: { network } }) },
  createTrainingTerm: { ...secretariat, call: (stage) => ({ body: newTerm(stage) }) },
  deleteTrainingTerm: {
    ...secretariat,
    call: async (stage) => {
      const { body } = await stage.ST.clients.officer.createTrainingTerm({ body: newTerm(stage) });
      return { params: { id: body.id ?? '' }, ifMatch: '"1"' };
    },
  },

  listCourses: {
    ...member,
    call: async (stage, owner) => {
      await twoCourses(stage, owner);
      return { query: { network: stage.code, organisation: keeperOf(stage, owner).id } };
    },
  },
  createCourse: { ...member, call: (stage) => ({ body: newCourse(stage) }) },
  getCourse: { ...member, call: aCourse },
  updateCourse: { ...member, call: async (stage, owner) => ({ ...(await course(stage, owner)), ifMatch: '"1"', body: { hours: 8 } }) },
  labelCourse: {
    ...member,
    call: async (stage, owner) => ({
      ...(await course(stage, owner)),
      ifMatch: '"1"',
      body: { tlp: 'GREEN', audience: 'governments', group: null },
    }),
  },

  listEditions: {
    ...member,
    call: async (stage, owner) => {
      await twoEditions(stage, owner);
      return { query: { network: stage.code, organisation: keeperOf(stage, owner).id } };
    },
  },
  createEdition: { ...member, call: (stage) => ({ body: newEdition(stage) }) },
  getEdition: { ...member, call: anEdition },
  updateEdition: {
    ...member,
    call: async (stage, owner) => ({ ...(await edition(stage, owner)), ifMatch: '"1"', body: { place: { es: '=Otra ciudad' } } }),
  },
  labelEdition: {
    ...member,
    call: async (stage, owner) => ({
      ...(await edition(stage, owner)),
      ifMatch: '"1"',
      body: { tlp: 'GREEN', audience: 'governments', group: null },
    }),
  },
  stepEdition: {
    ...member,
    call: async (stage, owner) => ({
      ...(await edition(stage, owner)),
      ifMatch: '"1"',
      body: { state: 'postponed', reason: { es: '=Elecciones' } },
    }),
  },
  askCosponsor: {
    ...member,
    call: async (stage, owner) => ({ ...(await edition(stage, owner)), ifMatch: '"1"', body: { organisation: stage.SLV.id } }),
  },
  getCalendarFile: { by: null, call: () => ({ query: {} }) },
  getCalendarAtom: { by: null, call: () => ({ query: {} }) },
  getCalendarJson: { by: null, call: () => ({ query: {} }) },
  getCalendarJsonLd: { by: null, call: () => ({ query: {} }) },
  getTrainingClashes: { ...member, call: () => ({ query: { from: '2026-01-01', to: '2026-06-30' } }) },
  getReplicaBoard: { ...member, call: anEdition },
  listEnrolments: {
    ...member,
    call: async (stage, owner) => {
      await twoNominated(stage, owner);
      return { query: { edition: await openEdition(stage, stage.ST), organisation: keeperOf(stage, owner).id } };
    },
  },
  nominate: {
    ...member,
    call: async (stage) => ({
      body: { edition: await openEdition(stage, stage.ST), name: '=Ana Ejemplo', post: '=Cónsul', sex: 'female' },
    }),
  },
  getEnrolment: { ...member, call: aNominated },
  decideEnrolment: {
    ...secretariat,
    call: async (stage, owner) => ({ ...(await newlyNominated(stage, owner)), body: { state: 'waiting' } }),
  },
  withdrawEnrolment: { ...member, call: newlyNominated },
  recordAttendance: {
    ...secretariat,
    call: async (stage, owner) => ({ ...(await accepted(stage, owner)), body: { attended: [{ session: null, on: '2026-01-12' }] } }),
  },
  eraseEnrolment: { ...member, call: newlyNominated },
  answerCosponsorship: {
    by: 'MEX validator',
    also: 'MEX administrator',
    call: async (stage, owner) => ({ ...(await asking(stage, owner)), body: { accepted: true } }),
  },
};
