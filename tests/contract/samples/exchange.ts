import type { criteria } from '../../../shared/contract/specimens/criteria.ts';
import type { entryRequirements } from '../../../shared/contract/specimens/entry-requirements.ts';
import type { fraudMethods } from '../../../shared/contract/specimens/fraud-methods.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, always, member } from './sample.ts';

/** The exchange is for governments: another member stands in for who is none, and for who left the network. */
export const governmentOf = ({ IOM, RROCM, GTM, HND }: Stage, owner: Party): Party =>
  owner === IOM || owner === RROCM || owner === GTM ? HND : owner;

/** Whom a thing is published for in samples: the governments of the network. */
export const forGovernments = { tlp: 'AMBER', audience: 'governments', group: null, persons: [] as string[] } as const;
export const because = { reason: { es: '=Motivo' } };

const place = (stage: Stage, owner: Party) => ({ network: stage.id, country: governmentOf(stage, owner).code });
const newMethod = (stage: Stage, owner: Party) => ({
  ...place(stage, owner),
  title: { es: '=Partida tardía' },
  description: { es: '=Descripción de muestra' },
});
const newRequirement = (stage: Stage, owner: Party) =>
  ({
    ...place(stage, owner),
    nationality: 'SLV',
    authorisation: 'visa',
    from: '2026-01-01',
    source: { es: '=Circular de muestra' },
  }) as const;
const newCriterion = (stage: Stage, owner: Party) =>
  ({ ...place(stage, owner), norm: { es: '=Reglamento' }, aspect: 'security', criterion: { es: '=Policarbonato' } }) as const;

const by = (stage: Stage, owner: Party) => governmentOf(stage, owner).clients;
const country = (stage: Stage, owner: Party) => (governmentOf(stage, owner) === stage.ST ? 'MEX' : governmentOf(stage, owner).code);

const begun = {
  method: async (stage: Stage, owner: Party) => {
    const { officer } = by(stage, owner);
    return (await officer.createFraudMethod({ body: { ...newMethod(stage, owner), country: country(stage, owner) } })).body.id;
  },
  requirement: async (stage: Stage, owner: Party) => {
    const { officer } = by(stage, owner);
    return (await officer.createEntryRequirement({ body: { ...newRequirement(stage, owner), country: country(stage, owner) } })).body.id;
  },
  criterion: async (stage: Stage, owner: Party) => {
    const { officer } = by(stage, owner);
    return (await officer.createCriterion({ body: { ...newCriterion(stage, owner), country: country(stage, owner) } })).body.id;
  },
};

type Kind = keyof typeof begun;
const one = (kind: Kind) => async (stage: Stage, owner: Party) => ({ params: { id: await begun[kind](stage, owner) } });
const same = (kind: Kind) => always(one(kind));
const first = (kind: Kind) => async (stage: Stage, owner: Party) => ({ ...(await one(kind)(stage, owner)), ifMatch: '"1"' });
const listed = (kind: Kind) =>
  always(async (stage: Stage, owner: Party) => {
    await Promise.all([begun[kind](stage, owner), begun[kind](stage, owner)]);
    return { query: { network: stage.id, organisation: governmentOf(stage, owner).id, state: 'draft' } } as const;
  });

async function told(kind: Kind, stage: Stage, owner: Party) {
  const id = await begun[kind](stage, owner);
  const { validator } = by(stage, owner);
  const call = { params: { id }, ifMatch: '"1"', body: forGovernments };
  if (kind === 'method') await validator.publishFraudMethod(call);
  if (kind === 'requirement') await validator.publishEntryRequirement(call);
  if (kind === 'criterion') await validator.publishCriterion(call);
  return { params: { id }, ifMatch: '"2"' };
}

type Operations = typeof fraudMethods & typeof entryRequirements & typeof criteria;

export const entrySamples: Samples<keyof Operations> = {
  listFraudMethods: { ...member, call: listed('method') },
  createFraudMethod: { ...member, call: (stage) => ({ body: newMethod(stage, stage.MEX) }) },
  getFraudMethod: { ...member, call: same('method') },
  updateFraudMethod: { ...member, call: async (...of) => ({ ...(await first('method')(...of)), body: { firstSeen: '2025' } }) },
  discardFraudMethod: { ...member, call: first('method') },
  publishFraudMethod: { ...member, call: async (...of) => ({ ...(await first('method')(...of)), body: { ...forGovernments } }) },
  withdrawFraudMethod: { ...member, call: async (...of) => ({ ...(await told('method', ...of)), body: because }) },

  listEntryRequirements: { ...member, call: listed('requirement') },
  createEntryRequirement: { ...member, call: (...of) => ({ body: { ...newRequirement(...of), country: country(...of) } }) },
  getEntryRequirement: { ...member, call: same('requirement') },
  updateEntryRequirement: { ...member, call: async (...of) => ({ ...(await first('requirement')(...of)), body: { days: 30 } }) },
  discardEntryRequirement: { ...member, call: first('requirement') },
  publishEntryRequirement: { ...member, call: async (...of) => ({ ...(await first('requirement')(...of)), body: { ...forGovernments } }) },
  withdrawEntryRequirement: { ...member, call: async (...of) => ({ ...(await told('requirement', ...of)), body: because }) },
  getRequirementMatrix: { ...member, call: (stage) => ({ query: { network: stage.id, on: '2026-03-01' } }) },

  listCriteria: { ...member, call: listed('criterion') },
  createCriterion: { ...member, call: (...of) => ({ body: { ...newCriterion(...of), country: country(...of) } }) },
  getCriterion: { ...member, call: same('criterion') },
  updateCriterion: { ...member, call: async (...of) => ({ ...(await first('criterion')(...of)), body: { from: '2026-01-01' } }) },
  discardCriterion: { ...member, call: first('criterion') },
  publishCriterion: { ...member, call: async (...of) => ({ ...(await first('criterion')(...of)), body: { ...forGovernments } }) },
  withdrawCriterion: { ...member, call: async (...of) => ({ ...(await told('criterion', ...of)), body: because }) },
};
