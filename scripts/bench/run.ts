import { openDatabase } from '../../shared/database/open.ts';
import { loadDemo } from '../demo/load.ts';
import { bundle } from './bundle.ts';
import { documents, importShot, type Known, publicShots, readShots, unchangedShot, writeShot } from './cases.ts';
import { growTo, words } from './data.ts';
import { bundleSize, memoryOf } from './footprint.ts';
import { inTurn, type Measure, type Shot } from './load.ts';
import { signIn } from './people.ts';
import { variants } from './profile.ts';
import { queriesOf, type Statement } from './queries.ts';
import { type Base, type Extra, startBase, startSet, type WorkerSet } from './set.ts';
import { printTable, type Row } from './table.ts';

type Say = (line: string) => void;

const size = 5_000;
const rounds = 3;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);

/** The whole bench on one empty data folder: fills it, measures ours beside the plainest, prints the tables. */
export async function runBench(dataDir: string, say: Say): Promise<void> {
  const base = await startBase(dataDir);
  try {
    await fill(base);
    await measureAll(base, say);
  } finally {
    await base.sqld.stop();
  }
}

async function fill(base: Base): Promise<void> {
  const set = await startSet(base, []);
  await loadDemo({ ...base, url: set.url });
  await set.stop();
  await growTo(base.databaseUrl, size);
}

async function measureAll(base: Base, say: Say): Promise<void> {
  const known = await knownOf(base);
  const first = await startSet(base, []);
  const { principal } = await signIn(first.url, base.dataDir, 'MEX', 'reader');
  sayFootprint(base, first, say);
  await first.stop();
  const queries = await queriesOf(principal, known.activity, words);
  const set = await startSet(base, [...(await comparisons(queries)), ...(await variants(queries['list'] ?? []))]);
  const options = { seconds, pids: () => [set.workers.pid() ?? 0, base.sqld.pid ?? 0] };
  const operator = await signIn(set.url, base.dataDir, 'OPERATOR', 'operator');
  const side = await inTurn(await sideBySide(set, base, known), rounds, options);
  printTable(rowsOf(side), say);
  await measureImports(set, base, say);
  const profile = await inTurn(await profileShots(set, base), rounds, { ...options, connections: 4 });
  printTable(profileRows(profile), say);
  const write = writeShot(set.url, operator, known);
  printTable(rowsOf(await measureWrites(write, rounds, options)), say);
  await set.stop();
}

/** By so many connections one after the other: more of them than an isolate writes at once, too. */
async function measureWrites(
  write: Shot,
  times: number,
  options: { seconds: number; pids: () => number[] },
): Promise<Map<string, Measure>> {
  const all: [string, Measure][] = [];
  for (const connections of [1, 8, 16]) {
    const name = connections === 16 ? 'write' : `write, connections: ${connections}`;
    all.push(...(await inTurn(new Map([[name, write]]), times, { ...options, connections })));
  }
  return new Map(all);
}

async function knownOf({ databaseUrl }: Base): Promise<Known> {
  const { client } = openDatabase({ url: databaseUrl });
  const { rows } = await client.execute(
    'select plan_id, id, network_id from activities where current = 1 order by plan_id, ordinal limit 1',
  );
  const [row] = rows;
  return { plan: String(row?.['plan_id']), activity: String(row?.['id']), network: String(row?.['network_id']) };
}

async function comparisons(queries: Record<string, Statement[]>): Promise<Extra[]> {
  const bare = await bundle('scripts/bench/workers/bare.ts');
  const front = await bundle('scripts/bench/workers/front.ts');
  const plain = await bundle('scripts/bench/workers/plain.ts');
  const alone = Object.entries(queries).map(([name, statements]) => [name, statements.slice(-1)]);
  const own = { ...Object.fromEntries(alone), checked: queries['list'] };
  return [
    { name: 'bare', script: bare },
    { name: 'bound', script: front, options: { serviceBindings: { BEHIND: 'bare' } } },
    { name: 'plain', script: plain, options: { bindings: { QUERIES: own as never } } },
  ];
}

async function sideBySide(set: WorkerSet, base: Base, known: Known): Promise<Map<string, Shot>> {
  const reader = await signIn(set.url, base.dataDir, 'MEX', 'reader');
  const at = (name: string, path = '') => ({ url: `${set.urls.get(name)}/${path}` });
  return new Map<string, Shot>([
    ['bare worker', at('bare')],
    ['bare worker with as large an answer', at('bare', `bytes/${await sizeOf(`${set.url}/hsds/services?per_page=20`)}`)],
    ['bare worker behind a binding', at('bound')],
    ['plainest list of 20', at('plain', 'list')],
    ['plainest detail', at('plain', 'detail')],
    ['plainest search', at('plain', 'search')],
    ...readShots(set.url, reader, known),
    ['304', await unchangedShot(set.url, reader, known)],
    ...(await publicShots(set.url)),
  ]);
}

const sizeOf = async (url: string): Promise<number> => (await (await fetch(url)).arrayBuffer()).byteLength;

const goals: Record<string, string> = {
  'list of 20 activities': '≥ 0.8 of the plainest, ≥ 1,236/s (4 × Directus)',
  detail: '≥ 0.8 of the plainest, ≥ 1,604/s (4 × Directus)',
  search: '≥ 0.8 of the plainest',
  'public list of 20': '≥ 0.8 of the bare worker',
  'public detail': '≥ 0.8 of the bare worker',
  'public 304': '≥ 0.8 of the bare worker',
  write: '≥ 290/s (2 × Directus)',
};
const plainest: Record<string, string> = {
  'list of 20 activities': 'plainest list of 20',
  detail: 'plainest detail',
  search: 'plainest search',
  'public list of 20': 'bare worker with as large an answer',
};

function rowsOf(measures: Map<string, Measure>): Row[] {
  const bare = measures.get('bare worker')?.rate;
  return [...measures].map(([name, measure]) => {
    const beside = measures.get(plainest[name] ?? '');
    return {
      name,
      measure,
      toBare: bare === undefined ? undefined : measure.rate / bare,
      toPlain: beside && measure.rate / beside.rate,
      goal: goals[name] ?? '',
    };
  });
}

function profileRows(measures: Map<string, Measure>): Row[] {
  const whole = measures.get('plans')?.rate ?? 0;
  const plain = measures.get('plainest list of 20')?.rate ?? 0;
  return [...measures].map(([name, measure]) => ({ name, measure, toBare: measure.rate / whole, toPlain: measure.rate / plain, goal: '' }));
}

async function profileShots(set: WorkerSet, base: Base): Promise<Map<string, Shot>> {
  const { headers } = await signIn(set.url, base.dataDir, 'MEX', 'reader');
  const own = [...set.urls].filter(([name]) => name.startsWith('plans'));
  return new Map<string, Shot>([
    ['plainest list of 20', { url: `${set.urls.get('plain')}/list` }],
    ['plainest, with the check of the caller in one batch', { url: `${set.urls.get('plain')}/checked` }],
    ['through the gateway', { url: `${set.url}/v1/activities?limit=20`, headers }],
    ...own.map(([name, url]): [string, Shot] => [name, { url: `${url}/v1/activities?limit=20`, headers }]),
  ]);
}

async function measureImports(set: WorkerSet, base: Base, say: Say): Promise<void> {
  const secretariat = await signIn(set.url, base.dataDir, 'ST', 'officer');
  const shots = new Map([...documents()].map(([name, document]) => [name, importShot(set.url, secretariat, document)]));
  const measures = await inTurn(shots, rounds, { connections: 1, seconds });
  for (const [name, { p50, p99 }] of measures)
    say(`${name}: ${p50} ms (p50), ${p99} ms (p99), one at a time; goal ≤ 300 ms for the real plan`);
}

function sayFootprint({ sqld, secrets }: Base, { workers, definitions }: WorkerSet, say: Say): void {
  for (const definition of definitions)
    say(`${definition.name}: ${bundleSize(definition, secrets).toFixed(0)} kB gzipped; goal ≤ 1,000 kB`);
  const [outgoing, images] = ['enlace-outgoing', 'enlace-images'].map(workers.pidOf);
  const processes = { workerd: workers.pid(), outgoing, images, sqld: sqld.pid, node: process.pid };
  for (const [name, pid] of Object.entries(processes)) say(`memory of ${name}: ${memoryOf(pid ?? 0).toFixed(0)} MB`);
}
