import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { newSecret, sealedSecret } from '../../services/webhooks/endpoints/secrets.ts';
import { openDatabase } from '../../shared/database/open.ts';
import { webhookEndpoints, webhookSecrets } from '../../shared/database/webhooks.ts';
import { keyRingOf } from '../../shared/keys/key-ring.ts';
import { loadDemo } from '../demo/load.ts';
import { type Platform, startPlatform } from '../platform/platform.ts';
import { waitUntilReady } from '../platform/ready.ts';
import { waitFor } from '../platform/wait.ts';
import { shoot } from './load.ts';
import { signIn } from './people.ts';

type Say = (line: string) => void;
type Bench = { platform: Platform; dataDir: string; received: string[]; network: string };

const sizes = [100, 300, 1_000];
const rounds = 3;

/** One event sent to a hundred, three hundred and a thousand endpoints: how long until the last has it, and what readers feel of it. */
export async function benchFanOut(dataDir: string, say: Say): Promise<void> {
  const received: string[] = [];
  const receiver = createServer((request, response) => {
    void json(request).then((event) => received.push((event as { subject: string }).subject));
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const platform = await startPlatform({ dataDir, port: 0, overrides: { ALLOWED_ORIGINS: origin, REQUESTS_PER_MINUTE: '100000000' } });
  try {
    await waitUntilReady(platform.url);
    await loadDemo({ ...platform, dataDir });
    const network = await makeEndpoints(platform, origin);
    await measure({ platform, dataDir, received, network }, say);
  } finally {
    await platform.stop();
    receiver.closeAllConnections();
    receiver.close();
  }
}

/** As many endpoints as the largest size, none of them active yet; gives the network. */
async function makeEndpoints({ databaseUrl, secrets }: Platform, origin: string): Promise<string> {
  const db = openDatabase({ url: databaseUrl });
  const ring = await keyRingOf('webhook', secrets['KEY_ENCRYPTION_KEY'] ?? '');
  const { rows } = await db.client.execute("select organisation_id, network_id from memberships where code = 'MEX'");
  const createdAt = new Date().toISOString();
  const most = Math.max(...sizes);
  const ids = Array.from({ length: most }, () => uuid());
  const organisation = String(rows[0]?.['organisation_id']);
  const endpoints = ids.map((id) => ({ id, organisation, url: `${origin}/`, types: ['*'], createdAt, provedAt: createdAt }));
  const sealed = await Promise.all(ids.map((id) => sealedSecret({ id: uuid(), endpoint: id, secret: newSecret(), createdAt }, ring)));
  await db.orm.insert(webhookEndpoints).values(endpoints);
  await db.orm.insert(webhookSecrets).values(sealed);
  db.client.close();
  return String(rows[0]?.['network_id']);
}

async function measure(bench: Bench, say: Say): Promise<void> {
  const reader = await signIn(bench.platform.url, bench.dataDir, 'MEX', 'reader');
  const list = { url: `${bench.platform.url}/v1/activities?limit=20`, headers: reader.headers };
  say('| one event to so many endpoints | ms to the last | ms for each | reads/s beside it ÷ alone |');
  say('|---|---|---|---|');
  for (const size of sizes) {
    await activate(bench, size);
    const quiet = await middleOf(() => sendOne(bench, size));
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const seconds = Math.max(5, Math.ceil(quiet / 1_000));
      const alone = await shoot(list, { connections: 8, seconds });
      const [beside] = await Promise.all([shoot(list, { connections: 8, seconds }), sendOne(bench, size)]);
      ratios.push(beside.rate / alone.rate);
    }
    const ratio = ratios.toSorted((a, b) => a - b)[1] ?? 0;
    say(`| ${size} | ${quiet.toFixed(0)} | ${(quiet / size).toFixed(2)} | ${ratio.toFixed(2)} |`);
  }
}

async function activate({ platform }: Bench, size: number): Promise<void> {
  const db = openDatabase({ url: platform.databaseUrl });
  const first = 'select id from webhook_endpoints order by id limit ?';
  await db.client.execute({ sql: `update webhook_endpoints set state = 'active' where id in (${first})`, args: [size] });
  db.client.close();
}

/** Commits one event and waits until every endpoint has it; gives the milliseconds from the first receipt's commit to the last receipt. */
async function sendOne({ platform, dataDir, received, network }: Bench, size: number): Promise<number> {
  const officer = await signIn(platform.url, dataDir, 'ST', 'officer');
  received.length = 0;
  const started = performance.now();
  const response = await fetch(`${platform.url}/v1/meetings`, {
    method: 'POST',
    headers: { ...officer.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ network, body: 'CRM', date: '2030-05' }),
  });
  if (response.status !== 201) throw new Error(`No event: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  const count = () => received.filter((subject) => subject === id).length;
  const all = await waitFor(() => count() >= size, { within: 120_000, every: 5 });
  if (!all) throw new Error(`Only ${count()} of ${size} were received`);
  const took = performance.now() - started;
  await pause(200);
  if (count() !== size) throw new Error(`${count()} messages for ${size} endpoints`);
  return took;
}

async function middleOf(run: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await run());
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
