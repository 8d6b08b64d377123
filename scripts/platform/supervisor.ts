import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { PlainError } from './plain-error.ts';
import { endProcess, hasEnded, SqldServer } from './sqld.ts';
import { answersWrites } from './sqld-http.ts';

const DEFAULT_MAX_DEATHS = 5;
const DEATHS_WITHIN_MS = 10_000;

/** How often sqld is asked for a tiny write, and how long that may take before it counts as stalled. */
export interface Probe {
  everyMs: number;
  withinMs: number;
}

const DEFAULT_PROBE: Probe = { everyMs: 5_000, withinMs: 10_000 };

export interface SupervisorOptions {
  dataDir: string;
  probe?: Probe | undefined;
  /** At how many deaths within ten seconds it gives up: five, unless a test kills it oftener than that. */
  maxDeaths?: number | undefined;
  /** Told the number of every new process. */
  onSpawn: (pid: number) => void;
  /** Told when it gives up; nothing runs any more then. */
  onFatal: (error: Error) => void;
  say: (line: string) => void;
}

/** Keeps one sqld running on one port: started again when it dies, and when it stops answering. */
export class SqldSupervisor {
  readonly #server: SqldServer;
  readonly #options: SupervisorOptions;
  readonly #ending = new AbortController();
  #child: ChildProcess | undefined;
  #deaths: number[] = [];
  #settleStart: ((error?: Error) => void) | undefined;
  /** However this process comes to exit, the database server goes with it. */
  readonly #killNow = () => this.kill('SIGKILL');

  private constructor(server: SqldServer, options: SupervisorOptions) {
    this.#server = server;
    this.#options = options;
    process.once('exit', this.#killNow);
  }

  /** Gives the supervisor once sqld takes durable writes for the first time. */
  static async start(options: SupervisorOptions): Promise<SqldSupervisor> {
    const supervisor = new SqldSupervisor(await SqldServer.on(options.dataDir), options);
    const started = Promise.withResolvers<void>();
    supervisor.#settleStart = (error) => (error ? started.reject(error) : started.resolve());
    void supervisor.#live();
    await started.promise;
    void supervisor.#watch(options.probe ?? DEFAULT_PROBE);
    return supervisor;
  }

  get url(): string {
    return this.#server.url;
  }

  /** The number of the process that runs now. */
  get pid(): number | undefined {
    return this.#child && !hasEnded(this.#child) ? this.#child.pid : undefined;
  }

  /** For tests that hurt it. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    if (this.#child) await endProcess(this.#child);
    process.off('exit', this.#killNow);
  }

  async #live(): Promise<void> {
    const child = this.#server.spawn();
    this.#child = child;
    child.once('error', (error) => this.#giveUp(new PlainError(`The database server cannot be started: ${error.message}.`)));
    child.once('close', () => void this.#died(child));
    if (child.pid) this.#options.onSpawn(child.pid);
    try {
      await this.#server.ready(child);
      this.#settle();
    } catch {
      child.kill('SIGKILL');
    }
  }

  async #died(child: ChildProcess): Promise<void> {
    if (this.#ending.signal.aborted) return;
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now];
    const hopeless = this.#server.diagnose() ?? this.#tooManyDeaths();
    if (hopeless) return this.#giveUp(hopeless);
    this.#options.say(`The database server ended (${child.signalCode ?? `exit code ${child.exitCode}`}): starting it again.`);
    await pause(50 * (this.#deaths.length - 1));
    if (!this.#ending.signal.aborted) await this.#live();
  }

  #tooManyDeaths(): PlainError | undefined {
    const { maxDeaths = DEFAULT_MAX_DEATHS } = this.#options;
    if (this.#deaths.length < maxDeaths) return undefined;
    return new PlainError(
      `The database server ended ${maxDeaths} times within ${DEATHS_WITHIN_MS / 1000} seconds: see ${this.#server.log.path} for its last words.`,
      `El servidor de base de datos se cerró ${maxDeaths} veces seguidas: vea ${this.#server.log.path}.`,
    );
  }

  #giveUp(error: Error): void {
    this.#ending.abort();
    if (this.#settleStart) this.#settle(error);
    else this.#options.onFatal(error);
  }

  #settle(error?: Error): void {
    this.#settleStart?.(error);
    this.#settleStart = undefined;
  }

  async #watch({ everyMs, withinMs }: Probe): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await pause(everyMs, undefined, { signal: this.#ending.signal, ref: false }).catch(() => undefined);
      const child = this.#child;
      if (!child || hasEnded(child) || (await answersWrites(this.url, withinMs)) || child !== this.#child) continue;
      this.#options.say(`The database server gave no answer for ${withinMs / 1000} seconds: restarting it.`);
      child.kill('SIGKILL');
    }
  }
}
