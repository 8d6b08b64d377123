import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EnlaceClient, type Role, createClient } from '../../shared/contract/index.ts';
import { patiently } from '../../shared/contract/client/retry.ts';
import { type Credential, createOperator } from '../operator.ts';
import { type DemoGroup, demoGroups } from './groups.ts';
import { loadExchange } from './exchange/load-exchange.ts';
import { loadTraining } from './training/load-training.ts';
import { loadMeetings } from './load-meetings.ts';
import { loadServices } from './load-services.ts';
import { membershipOf, network, places } from './network.ts';

type Target = { url: string; databaseUrl: string; dataDir: string; secrets: Record<string, string> };

const presiding = 'CRI';
const roles: Exclude<Role, 'administrator' | 'operator'>[] = ['reader', 'officer', 'validator'];

/**
 * Loads the model network through the API itself, and writes `credentials.json` (mode 0600) with a client for each organisation and role.
 * What an interrupted load has left is found and used again; only its clients, whose secrets nobody has, are made anew.
 */
export async function loadDemo({ url, databaseUrl, dataDir, secrets }: Target): Promise<void> {
  const operatorCredential = await createOperator({ url: databaseUrl, token: process.env['DATABASE_TOKEN'] }, secrets['PEPPER'] ?? '');
  const credentials = [operatorCredential];
  const operator = signIn(url, operatorCredential);
  const networkId = await findOrMakeNetwork(operator);
  const known = new Map((await all(operator.listMemberships())).map(({ code, organisation }) => [code, organisation]));
  const clients = places.map(async (place) => {
    const organisation = known.get(place.code) ?? (await makeOrganisation(operator, place, networkId));
    known.set(place.code, organisation);
    if (place.code === presiding) await preside(operator, networkId, organisation);
    return clientsOf(url, operator, place.code, organisation);
  });
  credentials.push(...(await Promise.all(clients)).flat());
  const secretariat = signIn(url, find(credentials, 'ST', 'officer'));
  const by = clientsBy(url, credentials);
  await Promise.all([
    loadServices(by, networkId),
    loadWork(secretariat, known),
    loadExchange(by, networkId),
    loadTraining(by, { id: networkId, organisations: known }),
  ]);
  for (const one of demoGroups) await share(by(one.owner, 'officer'), networkId, known, one);
  const file = join(dataDir, 'credentials.json');
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

async function loadWork(secretariat: EnlaceClient, known: Map<string, string>): Promise<void> {
  await importPlan(secretariat);
  await loadMeetings(secretariat, known);
}

/** One client for each organisation and role, which keeps its token. */
function clientsBy(url: string, credentials: Credential[]) {
  const clients = new Map<string, EnlaceClient>();
  return (organisation: string, role: string): EnlaceClient => {
    const name = `${organisation} ${role}`;
    const client = clients.get(name) ?? signIn(url, find(credentials, organisation, role));
    clients.set(name, client);
    return client;
  };
}

async function findOrMakeNetwork(operator: EnlaceClient): Promise<string> {
  const found = (await all(operator.listNetworks())).find(({ code }) => code === network.code);
  return found?.id ?? (await operator.createNetwork({ body: network })).body.id;
}

async function makeOrganisation(operator: EnlaceClient, place: (typeof places)[number], networkId: string): Promise<string> {
  const { body } = await operator.createOrganisation({ body: { ...place.organisation, membership: membershipOf(place, networkId) } });
  return body.id;
}

async function preside(operator: EnlaceClient, networkId: string, organisation: string): Promise<void> {
  if ((await all(operator.listPresidencies())).length > 0) return;
  await operator.createPresidency({ body: { network: networkId, organisation, from: '2026-01-01', to: '2027-01-01' } });
}

/** The operator names the first administrator; the administrator makes the other clients of its organisation. */
async function clientsOf(url: string, operator: EnlaceClient, code: string, organisation: string): Promise<Credential[]> {
  const first = await createOne(operator, code, organisation, 'administrator');
  const administrator = signIn(url, first);
  const others: Credential[] = [];
  for (const role of roles) others.push(await createOne(administrator, code, organisation, role));
  return [first, ...others];
}

async function createOne(by: EnlaceClient, code: string, organisation: string, role: Role): Promise<Credential> {
  const { body } = await by.createClient({ body: { organisation, role, name: `${code} ${role}` } });
  return { organisation: code, role, clientId: body.client.id, clientSecret: body.secret ?? '' };
}

/** The plan in English, then in Spanish: each language joins the items of the other, and what is printed stays Spanish. */
async function importPlan(secretariat: EnlaceClient): Promise<void> {
  const [plan] = await all(secretariat.listPlans());
  for (const language of (['en', 'es'] as const).slice(plan?.version.number ?? 0)) {
    const body = readFileSync(join(import.meta.dirname, `work-plan.${language}.txt`));
    const { body: draft } = await secretariat.createPlanImport({
      query: { network: network.code, language },
      body,
      mediaType: 'text/plain',
    });
    await secretariat.acceptPlanImport({ params: { id: draft.id } });
  }
}

async function share(owner: EnlaceClient, networkId: string, known: Map<string, string>, { group, members }: DemoGroup): Promise<void> {
  if ((await all(owner.listGroups())).some(({ name }) => name.es === group.name.es)) return;
  const { body } = await owner.createGroup({ body: { ...group, network: networkId } });
  for (const code of members) {
    await owner.addGroupMember({ params: { id: body.id }, body: { organisation: known.get(code) ?? '', from: '2026-01-01' } });
  }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A client with the patience of a load that writes from many sides at once, on however slow a machine. */
const signIn = (baseUrl: string, { clientId, clientSecret }: Credential) =>
  createClient({ baseUrl, clientId, clientSecret, fetch: (...asked) => patiently(() => fetch(...asked), { repeatable: true }) });

function find(credentials: Credential[], organisation: string, role: string): Credential {
  const found = credentials.find((credential) => credential.organisation === organisation && credential.role === role);
  if (!found) throw new Error(`No credential of ${organisation} ${role}`);
  return found;
}
