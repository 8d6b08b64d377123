import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Miniflare, type ModuleDefinition } from 'miniflare';
import { readWorkers } from '../../scripts/platform/worker-config.ts';
import { type Outcome, callOutside } from '../../shared/worker/outgoing.ts';
import { describedWorkers } from './run-folder.ts';

/** Three workers that call the outside. */
export type HostileWorkers = {
  /** The outgoing worker as the platform runs it. */
  call: (url: string) => Promise<Outcome>;
  /** One in its place and its network that looks at no address; what it was answered, or why it got no answer. */
  recklessly: (url: string) => Promise<string>;
  /** The same with no network to hold it back: it shows what would be reached. */
  freely: (url: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** A worker's code as the one module that it is. */
export const moduleOf = (contents: string): ModuleDefinition[] => [{ type: 'ESModule', path: 'worker.js', contents }];

const reckless = `export default {
  async fetch(request) {
    try {
      return new Response(await (await fetch((await request.json()).url)).text());
    } catch ({ message }) {
      return new Response(message, { status: 502 });
    }
  }
}`;

/** Starts them in a workerd of their own. One origin may be called. */
export async function startHostileWorkers(allowed: string): Promise<HostileWorkers> {
  const definitions = await readWorkers(resolve(import.meta.dirname, '../..'), describedWorkers());
  const real = definitions.find(({ name }) => name === 'enlace-outgoing')!.withValues({ ALLOWED_ORIGINS: allowed });
  const workers = [
    { ...real, name: 'real' },
    { ...real, name: 'reckless', modules: moduleOf(reckless) },
    { ...real, name: 'free', modules: moduleOf(reckless), outboundService: { network: { allow: ['0.0.0.0/0', '::/0'] } } },
  ];
  // It writes a line with its stack for each connection that its network refuses, and stops when nobody reads them.
  const handleRuntimeStdio = (...streams: Readable[]) => streams.forEach((stream) => stream.resume());
  const miniflare = new Miniflare({ handleRuntimeStdio, cf: false, telemetry: { enabled: false }, host: '127.0.0.1', port: 0, workers });
  const worker = async (name: string) => (await miniflare.getWorker(name)) as unknown as Fetcher;
  const [outgoing, looking, free] = [await worker('real'), await worker('reckless'), await worker('free')];
  const ask = async (by: Fetcher, url: string) =>
    (await by.fetch('http://worker/', { method: 'POST', body: JSON.stringify({ url }) })).text();
  return {
    call: (url) => callOutside(outgoing, { url, within: 5_000 }),
    recklessly: (url) => ask(looking, url),
    freely: (url) => ask(free, url),
    stop: () => miniflare.dispose(),
  };
}
