import { randomUUID } from 'node:crypto';
import { sendUntilAnswered, type Call, type Story } from './calls.ts';
import type { Random } from './random.ts';
import type { Rig } from './rig.ts';

/** What was asked for and how it ended. `marker` is the name that only this write gives to something. */
export type Written = { kind: Kind; marker: string; key: string; story: Story; id: string };

type Kind = 'organisation' | 'member' | 'network' | 'patch';

/** A membership that one writer alone changes, and what it should look like now. */
export type Owned = { id: string; version: number; alias: string | undefined };

/** What happened in a run: every write, and what each writer left behind. */
export type History = { writes: Written[]; owned: Owned[] };

/** The call that creates something under a name of its own. */
export function creation(kind: Exclude<Kind, 'patch'>, marker: string, network: string): Call & { key: string } {
  const key = randomUUID();
  const name = { es: marker };
  if (kind === 'network') return { method: 'POST', path: '/v1/networks', key, body: { code: codeOf(marker).toLowerCase(), name } };
  const membership = { network, role: 'partner', code: codeOf(marker), from: '2020-01-01' };
  const body = { kind: 'partner', name, ...(kind === 'member' ? { membership } : {}) };
  return { method: 'POST', path: '/v1/organisations', key, body };
}

const codeOf = (marker: string) => `M${marker.replaceAll('-', '_').toUpperCase()}`.replaceAll('_', '');

const created = ({ final }: Story) => (JSON.parse(final.text) as { id: string }).id;

/** One writer: it writes one thing after the other until `more` says no, and repeats each with the same key until it is answered. */
export async function write(
  rig: Rig,
  options: { name: string; random: Random; network: string; more: () => boolean; onSend: () => void },
): Promise<History> {
  const { name, random, network, more, onSend } = options;
  const history: History = { writes: [], owned: [] };
  for (let serial = 0; more(); serial += 1) {
    const kind = random.pick<Kind>(['organisation', 'member', 'network', 'patch', 'patch']);
    const marker = `${name}-${serial}`;
    const own = history.owned.at(-1);
    if (kind === 'patch' && own) history.writes.push(await change(rig, own, marker, onSend));
    else history.writes.push(await create(rig, history, creation(kind === 'patch' ? 'member' : kind, marker, network), marker, onSend));
  }
  return history;
}

async function create(rig: Rig, history: History, call: Call & { key: string }, marker: string, onSend: () => void): Promise<Written> {
  const story = await sendUntilAnswered(rig, call, { onSend });
  const kind = call.path === '/v1/networks' ? 'network' : JSON.stringify(call.body).includes('membership') ? 'member' : 'organisation';
  if (story.final.status !== 201) throw new Error(`${marker} was answered ${story.final.status}: ${story.final.text}`);
  const id = created(story);
  if (kind === 'member') history.owned.push({ id: await membershipOf(rig, id), version: 1, alias: undefined });
  return { kind, marker, key: call.key, story, id };
}

/** A change under If-Match. A repeated one may meet its own success as 412; then what is stored says whether it was its own. */
async function change(rig: Rig, own: Owned, marker: string, onSend: () => void): Promise<Written> {
  const call = { ...patchOf(own, marker), key: randomUUID() };
  const story = await sendUntilAnswered(rig, call, { onSend });
  const mine = story.final.status === 200 || (story.answers.length > 1 && story.final.status === 412 && (await holds(rig, own, marker)));
  if (!mine) throw new Error(`${marker} was answered ${story.final.status}: ${story.final.text}`);
  own.version += 1;
  own.alias = marker;
  return { kind: 'patch', marker, key: call.key, story, id: own.id };
}

async function holds(rig: Rig, own: Owned, marker: string): Promise<boolean> {
  const { final } = await sendUntilAnswered(rig, { method: 'GET', path: `/v1/memberships/${own.id}` });
  return final.etag === `"${own.version + 1}"` && final.text.includes(`"${marker}"`);
}

const patchOf = (own: Owned, marker: string): Call => ({
  method: 'PATCH',
  path: `/v1/memberships/${own.id}`,
  ifMatch: `"${own.version}"`,
  body: { aliases: [marker] },
});

async function membershipOf(rig: Rig, organisation: string): Promise<string> {
  const { final } = await sendUntilAnswered(rig, { method: 'GET', path: `/v1/memberships?organisation=${organisation}` });
  return (JSON.parse(final.text) as { items: { id: string }[] }).items[0]?.id ?? '';
}

/** A network for the memberships of a run. */
export async function makeNetwork(rig: Rig, marker: string): Promise<string> {
  return created(await sendUntilAnswered(rig, creation('network', marker, '')));
}
