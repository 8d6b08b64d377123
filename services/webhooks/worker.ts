import { platformContext } from '../../shared/database/platform-context.ts';
import type { Database } from '../../shared/database/open.ts';
import { webhooks } from '../../shared/contract/webhooks.ts';
import { hint } from '../../shared/worker/hint.ts';
import { localeOf } from '../../shared/worker/locale.ts';
import { computed, created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { listAttempts } from './deliveries/attempts.ts';
import { getDelivery, listDeliveries, resendDelivery } from './deliveries/deliveries.ts';
import { replayEvents } from './deliveries/replays.ts';
import { testEndpoint } from './endpoints/endpoint-test.ts';
import { deleteEndpoint, updateEndpoint } from './endpoints/endpoint-changes.ts';
import { assertUrl, createEndpoint, getEndpoint, listEndpoints } from './endpoints/endpoints.ts';
import { revokeEndpointSecret, rotateEndpointSecret } from './endpoints/secrets.ts';
import { verifyEndpoint } from './endpoints/verification.ts';
import { acknowledgeEvent, listAcknowledgements } from './feed/acknowledgements.ts';
import { eventTypes } from './feed/event-types.ts';
import { getEvent, listEvents } from './feed/events.ts';
import { relay } from './relay/relay.ts';
import { makeKeyWhenDue, publicKeySet } from '../../shared/keys/platform-keys.ts';
import { vaultOf } from './vault.ts';
import { watch } from './watch.ts';

const originOf = (env: object) => (env as { ORIGIN: string }).ORIGIN;

/** Relays what is due, and asks to be reminded of what will be soon. */
async function relayNow(env: object, db: Database): Promise<void> {
  const seconds = await relay(db, await vaultOf(env));
  if (seconds !== null && seconds <= 60) await hint(env, seconds);
}

export default serve(
  webhooks,
  {
    listEndpoints: async ({ query, after }, context) => ok(await listEndpoints(context, query, after)),
    createEndpoint: async ({ body }, context, env) => {
      await assertUrl(await vaultOf(env), body.url);
      return created(await createEndpoint(context, await vaultOf(env), body));
    },
    getEndpoint: async ({ params }, context) => computed(await getEndpoint(context, params.id)),
    updateEndpoint: async ({ params, version, body }, context, env) => {
      await assertUrl(await vaultOf(env), body.url);
      return versioned(await updateEndpoint(context, params.id, version, body));
    },
    deleteEndpoint: async ({ params, version }, context) => done(await deleteEndpoint(context, params.id, version)),
    verifyEndpoint: async ({ params, body }, context, env) =>
      computed(await verifyEndpoint(context, await vaultOf(env), params.id, body.by)),
    testEndpoint: async ({ params }, context) => created(await testEndpoint(context, params.id)),
    rotateEndpointSecret: async ({ params, body }, context, env) =>
      created(await rotateEndpointSecret(context, await vaultOf(env), params.id, body.overlapHours)),
    revokeEndpointSecret: async ({ params, version }, context) =>
      done(await revokeEndpointSecret(context, params.id, params.secretId, version)),

    listDeliveries: async ({ params, query, after }, context) => ok(await listDeliveries(context, params.id, query, after)),
    getDelivery: async ({ params }, context) => ok(await getDelivery(context, params.id, params.eventId)),
    resendDelivery: async ({ params }, context) => ok(await resendDelivery(context, params.id, params.eventId)),
    listAttempts: async ({ params, query, after }, context) => ok(await listAttempts(context, params.id, query, after)),
    replayEvents: async ({ params, body }, context) => created(await replayEvents(context, params.id, body)),

    listEvents: async ({ query, after }, context, env) => ok(await listEvents(context, originOf(env), query, after)),
    getEvent: async ({ params }, context, env) => ok(await getEvent(context, originOf(env), params.id)),
    listAcknowledgements: async ({ params, query, after }, context) => ok(await listAcknowledgements(context, params.id, query, after)),
    acknowledgeEvent: async ({ params, body }, context) => created(await acknowledgeEvent(context, params.id, body.state)),
    listEventTypes: ({ headers }, _context, env) => ok(eventTypes(originOf(env), localeOf(headers))),
    getWebhookKeys: async (_, context) => ok(await publicKeySet(context)),
  },
  {
    name: 'webhooks',
    hinted: relayNow,
    scheduled: async (env, db, cron) => {
      const context = platformContext(db);
      await makeKeyWhenDue(context, (await vaultOf(env)).keys);
      if (cron !== '* * * * *') await watch(context);
      await relayNow(env, db);
    },
  },
);
