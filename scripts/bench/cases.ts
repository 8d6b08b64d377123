import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { v7 as uuid } from 'uuid';
import { root } from './bundle.ts';
import { words } from './data.ts';
import type { Shot } from './load.ts';
import type { Caller } from './people.ts';

/** What the shots need to know of the data. */
export type Known = { plan: string; activity: string; network: string };

const json = { 'Content-Type': 'application/json' };

/** Our reads through the gateway, by name. */
export function readShots(url: string, { headers }: Caller, { plan, activity }: Known): Map<string, Shot> {
  const get = (path: string): Shot => ({ url: `${url}${path}`, headers });
  return new Map([
    ['list of 20 activities', get('/v1/activities?limit=20')],
    ['list of 20 plans', get('/v1/plans?limit=20')],
    ['detail', get(`/v1/activities/${activity}`)],
    ['search', get(`/v1/activities?limit=20&q=${encodeURIComponent(words)}`)],
    ['outline of a plan', get(`/v1/plans/${plan}/outline`)],
    ['ledger of a half year', get(`/v1/plans/${plan}/ledger`)],
  ]);
}

/** What anyone reads of the public directory: asked again and again, so that the gateway remembers it. */
export async function publicShots(url: string): Promise<Map<string, Shot>> {
  const list = `${url}/hsds/services?per_page=20`;
  const answer = await fetch(list);
  const { contents } = (await answer.json()) as { contents: { id: string }[] };
  return new Map<string, Shot>([
    ['public list of 20', { url: list }],
    ['public detail', { url: `${url}/hsds/services/${contents[0]?.id}` }],
    ['public 304', { url: list, headers: { 'If-None-Match': answer.headers.get('etag') ?? '' }, expected: 304 }],
  ]);
}

/** A detail that the caller has already: 304. */
export async function unchangedShot(url: string, { headers }: Caller, { activity }: Known): Promise<Shot> {
  const address = `${url}/v1/activities/${activity}`;
  const response = await fetch(address, { headers });
  return { url: address, headers: { ...headers, 'If-None-Match': response.headers.get('etag') ?? '' }, expected: 304 };
}

/** An organisation with its membership: change, audit row, event and idempotency row in one durable commit. */
export function writeShot(url: string, { headers }: Caller, { network }: Known): Shot {
  let serial = Date.now();
  const body = () => {
    serial += 1;
    const membership = { network, role: 'partner', code: `B${serial}`, aliases: [], from: '2020-01-01' };
    return JSON.stringify({ kind: 'partner', name: { es: `Organización ${serial}` }, membership });
  };
  return { url: `${url}/v1/organisations`, headers: { ...headers, ...json }, method: 'POST', body, expected: 201 };
}

/** The documents to import: the demo's plan, and the real one where its folder is there. */
export function documents(): Map<string, Buffer> {
  const sources = resolve(root, process.env['ENLACE_SOURCES'] ?? '../shared/sources');
  const real = join(sources, 'crm-work-plan-2009.txt');
  const demo = readFileSync(join(root, 'scripts/demo/work-plan.es.txt'));
  return new Map([
    ['import of the demo plan', demo],
    ...(existsSync(real) ? [['import of the real plan', readFileSync(real)] as const] : []),
  ]);
}

/** Reads a document into a draft, one after the other. */
export function importShot(url: string, { headers }: Caller, document: Buffer): Shot {
  const body = () => document.toString('utf8');
  const address = `${url}/v1/plan-imports?network=crm&language=es`;
  return { url: address, headers: { ...headers, 'Content-Type': 'text/plain', 'X-Bench': uuid() }, method: 'POST', body, expected: 201 };
}
