import type { exemptions } from '../../../shared/contract/plans/exemptions.ts';
import type { ledger } from '../../../shared/contract/plans/ledger.ts';
import type { participations } from '../../../shared/contract/plans/participations.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, member } from './sample.ts';

export const ledgerSamples: Samples<keyof (typeof ledger & typeof participations & typeof exemptions)> = {
  getLedger: { ...member, call: ({ plan }) => ({ params: { id: plan } }) },
  listParticipations: {
    ...member,
    call: async (stage) => {
      await participation(stage, stage.MEX);
      return { query: { network: stage.id } };
    },
  },
  createParticipation: { ...member, call: (stage, owner) => ({ body: hosting(stage, owner) }) },
  deleteParticipation: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await participation(stage, owner) }, ifMatch: '"1"' }),
  },
  listExemptions: {
    ...member,
    call: async (stage) => {
      await exemption(stage, stage.MEX);
      return { query: { network: stage.id } };
    },
  },
  createExemption: { ...member, call: (stage, owner) => ({ body: declining(stage, owner) }) },
  deleteExemption: { ...member, call: async (stage, owner) => ({ params: { id: await exemption(stage, owner) }, ifMatch: '"1"' }) },
};

/** A year for each call: one cell has one answer. */
let year = 3000;

const hosting = ({ hosted }: Stage, { id: organisation }: Party) =>
  ({ activity: hosted, organisation, kind: 'hostCountry', event: { es: '=Taller' }, date: `${(year += 1)}-03` }) as const;

const declining = ({ common }: Stage, { id: organisation }: Party) =>
  ({ activity: common, organisation, period: String((year += 1)), kind: 'declined', reason: { es: '=Sin cifras' } }) as const;

const participation = async (stage: Stage, owner: Party): Promise<string> =>
  (await stage.ST.clients.officer.createParticipation({ body: hosting(stage, known(stage, owner)) })).body.id;

const exemption = async (stage: Stage, owner: Party): Promise<string> =>
  (await stage.ST.clients.officer.createExemption({ body: declining(stage, owing(stage, owner)) })).body.id;

/** Who left the network can be put into nothing any more, and who never sees a plan owes nothing: a member stands in. */
const known = ({ GTM, MEX }: Stage, owner: Party) => (owner === GTM ? MEX : owner);
const owing = ({ GTM, RROCM, MEX }: Stage, owner: Party) => (owner === GTM || owner === RROCM ? MEX : owner);
