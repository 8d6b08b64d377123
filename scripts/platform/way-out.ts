import { randomBytes } from 'node:crypto';
import type { WorkerOptions } from 'miniflare';
import { freePort } from './ports.ts';

/** Where the outgoing worker listens in this run, and the secret that its callers show. */
export type WayOut = { port: number; secret: string };

const OUTGOING = 'enlace-outgoing';
const HEADER = 'X-Enlace-Way-Out';

/** A new way out for one run: a free port and 32 random bytes, which are written nowhere. */
export const newWayOut = async (): Promise<WayOut> => ({ port: await freePort(), secret: randomBytes(32).toString('base64url') });

/**
 * Whether a worker runs in a process of its own: workerd looks names up on its only thread, so a nameserver that does not answer stops every
 * worker of the process that asked it.
 */
export const runsAlone = ({ name }: { name: string }): boolean => name === OUTGOING;

/** The outgoing worker behind its door, on its port of the loopback. */
export function behindDoor({ modules, bindings, ...others }: WorkerOptions, { port, secret }: WayOut): WorkerOptions {
  return {
    ...others,
    modules: [{ type: 'ESModule', path: 'door.js', contents: door }, ...(Array.isArray(modules) ? modules : [])],
    bindings: { ...bindings, [HEADER]: secret },
    unsafeDirectSockets: [{ host: '127.0.0.1', port }],
  };
}

/** Every process of this machine can connect to it, and through Miniflare's own socket as well: who does not show the secret gets 404. */
const door = `
import worker from './worker.js';

const bytes = (text) => new TextEncoder().encode(text ?? '');

export default {
  fetch(request, env, context) {
    const [shown, secret] = [bytes(request.headers.get('${HEADER}')), bytes(env['${HEADER}'])];
    const known = shown.length === secret.length && crypto.subtle.timingSafeEqual(shown, secret);
    return known ? worker.fetch(request, env, context) : new Response(null, { status: 404 });
  },
};
`;

/** A worker of the other process: what is bound to the outgoing worker leads to its door, and workerd shows the secret there. */
export function calledThroughDoor(options: WorkerOptions, { port, secret }: WayOut): WorkerOptions {
  const http = { injectRequestHeaders: [{ name: HEADER, value: secret }] };
  const external = { address: `127.0.0.1:${port}`, http };
  const bound = Object.entries(options.serviceBindings ?? {}).map(([name, to]) => [name, leadsOut(to) ? { external } : to]);
  return { ...options, serviceBindings: Object.fromEntries(bound) as NonNullable<WorkerOptions['serviceBindings']> };
}

const leadsOut = (to: unknown) => typeof to === 'object' && to !== null && 'name' in to && to.name === OUTGOING;
