import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Miniflare, type MiniflareOptions, type WorkerOptions } from 'miniflare';
import { type Fire, startCrons } from './cron.ts';
import { LogFile } from './log-file.ts';
import { freePort } from './ports.ts';
import type { WorkerDefinition } from './worker-config.ts';
import { watchWorkerd } from './workerd-watch.ts';

export interface WorkersOptions {
  dataDir: string;
  /** Where the gateway, the first of `definitions`, listens on the loopback. */
  port: number;
  definitions: WorkerDefinition[];
  /** What replaces the [vars] of a wrangler.toml, and gives its secrets. */
  values: Record<string, string>;
  /** Told the number of every new workerd process. */
  onSpawn: (pid: number) => void;
  say: (line: string) => void;
}

/** All workers in one workerd. */
export interface Workers {
  pid: () => number | undefined;
  fire: Fire;
  /** Gives a worker so many messages of a queue at once, as the queue would. */
  hint: (worker: string, queue: string, count: number) => Promise<unknown>;
  stop: () => Promise<void>;
}

/** Starts every worker in one workerd, watches that process (Miniflare starts it again when it dies) and fires the cron triggers. */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const entryPort = await freePort();
  const settings = miniflareOptions(options, entryPort);
  const miniflare = withoutSignalHandlers(() => new Miniflare(settings));
  const { onSpawn, say } = options;
  const onLost = () => miniflare.setOptions(settings);
  const watch = watchWorkerd({ mark: `--socket-addr=entry=127.0.0.1:${entryPort}`, onSpawn, onLost, say });
  await miniflare.ready;
  const fire: Fire = async (worker, cron) => (await miniflare.getWorker(worker)).scheduled({ cron });
  const hint: Workers['hint'] = async (worker, queue, count) => {
    const messages = Array.from({ length: count }, () => ({ id: randomUUID(), timestamp: new Date(), attempts: 1, body: {} }));
    return (await miniflare.getWorker(worker)).queue(queue, messages);
  };
  const stopCrons = startCrons(options.definitions, fire, say);
  const stop = async () => {
    stopCrons();
    watch.stop();
    await miniflare.dispose();
  };
  return { pid: watch.pid, fire, hint, stop };
}

function miniflareOptions({ dataDir, port, definitions, values }: WorkersOptions, entryPort: number): MiniflareOptions {
  const log = new LogFile(join(dataDir, 'logs', 'workers.log'));
  // Miniflare's own front door caps at a third of what workerd can do, so the gateway listens on a socket of workerd.
  const socketOf = (index: number) => (index === 0 ? { unsafeDirectSockets: [{ host: '127.0.0.1', port }] } : {});
  const workers = definitions.map((definition, index): WorkerOptions => ({
    ...asModule(definition.withValues(values)),
    ...socketOf(index),
  }));
  return {
    host: '127.0.0.1',
    port: entryPort,
    cf: false,
    telemetry: { enabled: false },
    defaultPersistRoot: join(dataDir, 'objects'),
    cachePersist: false,
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      log.follow(stdout);
      log.follow(stderr);
    },
    workers,
  };
}

/** The code as the one module that it is. Of a script Miniflare parses every line in search of imports, at each start of workerd. */
function asModule(options: WorkerOptions): WorkerOptions {
  if (!('script' in options) || options.script === undefined) return options;
  const { script, ...others } = options;
  return { ...others, modules: [{ type: 'ESModule', path: 'worker.js', contents: script }] };
}

/** Miniflare makes the whole process exit on a signal; here the parts are ended in order, and its own handlers are taken off again. */
function withoutSignalHandlers<T>(create: () => T): T {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = signals.flatMap((signal) => process.listeners(signal));
  const made = create();
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) if (!before.includes(listener)) process.off(signal, listener);
  }
  return made;
}
