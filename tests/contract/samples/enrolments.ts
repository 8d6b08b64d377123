import type { enrolments } from '../../../shared/contract/training/enrolments.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, always, member, secretariat } from './sample.ts';
import { keeperOf, newEdition } from './trainings.ts';

/** A new training of the secretariat in the past, by invitation of all, and open. */
export async function opened(stage: Stage): Promise<string> {
  const { officer } = stage.ST.clients;
  const invited = { tlp: 'GREEN', audience: 'group', group: stage.groups.get(stage.ST) ?? null } as const;
  const { body } = await officer.createEdition({ body: { ...newEdition(stage), seats: undefined, label: invited } });
  await officer.stepEdition({ params: { id: body.id }, ifMatch: '"1"', body: { state: 'open' } });
  return body.id;
}
const openEdition = always(opened);

/** Somebody whom an owner nominates, for one training of all samples unless another is given. */
async function nominated(stage: Stage, owner: Party, edition?: string) {
  const body = { edition: edition ?? (await openEdition(stage, stage.ST)), name: '=Ana Ejemplo', post: '=Cónsul', sex: 'female' } as const;
  return { params: { id: (await keeperOf(stage, owner).clients.officer.nominate({ body })).body.id } };
}
const newlyNominated = async (stage: Stage, owner: Party) => ({ ...(await nominated(stage, owner)), ifMatch: '"1"' });
const twoNominated = always(async (stage, owner) => [await nominated(stage, owner), await nominated(stage, owner)]);
const aNominated = always(nominated);

async function accepted(stage: Stage, owner: Party, edition?: string) {
  const { params } = await nominated(stage, owner, edition);
  await stage.ST.clients.officer.decideEnrolment({ params, ifMatch: '"1"', body: { state: 'accepted' } });
  return { params, ifMatch: '"2"' };
}

/** Somebody who was accepted and there. */
export async function attended(stage: Stage, owner: Party, edition?: string) {
  const call = await accepted(stage, owner, edition);
  await stage.ST.clients.officer.recordAttendance({ ...call, body: { attended: [{ session: null, on: '2026-01-12' }] } });
  return { params: call.params, ifMatch: '"3"' };
}

export const enrolmentSamples: Samples<keyof typeof enrolments> = {
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
  correctEnrolment: {
    ...member,
    call: async (stage, owner) => ({ ...(await newlyNominated(stage, owner)), body: { name: '=Ana María Ejemplo' } }),
  },
  withdrawEnrolment: { ...member, call: newlyNominated },
  recordAttendance: {
    ...secretariat,
    call: async (stage, owner) => ({ ...(await accepted(stage, owner)), body: { attended: [{ session: null, on: '2026-01-12' }] } }),
  },
  evaluateEnrolment: {
    ...secretariat,
    call: async (stage, owner) => ({
      ...(await attended(stage, owner)),
      body: { evaluation: { passed: true, score: null, on: '2026-01-14' } },
    }),
  },
  eraseEnrolment: { ...member, call: newlyNominated },
};
