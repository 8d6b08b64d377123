import { identity } from '../../shared/contract/identity.ts';
import { introspection } from '../../shared/contract/identity/introspection.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { assertCallable } from '../../shared/worker/outgoing.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { getAuditKeys, listAuditCheckpoints } from './audit-keys.ts';
import { sealAudit } from './audit-seals.ts';
import { listAudit } from './audit.ts';
import { issueSecret, revokeSecret } from './client-secrets.ts';
import { removeClientKeys, setClientKeys } from './client-keys.ts';
import { createClient, getClient, listClients, revokeClient, updateClient } from './clients.ts';
import { getConsent, giveConsent, listConsents, withdrawConsent } from './consents.ts';
import { addGroupMember, updateGroupMember } from './group-members.ts';
import { createGroup, getGroup, listGroups, updateGroup } from './groups.ts';
import { getReadiness } from './health.ts';
import { tidyUp } from './housekeeping.ts';
import { introspectToken } from './introspection.ts';
import { getMe } from './me.ts';
import { createMembership, deleteMembership, getMembership, listMemberships, updateMembership } from './memberships.ts';
import { createNetwork, getNetwork, listNetworks, updateNetwork } from './networks.ts';
import { createOrganisation, getOrganisation, listOrganisations, updateOrganisation } from './organisations.ts';
import { outgoingOf, remoteKeysOf } from './remote-keys.ts';
import { createPresidency, getPresidency, listPresidencies, updatePresidency } from './presidencies.ts';
import { publicKeys, rotateKey, rotateWhenDue } from './signing-keys.ts';
import { applicantOf } from './token-request.ts';
import { issueToken } from './tokens.ts';
import { vaultOf } from './vault.ts';

export default serve(
  { ...identity, ...introspection },
  {
    getReadiness: async (_, context, env) => ok(await getReadiness(context, vaultOf(env).durability)),
    issueToken: async (asked, context, env) =>
      ok(await issueToken(context, vaultOf(env), applicantOf(context, vaultOf(env), asked, remoteKeysOf(env)))),
    introspectToken: async ({ body }, context, env) => ok(await introspectToken(context, vaultOf(env).origin, body.token)),
    getKeySet: async (_, context) => ok(await publicKeys(context)),
    rotateKey: async (_, context, env) => created({ body: await rotateKey(context, vaultOf(env)) }),

    listNetworks: async ({ query, after }, context) => ok(await listNetworks(context, query, after)),
    createNetwork: async ({ body }, context) => created(await createNetwork(context, body)),
    getNetwork: async ({ params }, context) => versioned(await getNetwork(context, params.id)),
    updateNetwork: async ({ params, version, body }, context) => versioned(await updateNetwork(context, params.id, version, body)),

    listOrganisations: async ({ query, after }, context) => ok(await listOrganisations(context, query, after)),
    createOrganisation: async ({ body }, context) => created(await createOrganisation(context, body)),
    getOrganisation: async ({ params }, context) => versioned(await getOrganisation(context, params.id)),
    updateOrganisation: async ({ params, version, body }, context) =>
      versioned(await updateOrganisation(context, params.id, version, body)),

    listMemberships: async ({ query, after }, context) => ok(await listMemberships(context, query, after)),
    createMembership: async ({ body }, context) => created(await createMembership(context, body)),
    getMembership: async ({ params }, context) => versioned(await getMembership(context, params.id)),
    updateMembership: async ({ params, version, body }, context) => versioned(await updateMembership(context, params.id, version, body)),
    deleteMembership: async ({ params, version }, context) => done(await deleteMembership(context, params.id, version)),

    listPresidencies: async ({ query, after }, context) => ok(await listPresidencies(context, query, after)),
    createPresidency: async ({ body }, context) => created(await createPresidency(context, body)),
    getPresidency: async ({ params }, context) => versioned(await getPresidency(context, params.id)),
    updatePresidency: async ({ params, version, body }, context) => versioned(await updatePresidency(context, params.id, version, body)),

    getMe: async (_, context) => ok(await getMe(context)),
    listClients: async ({ query, after }, context) => ok(await listClients(context, query, after)),
    createClient: async ({ body }, context, env) => created(await createClient(context, vaultOf(env).pepper, body)),
    getClient: async ({ params }, context) => versioned(await getClient(context, params.id)),
    updateClient: async ({ params, version, body }, context) => versioned(await updateClient(context, params.id, version, body)),
    revokeClient: async ({ params, version }, context) => done(await revokeClient(context, params.id, version)),
    issueSecret: async ({ params, body }, context, env) => created(await issueSecret(context, vaultOf(env).pepper, params.id, body.days)),
    revokeSecret: async ({ params, version }, context) => done(await revokeSecret(context, params.id, params.secretId, version)),
    setClientKeys: async ({ params, version, body }, context, env) => {
      await assertCallable(outgoingOf(env), body.jwksUri, '/body/jwksUri');
      return versioned(await setClientKeys(context, params.id, version, body));
    },
    removeClientKeys: async ({ params, version }, context) => done(await removeClientKeys(context, params.id, version)),

    listGroups: async ({ query, after }, context) => ok(await listGroups(context, query, after)),
    createGroup: async ({ body }, context) => created(await createGroup(context, body)),
    getGroup: async ({ params }, context) => versioned(await getGroup(context, params.id)),
    updateGroup: async ({ params, version, body }, context) => versioned(await updateGroup(context, params.id, version, body)),
    addGroupMember: async ({ params, body }, context) => created(await addGroupMember(context, params.id, body)),
    updateGroupMember: async ({ params, version, body }, context) =>
      versioned(await updateGroupMember(context, params.id, params.memberId, version, body)),

    listConsents: async ({ query, after }, context) => ok(await listConsents(context, query, after)),
    giveConsent: async ({ body }, context) => created(await giveConsent(context, body)),
    getConsent: async ({ params }, context) => versioned(await getConsent(context, params.id)),
    withdrawConsent: async ({ params, version }, context) => done(await withdrawConsent(context, params.id, version)),

    listAudit: async ({ query, after }, context) => ok(await listAudit(context, query, after)),
    getAuditKeys: async (_, context) => ok(await getAuditKeys(context)),
    listAuditCheckpoints: async ({ query, after }, context) => ok(await listAuditCheckpoints(context, query, after)),
  },
  {
    name: 'identity',
    keys: (_env, db) => () => publicKeys({ db, now: new Date() }),
    scheduled: async (env, db, cron) => {
      if (cron === '* * * * *') return sealAudit(platformContext(db), vaultOf(env));
      await rotateWhenDue(platformContext(db), vaultOf(env));
      await tidyUp(platformContext(db));
    },
  },
);
