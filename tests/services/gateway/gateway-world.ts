import gateway from '../../../services/gateway/worker.ts';
import type { GatewayEnv } from '../../../services/gateway/guard.ts';

export const origin = 'https://enlace.example';

/** What a worker behind the gateway answers, and what it was asked. */
export type StandIn = { asked: Request[]; answer: (request: Request) => Response };

/** The gateway before a training worker that answers as it is told. */
export function gatewayBefore(
  answer: StandIn['answer'],
): StandIn & { open: (path: string, headers?: Record<string, string>) => Promise<Response> } {
  const standIn: StandIn = { asked: [], answer };
  const training = {
    fetch: async (request: Request) => {
      standIn.asked.push(request);
      return standIn.answer(request);
    },
  };
  const env = {
    ORIGIN: origin,
    REQUESTS_PER_MINUTE: '60000',
    ADDRESS_HEADER: '',
    CLIENT_LIMIT: { limit: async () => ({ success: true }) },
    TRAINING: training,
  } as unknown as GatewayEnv;
  const open = (path: string, headers: Record<string, string> = {}) =>
    gateway.fetch(new Request(`${origin}${path}`, { headers: { Accept: 'text/html', ...headers } }), env);
  return Object.assign(standIn, { open });
}
