import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { may } from '../../../shared/access/read.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { webhookEndpoints } from '../../../shared/database/webhooks.ts';
import { isActive, ofEndpoint, ownerOf } from '../places.ts';

/** Sends a test event to an active endpoint, and to it alone; gives the event's id. Throws not-found, forbidden, endpoint-unproved. */
export async function testEndpoint(context: Context, id: string) {
  const made = { body: { event: uuid() } };
  await commit(context, {
    guards: [...may(context, 'webhook:edit', ofEndpoint(id), 'webhook:read'), isActive(id)],
    steps: [],
    audit: { action: 'webhook:edit', subject: id, network: null, source: ownerOf(id) },
    events: [
      {
        id: made.body.event,
        type: 'webhooks.endpoint.tested',
        subject: id,
        network: sql`(select ${webhookEndpoints.network} from ${webhookEndpoints} where ${webhookEndpoints.id} = ${id})`,
        organisation: ownerOf(id),
        tlp: 'GREEN',
        audience: 'organisation',
        data: { endpoint: id },
      },
    ],
    answer: { status: 201, ...made },
  });
  return made;
}
