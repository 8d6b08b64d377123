import { randomUUID } from 'node:crypto';
import type { CallInput } from '../../shared/contract/client/types.ts';
import { makeClient } from '../support/world.ts';
import type { OperationId, Routes } from './operations.ts';
import type { Call } from './request.ts';
import { type Caller, type Stage, planDocument } from './stage.ts';

/** A call that succeeds: who may make it (and who else), and what it says about a thing of the stage. */
type Sample<K extends OperationId> = {
  by: Caller | null;
  also?: Caller;
  call: (stage: Stage) => CallInput<Routes[K]> | Promise<CallInput<Routes[K]>>;
};

const secretariat = { by: 'ST officer', also: 'ST twin' } as const;
const administrator = { by: 'MEX admin', also: 'MEX twin' } as const;
const operators = { by: 'operator', also: 'operator twin' } as const;

/** One working call for each operation; one that changes a thing brings a thing of its own. */
export const samples: { [K in OperationId]: Sample<K> } = {
  getReadiness: { by: null, call: () => ({}) },
  getKeySet: { by: null, call: () => ({}) },
  issueToken: { by: 'basic', call: () => ({ body: { grant_type: 'client_credentials' } }) },
  rotateKey: { ...operators, call: () => ({}) },

  listNetworks: { ...secretariat, call: () => ({}) },
  createNetwork: { ...operators, call: () => ({ body: { code: `n${randomUUID().slice(0, 8)}`, name: { es: 'Red' } } }) },
  getNetwork: { ...secretariat, call: ({ id }) => ({ params: { id } }) },
  updateNetwork: {
    ...secretariat,
    call: async ({ id, ST }) => {
      const { etag } = await ST.clients.reader.getNetwork({ params: { id } });
      return { params: { id }, ifMatch: etag ?? '', body: { name: { es: 'Otro nombre' } } };
    },
  },

  listOrganisations: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  createOrganisation: {
    ...secretariat,
    call: ({ id }) => ({ body: { kind: 'partner', name: { es: 'Nueva' }, membership: { network: id, role: 'partner', ...past() } } }),
  },
  getOrganisation: { ...secretariat, call: ({ MEX }) => ({ params: { id: MEX.id } }) },
  updateOrganisation: {
    ...secretariat,
    call: async ({ ST, MEX: { id } }) => {
      const { etag } = await ST.clients.reader.getOrganisation({ params: { id } });
      return { params: { id }, ifMatch: etag ?? '', body: { name: { es: '=México' } } };
    },
  },

  listMemberships: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  createMembership: {
    ...secretariat,
    call: ({ id, MEX }) => ({ body: { network: id, organisation: MEX.id, role: 'member', ...past() } }),
  },
  getMembership: { ...secretariat, call: ({ MEX }) => ({ params: { id: MEX.membership } }) },
  updateMembership: {
    ...secretariat,
    call: async (stage) => ({ params: { id: await pastMembership(stage) }, ifMatch: '"1"', body: { aliases: ['México'] } }),
  },
  deleteMembership: { ...secretariat, call: async (stage) => ({ params: { id: await pastMembership(stage) }, ifMatch: '"1"' }) },

  listPresidencies: {
    ...secretariat,
    call: async (stage) => {
      await presidency(stage);
      return { query: { network: stage.id } };
    },
  },
  createPresidency: { ...secretariat, call: ({ id, MEX }) => ({ body: { network: id, organisation: MEX.id, ...freeYear() } }) },
  getPresidency: { ...secretariat, call: async (stage) => ({ params: { id: await presidency(stage) } }) },
  updatePresidency: {
    ...secretariat,
    call: async (stage) => {
      const { body } = await stage.ST.clients.officer.createPresidency({
        body: { network: stage.id, organisation: stage.MEX.id, ...freeYear() },
      });
      return { params: { id: body.id }, ifMatch: '"1"', body: { from: body.from.replace('-01-01', '-02-01') } };
    },
  },

  getMe: { ...secretariat, call: () => ({}) },
  listClients: { ...administrator, call: ({ MEX }) => ({ query: { organisation: MEX.id } }) },
  createClient: { ...administrator, call: ({ MEX }) => ({ body: { organisation: MEX.id, name: '=Portal', role: 'reader' } }) },
  getClient: { ...administrator, call: ({ MEX }) => ({ params: { id: MEX.credentials.reader.clientId } }) },
  updateClient: {
    ...administrator,
    call: async (stage) => ({ params: { id: await client(stage) }, ifMatch: '"1"', body: { name: 'Otro', role: 'officer' } }),
  },
  revokeClient: { ...administrator, call: async (stage) => ({ params: { id: await client(stage) }, ifMatch: '"1"' }) },
  issueSecret: { ...administrator, call: async (stage) => ({ params: { id: await client(stage) }, body: { days: 30 } }) },
  revokeSecret: {
    ...administrator,
    call: async (stage) => {
      const id = await client(stage);
      const { body } = await stage.MEX.clients.administrator.getClient({ params: { id } });
      return { params: { id, secretId: body.secrets[0]?.id ?? '' }, ifMatch: '"1"' };
    },
  },

  createPlanImport: {
    ...secretariat,
    call: ({ id }) => ({ query: { network: id, language: 'es' }, body: planDocument, mediaType: 'text/csv' }),
  },
  listPlanImports: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  getPlanImport: { ...secretariat, call: async (stage) => ({ params: { id: await planDraft(stage) } }) },
  acceptPlanImport: { ...secretariat, call: async (stage) => ({ params: { id: await planDraft(stage) } }) },
  discardPlanImport: { ...secretariat, call: async (stage) => ({ params: { id: await planDraft(stage) }, ifMatch: '"1"' }) },

  listPlans: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  getPlan: { ...secretariat, call: ({ plan }) => ({ params: { id: plan } }) },
  getPlanOutline: { ...secretariat, call: ({ plan }) => ({ params: { id: plan } }) },
  listActivities: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  getActivity: { ...secretariat, call: ({ activity }) => ({ params: { id: activity } }) },
  listMandates: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  listOrphans: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  parseCitations: { ...secretariat, call: ({ id }) => ({ body: { text: '(Ref.: p. 8, Decisiones, CRM, mayo 2004)', network: id } }) },
};

/** The sample call of an operation, as plain data. */
export const sampleCall = async (id: OperationId, stage: Stage): Promise<Call> => (await samples[id].call(stage)) as Call;

/** The Authorization header of who may make the sample call; null where nobody needs one. */
export const authorizationFor = (id: OperationId, { authorizations }: Stage): string | null => {
  const { by } = samples[id];
  return by && authorizations[by];
};

const past = () => ({ code: 'OLD', from: '1990-01-01', to: '1991-01-01' });
let year = 1000;
const freeYear = () => ({ from: `${(year += 1)}-01-01`, to: `${year + 1}-01-01` });

async function pastMembership({ id, ST, MEX }: Stage): Promise<string> {
  const place = { network: id, organisation: MEX.id, role: 'member', ...past() } as const;
  return (await ST.clients.officer.createMembership({ body: place })).body.id;
}

async function presidency({ id, ST, MEX }: Stage): Promise<string> {
  const { body } = await ST.clients.officer.createPresidency({ body: { network: id, organisation: MEX.id, ...freeYear() } });
  return body.id;
}

const client = async ({ MEX }: Stage): Promise<string> => (await makeClient(MEX.clients.administrator, MEX.id, 'MEX', 'reader')).clientId;

async function planDraft({ id, ST }: Stage): Promise<string> {
  const query = { network: id, language: 'es' } as const;
  return (await ST.clients.officer.createPlanImport({ query, body: planDocument, mediaType: 'text/csv' })).body.id;
}
