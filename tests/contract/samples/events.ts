import type { feed } from '../../../shared/contract/webhooks/feed.ts';
import type { Stage } from '../stage.ts';
import { type Samples, member } from './sample.ts';

const type = 'plans.version.published';

/** The event by which the network of the stage was told of its plan. */
async function anEvent({ id: network, ST }: Stage): Promise<string> {
  for await (const { id } of ST.clients.reader.listEvents({ query: { network, type } })) return id;
  throw new Error('No event');
}

export const eventSamples: Samples<keyof typeof feed> = {
  listEvents: { ...member, call: ({ id: network }) => ({ query: { network, type } }) },
  getEvent: { ...member, call: async (stage) => ({ params: { id: await anEvent(stage) } }) },
  listAcknowledgements: {
    ...member,
    call: async (stage) => {
      const id = await anEvent(stage);
      for (const { clients } of [stage.ST, stage.MEX, stage.IOM]) {
        await clients.officer.acknowledgeEvent({ params: { id }, body: { state: 'notified' } });
      }
      return { params: { id } };
    },
  },
  acknowledgeEvent: {
    by: 'MEX validator',
    also: 'IOM officer',
    call: async (stage) => ({ params: { id: await anEvent(stage) }, body: { state: 'read' } }),
  },
  listEventTypes: { by: null, call: () => ({}) },
  getWebhookKeys: { by: null, call: () => ({}) },
};
