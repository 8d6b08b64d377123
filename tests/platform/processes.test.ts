import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperator } from '../../scripts/operator.ts';
import type { Platform } from '../../scripts/platform/platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { type AnsweringReceiver, startAnsweringReceiver } from '../support/answering-receiver.ts';
import { drawnPng } from '../support/drawn.ts';
import { useStalledHosts } from '../support/own-hosts.ts';
import { startPlatform } from '../support/start-platform.ts';
import { makeWorld, tokenOf, usePlatform, type World } from '../support/world.ts';
import { eventually } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'enlace-processes-'));
const end: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];

let uncover: (() => void) | undefined;
let receiver: AnsweringReceiver;
let platform: Platform;
let world: World;
let token: string;

beforeAll(async () => {
  uncover = useStalledHosts(folder);
  receiver = await startAnsweringReceiver();
  end.unshift(receiver.stop, () => uncover?.());
  platform = await startPlatform({ dataDir: join(folder, 'data'), port: 0, overrides: { ALLOWED_ORIGINS: receiver.origin } });
  end.unshift(platform.stop);
  await waitUntilReady(platform.url);
  const operator = await createOperator({ url: platform.databaseUrl }, platform.secrets['PEPPER'] ?? '');
  usePlatform({ url: platform.url, databaseUrl: platform.databaseUrl, operator });
  world = await makeWorld();
  token = await tokenOf(world.MEX.credentials.administrator);
});

afterAll(async () => {
  for (const act of end) await act();
});

async function send(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const response = await fetch(platform.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const create = (url: string) => send('POST', '/v1/webhook-endpoints', { url, types: ['*'] });

/** Makes an endpoint at an address, as soon as the platform takes one; gives what asks it to prove itself, which calls the address. */
async function newEndpoint(url: string): Promise<() => ReturnType<typeof send>> {
  const { body } = await eventually('an endpoint', async () => {
    const made = await create(url);
    expect(made.status).toBeOneOf([201, 503]);
    return made.status === 201 ? made : undefined;
  });
  const { id } = body['endpoint'] as { id: string };
  return () => send('POST', `/v1/webhook-endpoints/${id}/verification`, { by: 'challenge' });
}

/** The loopback's ports on which a process listens (proc_pid_net(5)). */
function portsOf(pid: number): number[] {
  const files = readdirSync(`/proc/${pid}/fd`).map((file) => readlinkSync(`/proc/${pid}/fd/${file}`));
  const rows = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n').slice(1);
  const listening = rows
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && files.includes(`socket:[${fields[9]}]`));
  return listening.map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16));
}

const [outgoing, images] = ['enlace-outgoing', 'enlace-images'] as const;

/** Kills the process of a worker and waits until another one is there. */
async function kill(worker: string): Promise<void> {
  const pid = await eventually('a number', () => platform.pidOf(worker));
  process.kill(pid, 'SIGKILL');
  await eventually('another process', () => platform.pidOf(worker) !== undefined && platform.pidOf(worker) !== pid);
}

const works = async () => {
  const prove = await newEndpoint(`${receiver.origin}/${crypto.randomUUID()}`);
  await eventually('a proof', async () => (await prove()).status === 200);
};

test('those that others must not wait for have processes of their own', async () => {
  const pids = [platform.workerdPid(), platform.pidOf(outgoing), platform.pidOf(images)];
  expect(pids.map((pid) => typeof pid)).toEqual(['number', 'number', 'number']);
  expect(new Set(pids).size).toBe(3);
  await works();
});

const paths = { [outgoing]: ['call', 'check'], [images]: ['derive', 'watermark'] };

test.runIf(process.platform === 'linux').each([outgoing, images])('who does not show %s the secret of the run gets 404', async (worker) => {
  const ports = portsOf(platform.pidOf(worker)!);
  expect(ports).toHaveLength(2);
  const wrong = [{}, { 'X-Enlace-Door': 'wrong' }, { 'X-Enlace-Door': '' }, { 'MF-Route-Override': worker }];
  for (const port of ports) {
    for (const path of paths[worker]) {
      for (const headers of wrong) {
        const body = JSON.stringify({ url: `${receiver.origin}/` });
        const { status } = await fetch(`http://127.0.0.1:${port}/${path}`, { method: 'POST', headers: headers as HeadersInit, body });
        expect([path, headers, status]).toEqual([path, headers, 404]);
      }
    }
  }
});

test('the outgoing worker, killed, is back on the same way, and what was asked meanwhile had an answer', async () => {
  const prove = await newEndpoint(`${receiver.origin}/killed`);
  const workerd = platform.workerdPid();
  const [answer] = await Promise.all([prove(), kill(outgoing)]);
  expect(answer.status).toBeOneOf([200, 422]);
  await works();
  expect(platform.workerdPid()).toBe(workerd);
});

test('a name that nobody answers for delays outgoing calls alone', async ({ skip }) => {
  if (!uncover) return skip('no namespaces here');
  const stalled = (await newEndpoint('https://stalled.example/'))();
  // Addresses are looked at by the worker that waits for the name now.
  const { body } = await eventually('a stall', async () => {
    const answer = await create('https://other.example/');
    return answer.status === 503 ? answer : undefined;
  });
  expect(body['type']).toBe('/problems/unavailable');
  expect((await fetch(`${platform.url}/healthz`)).status).toBe(200);
  expect((await send('GET', '/v1/webhook-endpoints')).status).toBe(200);
  await kill(outgoing);
  expect((await stalled).status).toBe(422);
  await works();
});

/** Asks for a picture to be taken in, and waits for nothing. */
async function newPicture(): Promise<() => Promise<number>> {
  const { officer } = world.MEX.clients;
  const title = { es: 'Pasaporte de muestra' };
  const body = { network: world.id, country: 'MEX', category: 'passport', type: 'ordinary', title } as const;
  const { id } = (await officer.createSpecimen({ body })).body;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'image/png' };
  return async () =>
    (await fetch(`${platform.url}/v1/specimens/${id}/images?shows=specimen`, { method: 'POST', headers, body: drawnPng(300, 200, 1) }))
      .status;
}

test('a picture that is being drawn delays nobody else', async () => {
  const add = await newPicture();
  const pid = platform.pidOf(images)!;
  process.kill(pid, 'SIGSTOP');
  const status = add();
  expect((await send('GET', '/v1/me')).status).toBe(200);
  expect((await send('POST', '/v1/citations/parse', { text: '(Ref.: p. 4, CC, CRM, mayo 2002)' })).status).toBe(200);
  process.kill(pid, 'SIGCONT');
  expect(await status).toBe(201);
});

test('who adds a picture while its worker is killed is told to come back, or has it drawn', async () => {
  const add = await newPicture();
  const pid = platform.pidOf(images)!;
  process.kill(pid, 'SIGSTOP');
  const status = add();
  expect((await send('GET', '/v1/me')).status).toBe(200);
  await kill(images);
  expect(await status).toBeOneOf([503, 201]);
  await eventually('a picture', async () => (await add()) === 201);
});
