import { randomBytes } from 'node:crypto';
import type { WorkerOptions } from 'miniflare';
import { freePort } from './ports.ts';

/** Where the workers that run alone listen in this run, by their names, and the secret that their callers show. */
export type Doors = { ports: Record<string, number>; secret: string };

/**
 * Workers in a process of their own: workerd has one thread, and a nameserver that does not answer, or a large picture being drawn, stops
 * every worker of the process.
 */
const alone = ['enlace-outgoing', 'enlace-images'];
const HEADER = 'X-Enlace-Door';

/** New doors for one run: free ports, and 32 random bytes that are written nowhere. */
export async function newDoors(): Promise<Doors> {
  const ports: Doors['ports'] = {};
  for (const name of alone) ports[name] = await freePort();
  return { ports, secret: randomBytes(32).toString('base64url') };
}

/** Whether a worker runs in a process of its own. */
export const runsAlone = ({ name }: { name: string }): boolean => alone.includes(name);

/** A worker that runs alone behind its door, on its port of the loopback. */
export function behindDoor({ modules, bindings, ...others }: WorkerOptions, { ports, secret }: Doors): WorkerOptions {
  return {
    ...others,
    modules: [{ type: 'ESModule', path: 'door.js', contents: door }, ...(Array.isArray(modules) ? modules : [])],
    bindings: { ...bindings, [HEADER]: secret },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: ports[others.name ?? ''] }],
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

/** A worker of the main process: what is bound to one that runs alone leads to its door, and workerd shows the secret there. */
export function calledThroughDoors(options: WorkerOptions, { ports, secret }: Doors): WorkerOptions {
  const http = { injectRequestHeaders: [{ name: HEADER, value: secret }] };
  const bound = Object.entries(options.serviceBindings ?? {}).map(([name, to]) => {
    const port = ports[nameOf(to)];
    return [name, port === undefined ? to : { external: { address: `127.0.0.1:${port}`, http } }];
  });
  return { ...options, serviceBindings: Object.fromEntries(bound) as NonNullable<WorkerOptions['serviceBindings']> };
}

const nameOf = (to: unknown): string =>
  typeof to === 'object' && to !== null && 'name' in to && typeof to.name === 'string' ? to.name : '';
