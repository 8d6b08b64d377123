import { randomUUID } from 'node:crypto';
import type { identity } from '../../../shared/contract/identity.ts';
import type { ClientJwks } from '../../../shared/contract/identity/client-keys.ts';
import { type Party, makeClient } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, administrator, member, operators, secretariat } from './sample.ts';

export const identitySamples: Samples<keyof typeof identity> = {
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

  listOrganisations: { ...secretariat, call: () => ({}) },
  createOrganisation: {
    ...secretariat,
    call: ({ id }) => ({ body: { kind: 'partner', name: { es: 'Nueva' }, membership: { network: id, role: 'partner', ...past() } } }),
  },
  getOrganisation: { ...secretariat, call: (_, { id }) => ({ params: { id } }) },
  updateOrganisation: {
    ...secretariat,
    call: async (_, { id, clients: { reader } }) => {
      const { etag } = await reader.getOrganisation({ params: { id } });
      return { params: { id }, ifMatch: etag ?? '', body: { name: { es: '=México' } } };
    },
  },

  listMemberships: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  createMembership: {
    ...secretariat,
    call: ({ id }, owner) => ({ body: { network: id, organisation: owner.id, role: 'member', ...past() } }),
  },
  getMembership: { ...secretariat, call: (_, { membership }) => ({ params: { id: membership } }) },
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
  listClients: { ...administrator, call: (_, { id }) => ({ query: { organisation: id } }) },
  createClient: { ...administrator, call: (_, { id }) => ({ body: { organisation: id, name: '=Portal', role: 'reader' } }) },
  getClient: { ...administrator, call: (_, { credentials }) => ({ params: { id: credentials.reader.clientId } }) },
  updateClient: {
    ...administrator,
    call: async (_, owner) => ({ params: { id: await client(owner) }, ifMatch: '"1"', body: { name: 'Otro', role: 'officer' } }),
  },
  revokeClient: { ...administrator, call: async (_, owner) => ({ params: { id: await client(owner) }, ifMatch: '"1"' }) },
  issueSecret: { ...administrator, call: async (_, owner) => ({ params: { id: await client(owner) }, body: { days: 30 } }) },
  revokeSecret: {
    ...administrator,
    call: async (_, owner) => {
      const id = await client(owner);
      const { body } = await owner.clients.administrator.getClient({ params: { id } });
      return { params: { id, secretId: body.secrets[0]?.id ?? '' }, ifMatch: '"1"' };
    },
  },
  setClientKeys: { ...administrator, call: async (_, owner) => ({ params: { id: await client(owner) }, ifMatch: '"1"', body: { jwks } }) },
  removeClientKeys: {
    ...administrator,
    call: async (_, owner) => {
      const id = await client(owner);
      const { etag } = await owner.clients.administrator.setClientKeys({ params: { id }, ifMatch: '"1"', body: { jwks } });
      return { params: { id }, ifMatch: etag ?? '' };
    },
  },

  listGroups: { ...member, call: () => ({}) },
  createGroup: { ...member, call: ({ id }) => ({ body: { network: id, name: { es: 'Grupo' }, purpose: { es: 'Compartir' } } }) },
  getGroup: { ...member, call: ({ groups }, owner) => ({ params: { id: groups.get(owner) ?? '' } }) },
  updateGroup: {
    ...member,
    call: async (stage, owner) => ({ ...(await groupAtVersion(stage, owner)), body: { purpose: { es: 'Otro fin' } } }),
  },
  addGroupMember: {
    ...member,
    call: ({ groups, PAN }, owner) => ({ params: { id: groups.get(owner) ?? '' }, body: { organisation: PAN.id, ...freeYear() } }),
  },
  updateGroupMember: {
    ...member,
    call: async (stage, owner) => {
      const id = stage.groups.get(owner) ?? '';
      const period = freeYear();
      const { body } = await owner.clients.officer.addGroupMember({ params: { id }, body: { organisation: stage.PAN.id, ...period } });
      const { ifMatch } = await groupAtVersion(stage, owner);
      return { params: { id, memberId: body.id }, ifMatch, body: { to: period.from } };
    },
  },

  listConsents: { ...member, call: (_, { id }) => ({ query: { organisation: id } }) },
  giveConsent: {
    ...member,
    call: ({ id, plan }, owner) => ({
      body: { network: id, organisation: owner.id, subject: plan, tlp: 'CLEAR', audience: 'public', note: { es: 'De acuerdo' } },
    }),
  },
  getConsent: { ...member, call: ({ consents }, owner) => ({ params: { id: consents.get(owner) ?? '' } }) },
  withdrawConsent: { ...member, call: async (stage, owner) => ({ params: { id: await consent(stage, owner) }, ifMatch: '"1"' }) },

  listAudit: { ...member, call: (_, { credentials }) => ({ query: { subject: credentials.reader.clientId, action: 'token:issue' } }) },
  listAuditCheckpoints: { ...member, call: () => ({}) },
  getAuditKeys: { by: null, call: () => ({}) },
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

const client = async ({ id, code, clients }: Party): Promise<string> =>
  (await makeClient(clients.administrator, id, code, 'reader')).clientId;

const jwks: ClientJwks = { keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'a' }] };

async function groupAtVersion({ groups }: Stage, owner: Party) {
  const id = groups.get(owner) ?? '';
  const { etag } = await owner.clients.officer.getGroup({ params: { id } });
  return { params: { id }, ifMatch: etag ?? '' };
}

/** A consent of its own, or the one it gave before it left the network. */
async function consent({ id: network, plan: subject, GTM, consents }: Stage, owner: Party): Promise<string> {
  if (owner === GTM) return consents.get(owner) ?? '';
  const body = { network, organisation: owner.id, subject, tlp: 'CLEAR', audience: 'public' } as const;
  return (await owner.clients.validator.giveConsent({ body })).body.id;
}
