import type { agreements } from '../../../shared/contract/plans/agreements.ts';
import type { meetings } from '../../../shared/contract/plans/meetings.ts';
import type { points } from '../../../shared/contract/plans/points.ts';
import type { proposals } from '../../../shared/contract/plans/proposals.ts';
import type { Stage } from '../stage.ts';
import { type Samples, secretariat } from './sample.ts';

type Operations = typeof meetings & typeof points & typeof proposals & typeof agreements;

export const meetingSamples: Samples<keyof Operations> = {
  listMeetings: {
    ...secretariat,
    call: async (stage) => {
      await kept(stage);
      return { query: { network: stage.id } };
    },
  },
  createMeeting: {
    ...secretariat,
    call: ({ id, MEX }) => ({
      body: {
        network: id,
        body: 'GRCM',
        date: '2026-12-02/2026-12-03',
        title: { es: '=Reunión' },
        participants: [{ organisation: MEX.id, attendance: 'invited' }],
        documents: [{ title: { es: 'Directorio' }, presenters: [MEX.id] }],
      },
    }),
  },
  getMeeting: { ...secretariat, call: async (stage) => ({ params: { id: (await kept(stage)).meeting } }) },
  updateMeeting: {
    ...secretariat,
    call: async (stage) => ({ params: { id: await meeting(stage) }, ifMatch: '"1"', body: { date: '2026-12-09', state: 'confirmed' } }),
  },

  listPoints: { ...secretariat, call: async (stage) => ({ params: { id: (await kept(stage)).meeting } }) },
  addPoint: {
    ...secretariat,
    call: async (stage) => ({ params: { id: await meeting(stage) }, body: { label: 'e.B', text: { es: '=Directorio' }, ordinal: 1 } }),
  },
  updatePoint: {
    ...secretariat,
    call: async (stage) => ({ params: await point(stage), ifMatch: '"1"', body: { label: 'e.C' } }),
  },
  removePoint: { ...secretariat, call: async (stage) => ({ params: await point(stage), ifMatch: '"1"' }) },

  listProposals: {
    ...secretariat,
    call: async (stage) => {
      await kept(stage);
      return { query: { network: stage.id } };
    },
  },
  createProposal: {
    ...secretariat,
    call: async (stage) => ({ body: { meeting: await meeting(stage), text: { es: '=Propuesta' }, proposers: [stage.MEX.id] } }),
  },
  getProposal: { ...secretariat, call: async (stage) => ({ params: { id: (await kept(stage)).proposal } }) },
  decideProposal: {
    ...secretariat,
    call: async (stage) => ({
      params: { id: await proposal(stage) },
      body: { meeting: await meeting(stage, 'GRCM'), outcome: 'amended', text: { es: 'Otra redacción' }, note: { es: 'Se enmienda' } },
    }),
  },

  listAgreements: {
    ...secretariat,
    call: async (stage) => {
      await kept(stage);
      return { query: { network: stage.id } };
    },
  },
  createAgreement: {
    ...secretariat,
    call: async (stage) => ({
      body: {
        meeting: await meeting(stage),
        text: { es: '=Acuerdo' },
        owners: [stage.MEX.id],
        deadline: { kind: 'nextMeeting', body: 'GRCM' },
      },
    }),
  },
  getAgreement: { ...secretariat, call: async (stage) => ({ params: { id: (await kept(stage)).agreement } }) },
  updateAgreement: {
    ...secretariat,
    call: async (stage) => ({ params: { id: await agreement(stage) }, ifMatch: '"1"', body: { state: 'done', note: { es: 'Enviado' } } }),
  },
};

async function meeting({ id: network, ST }: Stage, body = 'RED'): Promise<string> {
  const input = { network, body, date: '2009-12-01', title: { es: '=Reunión' }, place: { es: 'Ciudad de Guatemala' } };
  return (await ST.clients.officer.createMeeting({ body: input })).body.id;
}

async function point(stage: Stage, of?: string, label = 'e.B') {
  const id = of ?? (await meeting(stage));
  const { body } = await stage.ST.clients.officer.addPoint({ params: { id }, body: { label, text: { es: '=Directorio' } } });
  return { id, pointId: body.id };
}

async function proposal(stage: Stage, of?: string): Promise<string> {
  const body = { meeting: of ?? (await meeting(stage)), text: { es: '=Propuesta' }, proposers: [stage.MEX.id] };
  return (await stage.ST.clients.officer.createProposal({ body })).body.id;
}

async function agreement(stage: Stage, of?: string): Promise<string> {
  const at = of ?? (await meeting(stage));
  const body = { meeting: at, text: { es: '=Acuerdo' }, owners: [stage.MEX.id], deadline: { kind: 'date' as const, date: '2013-03' } };
  return (await stage.ST.clients.officer.createAgreement({ body })).body.id;
}

type Kept = { meeting: string; proposal: string; agreement: string };
const keptOf = new WeakMap<Stage, Promise<Kept>>();

/** A meeting with a point, a proposal and an agreement, made once for each stage: for those calls that change none of them. */
async function kept(stage: Stage): Promise<Kept> {
  const made = keptOf.get(stage) ?? make(stage);
  keptOf.set(stage, made);
  return made;
}

/** A meeting that no call changes, with an agreement. */
export const keptMeeting = async (stage: Stage): Promise<string> => (await kept(stage)).meeting;

async function make(stage: Stage): Promise<Kept> {
  const id = await meeting(stage);
  await point(stage, id);
  await point(stage, id, 'e.C');
  return { meeting: id, proposal: await proposal(stage, id), agreement: await agreement(stage, id) };
}
