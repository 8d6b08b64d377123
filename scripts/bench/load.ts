import { existsSync, readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** What is sent: an address and, for a write, how each request differs from the one before. */
export type Shot = { url: string; headers?: Record<string, string>; method?: 'GET' | 'POST'; body?: () => string; expected?: number };

/** One measurement. Processor time is that of one process for one request, in milliseconds; it is steadier than a rate on a shared machine. */
export type Measure = { rate: number; p50: number; p99: number; cpu: number[]; wrong: number };

/** Sends a shot over so many connections for so many seconds. Only the expected answers make its rate. */
export async function shoot(shot: Shot, { connections = 16, seconds = 4, pids = (): number[] => [] } = {}): Promise<Measure> {
  const processes = pids();
  const before = processes.map(ticksOf);
  const result = await autocannon({
    url: shot.url,
    connections,
    duration: seconds,
    headers: shot.headers ?? {},
    method: shot.method ?? 'GET',
    ...(shot.body ? { requests: [{ setupRequest: (request) => ({ ...request, ...variation(shot) }) }] } : {}),
  });
  const right = result.statusCodeStats?.[`${shot.expected ?? 200}`]?.count ?? 0;
  const cpu = processes.map((pid, index) => ((ticksOf(pid) - (before[index] ?? 0)) * 10) / result.requests.total);
  const { p50, p99 } = result.latency;
  return { rate: right / result.duration, p50, p99, cpu, wrong: result.requests.total - right + result.errors };
}

const variation = ({ body, headers }: Shot) => ({ body: body?.(), headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() } });

/** Processor time of a process so far, user and system, in ticks of 10 ms (proc_pid_stat(5)); not a number where there is no /proc. */
function ticksOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  // A database server that was restarted meanwhile has another number.
  if (!existsSync(file)) return NaN;
  const stat = readFileSync(file, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** The middle one of several measurements, by rate. */
function middle(measures: Measure[]): Measure {
  const sorted = measures.toSorted((a, b) => a.rate - b.rate);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (!found) throw new Error('Nothing was measured');
  return found;
}

/** Measures every shot in turn, so many rounds: what disturbs the machine for a while disturbs all of them. */
export async function inTurn(
  shots: Map<string, Shot>,
  rounds: number,
  options: Parameters<typeof shoot>[1],
): Promise<Map<string, Measure>> {
  const all = new Map([...shots.keys()].map((name): [string, Measure[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, shot] of shots) all.get(name)?.push(await shoot(shot, options));
  }
  return new Map([...all].map(([name, measures]) => [name, middle(measures)]));
}
