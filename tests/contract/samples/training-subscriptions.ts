import type { subscriptions } from '../../../shared/contract/training/subscriptions.ts';
import { receiverUrl } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, secretariat } from './sample.ts';

let addresses = 0;

/** Each at an address of its own: a network follows none twice. What answers there is no calendar. */
const newSubscription = ({ id: network }: Stage) => ({
  network,
  name: { es: '=Foro' },
  url: `${receiverUrl()}/foro-${(addresses += 1)}.ics`,
  countries: ['MEX'],
  audiences: ['police'],
});

const made = async (stage: Stage): Promise<string> =>
  (await stage.ST.clients.officer.createSubscription({ body: newSubscription(stage) })).body.id;

/** Makes something once for each network: none has room for many, and all that is followed is the network's. */
function onceFor<T>(make: (stage: Stage) => Promise<T>): (stage: Stage) => Promise<T> {
  const kept = new WeakMap<Stage, Promise<T>>();
  return (stage) => {
    const one = kept.get(stage) ?? make(stage);
    kept.set(stage, one);
    return one;
  };
}

const quiet = onceFor(async (stage) => [await made(stage), await made(stage)] as const);
const busy = onceFor(made);

export const subscriptionSamples: Samples<keyof typeof subscriptions> = {
  listSubscriptions: {
    ...secretariat,
    call: async (stage) => {
      await quiet(stage);
      return { query: { network: stage.id } };
    },
  },
  createSubscription: { ...secretariat, call: (stage) => ({ body: newSubscription(stage) }) },
  getSubscription: { ...secretariat, call: async (stage) => ({ params: { id: (await quiet(stage))[0] } }) },
  updateSubscription: {
    ...secretariat,
    call: async (stage) => {
      const params = { id: await busy(stage) };
      const { etag } = await stage.ST.clients.officer.getSubscription({ params });
      return { params, ifMatch: etag ?? '', body: { countries: ['GTM'] } };
    },
  },
  refreshSubscription: { ...secretariat, call: async (stage) => ({ params: { id: await made(stage) }, ifMatch: '"1"' }) },
  deleteSubscription: { ...secretariat, call: async (stage) => ({ params: { id: await made(stage) }, ifMatch: '"1"' }) },
};
