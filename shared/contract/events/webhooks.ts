import * as z from 'zod';
import { Instant } from '../dates.ts';
import { event, idOf } from './kind.ts';

const endpoint = idOf('The webhook endpoint');

/** What the relay of events tells of itself. A challenge is sent before an endpoint gets anything else, and kept nowhere. */
export const webhookEvents = {
  'webhooks.endpoint.challenged': {
    ...event('Pide a un destino que demuestre que es quien dice', 'Asks an endpoint to prove itself', {
      endpoint,
      challenge: z
        .string()
        .max(100)
        .meta({ description: 'To be answered as {"challenge": …}', examples: ['mJtyX0mvI4aHqJ3b6yJ0yQ'] }),
    }),
    directed: true,
  },
  'webhooks.endpoint.tested': {
    ...event('Prueba pedida por un administrador', 'A test that an administrator asked for', { endpoint }),
    directed: true,
  },
  'webhooks.heartbeat.sent': {
    ...event('Latido semanal: el camino sigue abierto', 'Weekly heartbeat: the way is still open', { endpoint }),
    directed: true,
  },
  'webhooks.endpoint.failed': event(
    'Un destino no recibe nada desde hace 24, 72 o 120 horas',
    'An endpoint has taken nothing for 24, 72 or 120 hours',
    {
      endpoint,
      organisation: idOf('Whose endpoint it is'),
      since: Instant.meta({ description: 'Since when', examples: ['2026-11-20T12:00:00.000Z'] }),
      hours: z.union([z.literal(24), z.literal(72), z.literal(120)]).meta({ description: 'For how long', examples: [24] }),
    },
  ),
  'webhooks.endpoint.disabled': event(
    'Un destino se desactivó: respondió 410, o no recibió nada en cinco días',
    'An endpoint was disabled: it answered 410, or took nothing for five days',
    {
      endpoint,
      organisation: idOf('Whose endpoint it is'),
      reason: z.enum(['gone', 'failing']).meta({ description: '410, or five days of failures', examples: ['failing'] }),
    },
  ),
} as const;
