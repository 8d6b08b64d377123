import { violations } from '../tests/faults/check.ts';
import { victims, writeUnderKills } from '../tests/faults/kills.ts';
import { markersOf, startProxiedRig, writeThrough } from '../tests/faults/losses.ts';
import { differentAnswers, sendInParallel } from '../tests/faults/parallel-keys.ts';
import { randomFrom, runSeed } from '../tests/faults/random.ts';
import { startRig } from '../tests/faults/rig.ts';

type Figure = { what: string; of: number; wrong: number };

const numberFrom = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const kills = numberFrom('KILLS', 200);
const sizes = { both: numberFrom('BOTH', Math.ceil(kills / 5)), keys: numberFrom('KEYS', 100), losses: numberFrom('LOSSES', 1_000) };

/** Kills database and workers under eight writers. */
async function killing(seed: number): Promise<Figure[]> {
  const rig = await startRig();
  try {
    const list = victims(randomFrom(seed), { sqld: kills, workerd: kills, both: sizes.both });
    const history = await writeUnderKills(rig, seed, list);
    const tries = history.writes.reduce((sum, { story }) => sum + story.answers.length, 0);
    const wrong = await violations(rig.database, history);
    for (const line of wrong) console.error(line);
    return [
      {
        what: `writes acknowledged over ${kills} + ${kills} + ${sizes.both} kills (tries: ${tries})`,
        of: history.writes.length,
        wrong: wrong.length,
      },
    ];
  } finally {
    await rig.stop();
  }
}

/** Loses the answers of writes that were committed: once each, and of every try of a call. */
async function losing(): Promise<Figure[]> {
  const rig = await startProxiedRig();
  const figures: Figure[] = [];
  try {
    for (const count of [1, 5]) {
      const markers = markersOf(`lost${count}`, sizes.losses / 2);
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
    const shared = await sendInParallel(rig, { keys: sizes.keys, copies: 100, prefix: 'same' });
    const different = differentAnswers(shared).filter((count) => count !== 1);
    const wrong = await violations(rig.database, { writes: shared, owned: [] });
    return [{ what: 'keys with 100 parallel identical POSTs each', of: shared.length, wrong: different.length + wrong.length }];
  } finally {
    await rig.stop();
  }
}

const seed = runSeed();
let failed = false;
console.log('| figure | count | wrong |\n|---|---|---|');
for (const measure of [losing, sharing, () => killing(seed)]) {
  for (const { what, of, wrong } of await measure()) {
    console.log(`| ${what} | ${of} | ${wrong} |`);
    failed ||= wrong > 0;
  }
}
console.log(`SEED=${seed}`);
process.exit(failed ? 1 : 0);
