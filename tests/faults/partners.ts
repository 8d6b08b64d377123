import { randomUUID } from 'node:crypto';
import { waitFor } from '../../scripts/platform/wait.ts';
import { type Call, sendUntilAnswered } from './calls.ts';
import type { Rig } from './rig.ts';

/** An endpoint of a partner of the network of a run, and the secret that signs for it. */
export type Partner = { endpoint: string; secret: string; path: string };

type Made = { id: string };

/** Sends as the operator, or under another token, and gives the content of the answer. */
async function ask<T>(rig: Rig, call: Call, status: number, token = rig.token): Promise<T> {
  const { final } = await sendUntilAnswered({ ...rig, token }, call);
  if (final.status !== status) throw new Error(`${call.method} ${call.path} was answered ${final.status}: ${final.text}`);
  return JSON.parse(final.text) as T;
}

/** A token for a client of the run, asked for until there is one. */
async function tokenOf(rig: Rig, id: string, secret: string): Promise<string> {
  const found = await waitFor(
    async () => {
      const response = await fetch(`${rig.platform.url}/oauth/token`, {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa(`${id}:${secret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      }).catch(() => undefined);
      return response?.ok ? ((await response.json()) as { access_token: string }).access_token : undefined;
    },
    { within: 30_000, every: 50 },
  );
  if (!found) throw new Error('No token for a partner');
  return found;
}

/** Makes an organisation of the network with an endpoint that has proved itself and takes everything. */
export async function makePartner(rig: Rig, network: string, url: string, wish: object = {}): Promise<Partner> {
  const code = `P${randomUUID().slice(0, 8).toUpperCase()}`;
  const membership = { network, role: 'partner', code, from: '2020-01-01' };
  const organisation = await ask<Made>(
    rig,
    { method: 'POST', path: '/v1/organisations', body: { kind: 'partner', name: { es: code }, membership } },
    201,
  );
  const client = { organisation: organisation.id, name: code, role: 'administrator' };
  const issued = await ask<{ client: Made; secret: string }>(rig, { method: 'POST', path: '/v1/clients', body: client }, 201);
  const token = await tokenOf(rig, issued.client.id, issued.secret);
  const own = () => Promise.resolve(token);
  const made = { method: 'POST', path: '/v1/webhook-endpoints', body: { url, types: ['identity.*'], ...wish } } as const;
  const { endpoint, secret } = await ask<{ endpoint: Made; secret: string }>(rig, made, 201, own);
  const proof = { method: 'POST', path: `/v1/webhook-endpoints/${endpoint.id}/verification`, body: { by: 'challenge' } } as const;
  await ask(rig, proof, 200, own);
  return { endpoint: endpoint.id, secret, path: url.slice(new URL(url).origin.length) };
}
