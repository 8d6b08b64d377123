import { Cron } from 'croner';

/** Runs one worker's scheduled handler now and tells how it ended (`ok`, `exception`, …). */
export type Fire = (worker: string, cron: string) => Promise<{ outcome: string }>;

interface Schedule {
  name: string;
  crons: string[];
}

/** Fires every worker's triggers as Cloudflare does: UTC, and 1 = Sunday. Gives the function that stops them. */
export function startCrons(schedules: Schedule[], fire: Fire, say: (line: string) => void): () => void {
  const jobs = schedules.flatMap(({ name, crons }) =>
    crons.map((cron) => {
      const run = async () => {
        const outcome = await outcomeOf(fire(name, cron));
        if (outcome !== 'ok') say(`The trigger "${cron}" of ${name} failed: ${outcome}.`);
      };
      // `protect`: a run that is not over when the next one is due is not joined by it.
      return new Cron(cron, { timezone: 'UTC', alternativeWeekdays: true, protect: true, unref: true }, run);
    }),
  );
  return () => {
    for (const job of jobs) job.stop();
  };
}

async function outcomeOf(run: ReturnType<Fire>): Promise<string> {
  try {
    return (await run).outcome;
  } catch (error) {
    return String(error);
  }
}
