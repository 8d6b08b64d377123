import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { WorkerOptions } from 'miniflare';
import { watchAnswers } from './answers-watch.ts';
import { type Fire, startCrons } from './cron.ts';
import { behindDoor, calledThroughDoors, type Doors, newDoors, runsAlone } from './doors.ts';
import { LogFile } from './log-file.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import type { WorkerDefinition } from './worker-config.ts';

export interface WorkersOptions {
  dataDir: string;
  /** Where the gateway, the first of `definitions`, listens on the loopback. */
  port: number;
  definitions: WorkerDefinition[];
  /** What replaces the [vars] of a wrangler.toml, and gives its secrets. */
  values: Record<string, string>;
  /** Told the name and number of every new workerd process. */
  onSpawn: (name: string, pid: number) => void;
  say: (line: string) => void;
}

/** All workers: one workerd for each that runs alone, one for the others. */
export interface Workers {
  pid: () => number | undefined;
  /** The number of the process in which a worker runs alone. */
  pidOf: (worker: string) => number | undefined;
  fire: Fire;
  /** Gives a worker so many messages of a queue at once, as the queue would. */
  hint: (worker: string, queue: string, count: number) => Promise<unknown>;
  stop: () => Promise<void>;
}

/** Starts every worker, watches the processes and fires the cron triggers. */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const log = new LogFile(join(options.dataDir, 'logs', 'workers.log'));
  const doors = await newDoors();
  const alone = options.definitions.filter(runsAlone);
  const [main, ...others] = await all([startTogether(options, doors, log), ...alone.map((one) => startAlone(options, one, doors, log))]);
  const runtimes = new Map(alone.map(({ name }, index) => [name, others[index]]));
  const worker = (name: string) => main.miniflare.getWorker(name);
  const fire: Fire = async (name, cron) => (await worker(name)).scheduled({ cron });
  const hint: Workers['hint'] = async (name, queue, count) => {
    const messages = Array.from({ length: count }, () => ({ id: randomUUID(), timestamp: new Date(), attempts: 1, body: {} }));
    return (await worker(name)).queue(queue, messages);
  };
  const stopCrons = startCrons(options.definitions, fire, options.say);
  const stopWatch = watchAnswers({ url: `http://127.0.0.1:${options.port}/healthz`, pid: main.pid, say: options.say });
  const stop = async () => {
    stopCrons();
    stopWatch();
    for (const runtime of [main, ...others]) await runtime.stop();
  };
  return { pid: main.pid, pidOf: (name) => runtimes.get(name)?.pid(), fire, hint, stop };
}

type Starting<T> = [Promise<T>, ...Promise<T>[]];

/** Processes that start side by side; when one cannot, the others are ended too. */
async function all(starting: Starting<Runtime>): Promise<[Runtime, ...Runtime[]]> {
  try {
    return await Promise.all(starting);
  } catch (error) {
    for (const started of await Promise.allSettled(starting)) if (started.status === 'fulfilled') await started.value.stop();
    throw error;
  }
}

/** A nameserver that does not answer is asked twice for two seconds, and not for five (resolv.conf(5)): other calls wait meanwhile. */
const impatient = { RES_OPTIONS: 'timeout:2 attempts:2' };

function startAlone({ values, onSpawn, say }: WorkersOptions, definition: WorkerDefinition, doors: Doors, log: LogFile): Promise<Runtime> {
  const name = definition.name.replace('enlace-', '');
  return startRuntime({
    workers: [behindDoor(definition.withValues(values), doors)],
    what: `The ${name} worker`,
    log,
    environment: impatient,
    onSpawn: (pid) => onSpawn(name, pid),
    say,
  });
}

function startTogether({ dataDir, port, definitions, values, onSpawn, say }: WorkersOptions, doors: Doors, log: LogFile): Promise<Runtime> {
  const others = definitions.filter((definition) => !runsAlone(definition));
  // Miniflare's own front door caps at a third of what workerd can do, so the gateway listens on a socket of workerd.
  const socketOf = (index: number) => (index === 0 ? { unsafeDirectSockets: [{ host: '127.0.0.1', port }] } : {});
  const workers = others.map((definition, index): WorkerOptions => ({
    ...calledThroughDoors(definition.withValues(values), doors),
    ...socketOf(index),
  }));
  const persistRoot = join(dataDir, 'objects');
  return startRuntime({ workers, what: 'The workers', log, persistRoot, onSpawn: (pid) => onSpawn('workerd', pid), say });
}
