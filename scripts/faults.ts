import { parseArgs } from 'node:util';
import { violations } from '../tests/faults/check.ts';
import { victims } from '../tests/faults/kills.ts';
import { markersOf, startProxiedRig, writeThrough } from '../tests/faults/losses.ts';
import { differentAnswers, sendInParallel } from '../tests/faults/parallel-keys.ts';
import { randomFrom, runSeed } from '../tests/faults/random.ts';
import { type Receivers, startReceivers } from '../tests/faults/receivers.ts';
import { idleLatency, recoveries } from '../tests/faults/recovery.ts';
import { relayUnderKills } from '../tests/faults/relay-kills.ts';
import { type Rig, startRig } from '../tests/faults/rig.ts';
import { slowKinds, visitZoo } from '../tests/faults/zoo.ts';

/** One line of the table: what was done, how often, how often it went wrong, and the goal where it is a figure to reach. */
type Figure = { what: string; of: number; wrong: number; goal?: string };

const help = `npm run test:faults -- [--seed N] [--kills N] [--keys N] [--losses N]

Mata la base de datos y los trabajadores mientras se escribe y se avisa, pierde respuestas, y comprueba que nada falte, sobre o se rompa.
Kills the database and the workers while there is writing and telling, loses answers, and checks that nothing is missing, double or torn.

  --seed     repite una corrida / replays a run
  --kills    muertes de cada uno; de ambos, la quinta parte / kills of each; of both, a fifth   (100)
  --keys     claves con cien llamadas iguales a la vez / keys with a hundred equal calls at once   (100)
  --losses   respuestas perdidas tras guardar / answers lost after the commit   (1000)`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    kills: { type: 'string', default: '100' },
    keys: { type: 'string', default: '100' },
    losses: { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
});
const [kills, keys, losses] = [Number(values.kills), Number(values.keys), Number(values.losses)];

/** Does something with a platform of its own and receivers that it may call. */
async function withPartners<T>(work: (rig: Rig, receivers: Receivers) => Promise<T>): Promise<T> {
  const receivers = await startReceivers();
  const rig = await startRig({ overrides: { ALLOWED_ORIGINS: receivers.allow } });
  try {
    return await work(rig, receivers);
  } finally {
    await rig.stop();
    await receivers.stop();
  }
}

/** Kills database and workers under eight writers, while four partners are told of every write. */
const killing = (seed: number) =>
  withPartners(async (rig, receivers): Promise<Figure[]> => {
    const both = Math.ceil(kills / 5);
    const run = await relayUnderKills(rig, receivers, seed, victims(randomFrom(seed), { sqld: kills, workerd: kills, both }));
    for (const line of run.wrong) console.error(line);
    const wrong = run.wrong.length;
    const over = `over ${kills} + ${kills} + ${both} kills`;
    return [
      { what: `writes acknowledged ${over} (${run.tries} tries)`, of: run.writes, wrong },
      { what: `events told to four partners ${over} (${run.messages} messages, ${run.again} of them again)`, of: run.events, wrong },
    ];
  });

/** Loses the answers of writes that were committed: once each, and of every try of a call. */
async function losing(): Promise<Figure[]> {
  const rig = await startProxiedRig();
  const figures: Figure[] = [];
  try {
    for (const count of [1, 5]) {
      const markers = markersOf(`lost${count}`, losses / 2);
      const writes = await writeThrough(rig, { markers, treatment: 'lose', count });
      const different = writes.filter(({ story, again }) => story.final.status !== 201 || story.final.text !== again.final.text);
      const wrong = await violations(rig.database, { writes, owned: [] });
      figures.push({ what: `answers lost after commit, ${count} in a row`, of: writes.length, wrong: different.length + wrong.length });
    }
    return figures;
  } finally {
    await rig.stop();
  }
}

/** The same creation many times at once under each of many keys. */
async function sharing(): Promise<Figure[]> {
  const rig = await startRig();
  try {
    const shared = await sendInParallel(rig, { keys, copies: 100, prefix: 'same' });
    const different = differentAnswers(shared).filter((count) => count !== 1);
    const wrong = await violations(rig.database, { writes: shared, owned: [] });
    return [{ what: 'keys with 100 parallel identical POSTs each', of: shared.length, wrong: different.length + wrong.length }];
  } finally {
    await rig.stop();
  }
}

/** Receivers that take all the time there is, and a little more. */
const dawdling = () =>
  withPartners(async (rig, receivers): Promise<Figure[]> => {
    const seen = await visitZoo(rig, receivers, slowKinds);
    const wrong = seen.filter(({ first, last }, at) => first !== slowKinds[at]?.first || last !== slowKinds[at]?.last);
    return [{ what: 'receivers that answer after 14.9 s (taken) and 15.1 s (too late)', of: seen.length, wrong: wrong.length }];
  });

/** How soon a partner is told: after everything was lost, and when nothing else goes on. */
const timing = (seed: number) =>
  withPartners(async (rig, receivers): Promise<Figure[]> => {
    const p95 = await idleLatency(rig, receivers, seed, 40);
    const { afterCommit, afterClaim } = await recoveries(rig, receivers);
    const within = (what: string, of: number, most: number): Figure => ({ what, of, wrong: Number(of > most), goal: `≤ ${most}` });
    return [
      within('ms from commit to first attempt when idle, p95 of 40', p95, 2_000),
      within('ms to the first delivery after queue, workers and database died right after a commit', afterCommit, 70_000),
      within('ms to the first delivery after they died with the message at its receiver', afterClaim, 70_000),
    ];
  });

async function measureAll(seed: number): Promise<boolean> {
  let failed = false;
  console.log('| figure | count | wrong | goal |\n|---|---|---|---|');
  for (const measure of [losing, sharing, dawdling, () => timing(seed), () => killing(seed)]) {
    for (const { what, of, wrong, goal = '0 wrong' } of await measure()) {
      console.log(`| ${what} | ${of} | ${wrong} | ${goal} |`);
      failed ||= wrong > 0;
    }
  }
  return failed;
}

if (values.help) console.log(help);
else {
  const seed = runSeed(values.seed);
  const failed = await measureAll(seed);
  console.log(`SEED=${seed}`);
  process.exit(failed ? 1 : 0);
}
