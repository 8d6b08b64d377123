import { linksOf } from '../../shared/contract/events/kind.ts';
import type { CloudEvent } from '../../shared/contract/webhooks/cloud-event.ts';
import type { outbox } from '../../shared/database/journal.ts';

/** What an event is made of as it is told, wherever it is told. */
export type EventRow = Pick<typeof outbox.$inferSelect, 'id' | 'type' | 'network' | 'tlp' | 'subject' | 'sequence' | 'at' | 'data'>;

/** An event as CloudEvents 1.0 tells it: ids and links, never content. */
export function toCloudEvent({ id, type, network, tlp, subject, sequence, at, data }: EventRow, origin: string): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: origin,
    type,
    time: at,
    subject,
    datacontenttype: 'application/json',
    ...(network === null ? {} : { network }),
    tlp,
    sequence: String(sequence),
    data: { ...data, links: linksOf(data, origin) },
  };
}
