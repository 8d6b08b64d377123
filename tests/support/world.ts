import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { Credential } from '../../scripts/operator.ts';
import { patiently } from '../../shared/contract/client/retry.ts';
import { type EnlaceClient, type Kind, type Role, createClient } from '../../shared/contract/index.ts';

/** An organisation of a test's own network, with a signed-in client and its credentials for each role. */
export type Party = {
  id: string;
  code: string;
  membership: string;
  clients: Record<StaffRole, EnlaceClient>;
  credentials: Record<StaffRole, Credential>;
};

export type StaffRole = Exclude<Role, 'operator'>;

/** A network of a test's own: a secretariat, two members, a partner and a civil-society organisation. */
export type World = { id: string; code: string; ST: Party; MEX: Party; SLV: Party; IOM: Party; RROCM: Party };

const bodies = [
  { code: 'CRM', name: { es: 'Conferencia' }, aliases: ['RCM'] },
  { code: 'GRCM', name: { es: 'Grupo' }, aliases: [], reportsTo: 'CRM' },
  {
    code: 'RED',
    name: { es: 'Red' },
    aliases: ['la red', 'las redes', 'Red de trata', 'the network'],
    reportsTo: 'GRCM',
    meetsBefore: 'GRCM',
  },
];

type Platform = { url: string; databaseUrl: string; operator: Credential; receiver?: string };
let ownPlatform: Platform | undefined;

/** Makes a platform of the test file's own the running one, for a test that everybody else would disturb. */
export const usePlatform = (platform: Platform): void => void (ownPlatform = platform);

/** The running platform. */
export const runningPlatform = (): Platform => ownPlatform ?? inject('platform');

/** The address of the running platform. */
export const platformUrl = (): string => runningPlatform().url;

/** Where the running platform may send events: the origin of a receiver that proves itself. */
export function receiverUrl(): string {
  const { receiver } = runningPlatform();
  if (!receiver) throw new Error('This platform has no receiver');
  return receiver;
}

/**
 * A request that is sent again when nothing answered it: a kept connection may be closed by the other side in the moment in which it is used
 * again, and so may the next.
 */
export async function fetchAnswer(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const sent = () => fetch(url, init);
  return sent().catch(sent).catch(sent).catch(sent);
}

/** The operator of the running platform. */
export const operator = (): EnlaceClient => signIn(runningPlatform().operator);

/** A typed client for a credential of the running platform, with the patience of the many tests that write there at once. */
const signIn = ({ clientId, clientSecret }: Credential): EnlaceClient =>
  createClient({
    baseUrl: platformUrl(),
    clientId,
    clientSecret,
    fetch: (...asked) => patiently(() => fetch(...asked), { repeatable: true }),
  });

/** Makes a network with five organisations and a client for each role, on the running platform. */
export async function makeWorld(): Promise<World> {
  const by = operator();
  const code = `n${randomUUID().slice(0, 8)}`;
  const { body: network } = await by.createNetwork({ body: { code, name: { es: 'Red de prueba' }, bodies } });
  const party = (kind: Kind, name: string, aliases: string[] = []) => makeParty(by, network.id, { kind, code: name, aliases });
  const [ST, MEX, SLV, IOM, RROCM] = await Promise.all([
    party('secretariat', 'ST', ['Secretaría Técnica']),
    party('member', 'MEX'),
    party('member', 'SLV'),
    party('partner', 'IOM', ['OIM']),
    party('civil_society', 'RROCM'),
  ]);
  return { id: network.id, code, ST, MEX, SLV, IOM, RROCM };
}

type Place = { kind: Kind; code: string; aliases: string[] };

/** Makes an organisation in a network with a client for each role. */
export async function makeParty(by: EnlaceClient, network: string, { kind, code, aliases }: Place): Promise<Party> {
  const membership = { network, role: kind, code, aliases, from: '2000-01-01' };
  const country = kind === 'member' ? code : null;
  const { body: organisation } = await by.createOrganisation({ body: { kind, name: { es: `Organización ${code}` }, country, membership } });
  const administrator = await makeClient(by, organisation.id, code, 'administrator');
  const admin = signIn(administrator);
  const [reader, officer, validator] = await Promise.all(
    (['reader', 'officer', 'validator'] as const).map((role) => makeClient(admin, organisation.id, code, role)),
  );
  if (!reader || !officer || !validator) throw new Error('No clients');
  const credentials = { reader, officer, validator, administrator };
  const clients = { reader: signIn(reader), officer: signIn(officer), validator: signIn(validator), administrator: admin };
  return { id: organisation.id, code, membership: await membershipOf(by, organisation.id), clients, credentials };
}

/** Makes one machine client and gives its credential. */
export async function makeClient(by: EnlaceClient, organisation: string, code: string, role: Role): Promise<Credential> {
  const { body } = await by.createClient({ body: { organisation, name: `${code} ${role}`, role } });
  return { organisation: code, role, clientId: body.client.id, clientSecret: body.secret ?? '' };
}

async function membershipOf(by: EnlaceClient, organisation: string): Promise<string> {
  for await (const { id } of by.listMemberships({ query: { organisation } })) return id;
  throw new Error('No membership');
}

/** An access token for a credential, for tests that speak plain HTTP. */
export async function tokenOf({ clientId, clientSecret }: Credential): Promise<string> {
  const send = () =>
    fetch(`${platformUrl()}/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
  const response = await patiently(send, { repeatable: true, signal: undefined });
  const { access_token } = (await response.json()) as { access_token?: string };
  if (!access_token) throw new Error(`No token: ${response.status}`);
  return access_token;
}
