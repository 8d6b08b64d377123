import type { Readable } from 'node:stream';
import { Miniflare, type MiniflareOptions, type WorkerOptions } from 'miniflare';
import type { LogFile } from './log-file.ts';
import { freePort } from './ports.ts';
import { watchWorkerd, type WorkerdWatch } from './workerd-watch.ts';

export interface RuntimeOptions {
  workers: WorkerOptions[];
  /** What this process is in a line for people. */
  what: string;
  log: LogFile;
  /** What workerd finds in its environment, besides our own. */
  environment?: Record<string, string>;
  /** Where objects are kept. */
  persistRoot?: string;
  /** Told the number of every new workerd process. */
  onSpawn: (pid: number) => void;
  say: (line: string) => void;
}

/** Some workers in one workerd process. */
export interface Runtime {
  miniflare: Miniflare;
  pid: WorkerdWatch['pid'];
  stop: () => Promise<void>;
}

/**
 * A worker has the memory that it has at Cloudflare, 128 MB: without a limit V8 keeps what is no longer needed until it has filled a good
 * part of the machine, and a worker that needs more would be noticed only there. All garbage is collected on workerd's own thread: where one
 * other thread helps, a compilation for a full heap can wait there for a collection, which the thread that waits for help with sweeping
 * another heap never comes to.
 */
process.env['MINIFLARE_WORKERD_V8_FLAGS'] ??= '--max-heap-size=128 --single-threaded-gc';

/** Starts workers in a workerd of their own and watches that process. Miniflare starts it again when it dies. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { what, onSpawn, say } = options;
  const port = await freePort();
  const settings = settingsOf(options, port);
  const miniflare = withoutSignalHandlers(() => new Miniflare(settings));
  const onLost = () => miniflare.setOptions(settings);
  const watch = watchWorkerd({ mark: `--socket-addr=entry=127.0.0.1:${port}`, what, onSpawn, onLost, say });
  const stop = async () => {
    watch.stop();
    await miniflare.dispose();
  };
  try {
    await miniflare.ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return { miniflare, pid: watch.pid, stop };
}

function settingsOf({ workers, log, environment, persistRoot }: RuntimeOptions, port: number): MiniflareOptions {
  return {
    host: '127.0.0.1',
    port,
    cf: false,
    telemetry: { enabled: false },
    defaultPersistRoot: persistRoot,
    cachePersist: false,
    unsafeRuntimeEnv: environment,
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      log.follow(stdout);
      log.follow(stderr);
    },
    workers,
  };
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
