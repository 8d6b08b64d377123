import { identity } from '../../shared/contract/identity.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { purgeAnswers } from '../../shared/database/purge.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { issueSecret, revokeSecret } from './client-secrets.ts';
import { createClient, getClient, listClients, revokeClient, updateClient } from './clients.ts';
import { getReadiness } from './health.ts';
import { getMe } from './me.ts';
import { createMembership, deleteMembership, getMembership, listMemberships, updateMembership } from './memberships.ts';
import { createNetwork, getNetwork, listNetworks, updateNetwork } from './networks.ts';
import { createOrganisation, getOrganisation, listOrganisations, updateOrganisation } from './organisations.ts';
import { createPresidency, getPresidency, listPresidencies, updatePresidency } from './presidencies.ts';
import { publicKeys, rotateKey, rotateWhenDue } from './signing-keys.ts';
import { basicCredentials, issueToken } from './tokens.ts';
import { vaultOf } from './vault.ts';

export default serve(
  identity,
  {
    getReadiness: async (_, context, env) => ok(await getReadiness(context, vaultOf(env).durability)),
    issueToken: async ({ headers }, context, env) =>
      ok(await issueToken(context, vaultOf(env), basicCredentials(headers.get('authorization')))),
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
  },
  {
    name: 'identity',
    keys: (_env, db) => () => publicKeys({ db, now: new Date() }),
    scheduled: async (env, db) => {
      await rotateWhenDue(platformContext(db), vaultOf(env));
      await purgeAnswers(platformContext(db));
    },
  },
);
