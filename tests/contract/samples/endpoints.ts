import type { deliveries } from '../../../shared/contract/webhooks/deliveries.ts';
import type { endpoints } from '../../../shared/contract/webhooks/endpoints.ts';
import { waitFor } from '../../../scripts/platform/wait.ts';
import { type Party, receiverUrl } from '../../support/world.ts';
import { type Samples, administrator } from './sample.ts';

export const endpointSamples: Samples<keyof (typeof endpoints & typeof deliveries)> = {
  listEndpoints: {
    ...administrator,
    call: async (_, owner) => {
      await Promise.all([quiet(owner), busy(owner)]);
      return {};
    },
  },
  createEndpoint: { ...administrator, call: () => ({ body: newEndpoint() }) },
  getEndpoint: { ...administrator, call: async (_, owner) => ({ params: { id: (await quiet(owner)).id } }) },
  updateEndpoint: {
    ...administrator,
    call: async (_, owner) => ({ ...(await atVersion(owner, await busy(owner))), body: { description: { es: '=Portal' } } }),
  },
  deleteEndpoint: { ...administrator, call: async (_, owner) => ({ params: { id: await create(owner) }, ifMatch: '"1"' }) },
  verifyEndpoint: { ...administrator, call: async (_, owner) => ({ params: { id: await busy(owner) }, body: { by: 'handshake' } }) },
  testEndpoint: { ...administrator, call: async (_, owner) => ({ params: { id: await busy(owner) } }) },
  rotateEndpointSecret: {
    ...administrator,
    call: async (_, owner) => ({ params: { id: await busy(owner) }, body: { overlapHours: 0 } }),
  },
  revokeEndpointSecret: { ...administrator, call: (_, owner) => superseded(owner) },

  listDeliveries: { ...administrator, call: async (_, owner) => ({ params: { id: (await quiet(owner)).id } }) },
  getDelivery: {
    ...administrator,
    call: async (_, owner) => {
      const { id, event } = await quiet(owner);
      return { params: { id, eventId: event } };
    },
  },
  resendDelivery: {
    ...administrator,
    call: async (_, owner) => {
      const { id, event } = await resent(owner);
      return { params: { id, eventId: event } };
    },
  },
  listAttempts: { ...administrator, call: async (_, owner) => ({ params: { id: (await quiet(owner)).id } }) },
  replayEvents: {
    ...administrator,
    call: async (_, owner) => ({
      params: { id: await active(owner, replayed) },
      body: { since: '2020-01-01T00:00:00.000Z', types: [replayed[(replays += 1) % 2] ?? ''] },
    }),
  },
};

/** Nothing is of this type, so that an endpoint is sent only what a sample sends it. */
const never = ['webhooks.endpoint.disabled'];
/** By turns, so that two replays are of different numbers of events. */
const replayed = ['identity.membership.changed', 'plans.version.published'];
let replays = 0;

const newEndpoint = (types = never) => ({ url: `${receiverUrl()}/enlace`, types, description: { es: '=Portal' } });

const create = async ({ clients }: Party, types = never): Promise<string> =>
  (await clients.administrator.createEndpoint({ body: newEndpoint(types) })).body.endpoint.id;

async function active(owner: Party, types = never): Promise<string> {
  const id = await create(owner, types);
  await owner.clients.administrator.verifyEndpoint({ params: { id }, body: {} });
  return id;
}

async function atVersion({ clients }: Party, id: string) {
  const { etag } = await clients.administrator.getEndpoint({ params: { id } });
  return { params: { id }, ifMatch: etag ?? '' };
}

/** Makes something once for each organisation: none has room for many endpoints. */
function onceFor<T>(make: (owner: Party) => Promise<T>): (owner: Party) => Promise<T> {
  const made = new WeakMap<Party, Promise<T>>();
  return (owner) => {
    const one = made.get(owner) ?? make(owner);
    made.set(owner, one);
    return one;
  };
}

/** An endpoint at which things change. */
const busy = onceFor(async (owner) => active(owner));

/** An endpoint at which nothing happens any more, and an event that was delivered to it before. */
const quiet = onceFor(async (owner) => {
  const id = await active(owner);
  await delivered(owner, id);
  return { id, event: await delivered(owner, id) };
});

/** An event that has been delivered, at an endpoint at which things change: it may be sent again and again. */
const resent = onceFor(async (owner) => {
  const id = await busy(owner);
  return { id, event: await delivered(owner, id) };
});

/** Sends a test and waits until it has come. */
async function delivered({ clients: { administrator: by } }: Party, id: string): Promise<string> {
  const { body } = await by.testEndpoint({ params: { id } });
  const came = async () => {
    for await (const { outcome } of by.listAttempts({ params: { id }, query: { event: body.event } })) return outcome === 'delivered';
    return false;
  };
  if (!(await waitFor(came, { within: 70_000, every: 100 }))) throw new Error('The test did not come');
  return body.event;
}

const rotating = onceFor(async (owner) => create(owner));

/** The oldest secret of an endpoint that has been rotated once more. */
async function superseded(owner: Party) {
  const id = await rotating(owner);
  const by = owner.clients.administrator;
  await by.rotateEndpointSecret({ params: { id }, body: { overlapHours: 1 } });
  const { body, etag } = await by.getEndpoint({ params: { id } });
  return { params: { id, secretId: body.secrets[0]?.id ?? '' }, ifMatch: etag ?? '' };
}
