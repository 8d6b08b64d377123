import type { NewEdition } from '../../../shared/contract/index.ts';
import type { training } from '../../../shared/contract/training.ts';
import type { calendarLinks } from '../../../shared/contract/training/calendar-links.ts';
import type { certificates } from '../../../shared/contract/training/certificates.ts';
import type { subscriptions } from '../../../shared/contract/training/subscriptions.ts';
import type { trainingDocuments } from '../../../shared/contract/training/documents.ts';
import type { enrolments } from '../../../shared/contract/training/enrolments.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, always, member, secretariat } from './sample.ts';

/** Who is out of the network plans nothing: a member's people stand for its own. */
export const keeperOf = (stage: Stage, owner: Party): Party => (owner === stage.GTM ? stage.MEX : owner);

const label = { tlp: 'GREEN', audience: 'network', group: null } as const;
const described = { title: { es: '=Taller', en: '@Workshop' }, summary: { es: '=Resumen' }, themes: ['trafficking'] };
const newCourse = ({ id: network }: Stage) => ({ network, kind: 'course' as const, ...described, hours: 40, label });

export const newEdition = ({ id: network }: Stage): NewEdition => ({
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
export const edition = async (stage: Stage, owner: Party) => ({
  params: { id: (await keeperOf(stage, owner).clients.officer.createEdition({ body: newEdition(stage) })).body.id },
});
const twoCourses = always(async (stage, owner) => [await course(stage, owner), await course(stage, owner)]);
const twoEditions = always(async (stage, owner) => [await edition(stage, owner), await edition(stage, owner)]);
const aCourse = always(course);
const anEdition = always(edition);

/** An edition that whoever sees it was asked to co-sponsor, or invited to. */
async function asking(stage: Stage, owner: Party, what: 'askCosponsor' | 'inviteGuest') {
  const { params } = await edition(stage, owner);
  const keeper = keeperOf(stage, owner);
  const { officer } = keeper.clients;
  const { ST, MEX, SLV, IOM } = stage;
  let ifMatch = '"1"';
  for (const { id: organisation } of new Set([ST, MEX, SLV, IOM, keeper]))
    ifMatch = (await officer[what]({ params, ifMatch, body: { organisation } })).etag ?? '';
  return { params, ifMatch };
}

let codes = 0;
const newTerm = ({ id: network }: Stage) =>
  ({ network, list: 'theme', code: `own-${Date.now()}-${(codes += 1)}`, name: { es: '=Propio' } }) as const;

async function ownTerm(stage: Stage) {
  const { body } = await stage.ST.clients.officer.createTrainingTerm({ body: newTerm(stage) });
  return { params: { id: body.id ?? '' }, ifMatch: '"1"' };
}

export const trainingSamples: Samples<
  Exclude<
    keyof typeof training,
    | keyof typeof enrolments
    | keyof typeof certificates
    | keyof typeof trainingDocuments
    | keyof typeof calendarLinks
    | keyof typeof subscriptions
  >
> = {
  listTrainingTerms: { ...member, call: ({ id: network }) => ({ query: { network } }) },
  createTrainingTerm: { ...secretariat, call: (stage) => ({ body: newTerm(stage) }) },
  getTrainingTerm: { ...member, call: ownTerm },
  updateTrainingTerm: {
    ...secretariat,
    call: async (stage) => ({ ...(await ownTerm(stage)), body: { definition: { es: '=Definición' } } }),
  },
  deleteTrainingTerm: { ...secretariat, call: ownTerm },

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
  getCourseTree: { ...member, call: aCourse },
  getTrainingFigures: { ...member, call: ({ code: network }) => ({ query: { network, year: '2026' } }) },
  answerCosponsorship: {
    by: 'MEX validator',
    also: 'MEX administrator',
    call: async (stage, owner) => ({ ...(await asking(stage, owner, 'askCosponsor')), body: { accepted: true } }),
  },
  inviteGuest: {
    ...member,
    call: async (stage, owner) => ({ ...(await edition(stage, owner)), ifMatch: '"1"', body: { organisation: stage.SLV.id } }),
  },
  answerInvitation: {
    by: 'MEX validator',
    also: 'MEX administrator',
    call: async (stage, owner) => ({ ...(await asking(stage, owner, 'inviteGuest')), body: { accepted: true } }),
  },
};
