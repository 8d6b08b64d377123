import * as z from 'zod';
import { Tlp } from '../access.ts';
import { Instant } from '../dates.ts';

/**
 * An event as it is told, by webhook and in the feed: CloudEvents 1.0 in its JSON form, with the extensions `network`, `tlp` and `sequence`
 * (the number of the event among those of its subject). `data` is thin: ids and links, never content.
 */
export const CloudEvent = z
  .strictObject({
    specversion: z.literal('1.0'),
    id: z.uuidv7().meta({ description: 'The same for every delivery and in the feed: what has been handled is known by it' }),
    source: z.string().max(200).meta({ description: 'The origin of this deployment' }),
    type: z.string().max(100).meta({ description: 'One of /v1/event-types' }),
    time: Instant,
    subject: z.string().max(100).meta({ description: 'Id of the thing that it is about' }),
    datacontenttype: z.literal('application/json'),
    network: z.uuidv7().optional().meta({ description: 'The network in which it happened' }),
    tlp: Tlp,
    sequence: z.string().max(15).regex(/^\d+$/).meta({ description: 'Its number among the events of its subject, from 1' }),
    data: z.record(z.string().max(100), z.unknown()).meta({ description: 'Ids, and `links` to read what they name' }),
  })
  .meta({
    id: 'CloudEvent',
    examples: [
      {
        specversion: '1.0',
        id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c41',
        source: 'https://enlace.example.org',
        type: 'plans.report.published',
        time: '2026-03-01T12:00:00.000Z',
        subject: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c42',
        datacontenttype: 'application/json',
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        tlp: 'GREEN',
        sequence: '3',
        data: {
          report: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c42',
          links: { report: 'https://enlace.example.org/v1/reports/0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c42' },
        },
      },
    ],
  });
export type CloudEvent = z.infer<typeof CloudEvent>;
