import { setTimeout as pause } from 'node:timers/promises';
import type { Probe } from './supervisor.ts';

/** Half a minute: no request keeps the one thread of workerd for a tenth of it. */
const usual: Probe = { everyMs: 5_000, withinMs: 30_000 };

type Watched = { url: string; pid: () => number | undefined; say: (line: string) => void };

/** Ends workers that live and answer nobody, so that they are started again. Gives what ends the watch. */
export function watchAnswers({ url, pid, say }: Watched, { everyMs, withinMs }: Probe = usual): () => void {
  const ending = new AbortController();
  const watch = async () => {
    while (!ending.signal.aborted) {
      await pause(everyMs, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
      const asked = pid();
      if (!asked || (await answersWithin(url, withinMs, ending.signal)) || asked !== pid()) continue;
      say(`The workers gave no answer for ${withinMs / 1000} seconds: starting them again.`);
      process.kill(asked, 'SIGKILL');
    }
  };
  void watch();
  return () => ending.abort();
}

/** False only where nothing came in time: who is not there just now is started again by others. */
const answersWithin = (url: string, withinMs: number, ending: AbortSignal): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.any([AbortSignal.timeout(withinMs), ending]) }).then(
    (response) => response.body?.cancel().then(() => true) ?? true,
    (error: unknown) => !(error instanceof DOMException && error.name === 'TimeoutError'),
  );
