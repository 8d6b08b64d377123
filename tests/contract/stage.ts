import { randomUUID } from 'node:crypto';
import type { Credential } from '../../scripts/operator.ts';
import { type Party, type World, makeClient, makeParty, makeWorld, operator, tokenOf } from '../support/world.ts';

/** The principals of this ring, by the name that the tables use. `twin` is a second client of the same kind, `basic` one without a token. */
export const callers = [
  'ST officer',
  'ST reader',
  'ST twin',
  'MEX officer',
  'MEX admin',
  'MEX twin',
  'IOM reader',
  'RROCM officer',
  'operator',
  'operator twin',
  'removed',
  'revoked',
  'basic',
] as const;
export type Caller = (typeof callers)[number];

/** A network of a test's own with a plan, a second network of the same secretariat, and the Authorization header of each principal. */
export type Stage = World & {
  second: string;
  GTM: Party;
  plan: string;
  activity: string;
  operators: string[];
  authorizations: Record<Caller, string>;
};

/** A plan of four activities: two rest on a mandate, two on none. A spreadsheet would run the first one's text. */
export const planDocument = `axis,objective,activity,responsible,calendar
A. Trafficking,1. Prevention,"1.1 =SUM(A1:A9) of campaigns (Ref.: p. 8, Decisiones, CRM, mayo 2004)",1.1.1 OIM,1.1.1.1 Continuo
A. Trafficking,1. Prevention,"1.2 Publicar cifras (Ref.: p. 9, Decisiones, CRM, mayo 2005)",1.2.1 Países miembros,1.2.1.1 Continuo
A. Trafficking,1. Prevention,1.3 Reunir a la red,1.3.1 ST,1.3.1.1 Febrero 2010
A. Trafficking,1. Prevention,1.4 Formar a personal consular,1.4.1 ST,1.4.1.1 Por definir
`;

/** Makes a stage on the running platform. The member that will be removed and the client that will be revoked still are neither. */
export async function makeStage(): Promise<Stage> {
  const world = await makeWorld();
  const by = operator();
  const GTM = await makeParty(by, world.id, { kind: 'member', code: 'GTM', aliases: [] });
  const second = await secondNetwork(world);
  const plan = await acceptedPlan(world, world.id);
  await acceptedPlan(world, second);
  const operators = await twoOperators();
  const authorizations = await authorizationsOf({ ...world, GTM }, operators);
  return {
    ...world,
    GTM,
    second,
    plan,
    activity: await anActivity(world, plan),
    operators: operators.map(({ clientId }) => clientId),
    authorizations,
  };
}

async function secondNetwork({ ST }: World): Promise<string> {
  const by = operator();
  const { body } = await by.createNetwork({ body: { code: `n${randomUUID().slice(0, 8)}`, name: { es: '=Otra red' } } });
  const membership = { network: body.id, organisation: ST.id, role: 'secretariat', code: 'ST', from: '2000-01-01' } as const;
  await by.createMembership({ body: membership });
  return body.id;
}

async function acceptedPlan({ ST }: World, network: string): Promise<string> {
  const by = ST.clients.officer;
  const { body: draft } = await by.createPlanImport({ query: { network, language: 'es' }, body: planDocument, mediaType: 'text/csv' });
  const { body: acceptance } = await by.acceptPlanImport({ params: { id: draft.id } });
  return acceptance.plan;
}

async function anActivity({ ST }: World, plan: string): Promise<string> {
  for await (const { id } of ST.clients.reader.listActivities({ query: { plan } })) return id;
  throw new Error('No activity');
}

/** Operators that no other test uses. */
async function twoOperators(): Promise<[Credential, Credential]> {
  const by = operator();
  const { body: me } = await by.getMe();
  return [await makeClient(by, me.organisation, 'OP', 'operator'), await makeClient(by, me.organisation, 'OP', 'operator')];
}

type Parties = World & { GTM: Party };

async function authorizationsOf(
  { ST, MEX, GTM, IOM, RROCM }: Parties,
  operators: [Credential, Credential],
): Promise<Record<Caller, string>> {
  const given: Record<Exclude<Caller, 'basic'>, Credential> = {
    'ST officer': ST.credentials.officer,
    'ST reader': ST.credentials.reader,
    'ST twin': ST.credentials.validator,
    'MEX officer': MEX.credentials.officer,
    'MEX admin': MEX.credentials.administrator,
    'MEX twin': await makeClient(MEX.clients.administrator, MEX.id, 'MEX', 'administrator'),
    'IOM reader': IOM.credentials.reader,
    'RROCM officer': RROCM.credentials.officer,
    operator: operators[0],
    'operator twin': operators[1],
    removed: GTM.credentials.officer,
    revoked: MEX.credentials.validator,
  };
  const bearers = Object.entries(given).map(async ([name, credential]) => [name, `Bearer ${await tokenOf(credential)}`]);
  const { clientId, clientSecret } = IOM.credentials.reader;
  const basic = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  return { ...(Object.fromEntries(await Promise.all(bearers)) as Record<Exclude<Caller, 'basic'>, string>), basic };
}

/** Ends the membership of one member and revokes one client of another, as a secretariat and an administrator would. */
export async function removeAndRevoke({ ST, MEX, GTM }: Stage): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const { etag: version } = await ST.clients.officer.getMembership({ params: { id: GTM.membership } });
  await ST.clients.officer.updateMembership({ params: { id: GTM.membership }, ifMatch: version ?? '', body: { to: today } });
  const client = { id: MEX.credentials.validator.clientId };
  const { etag } = await MEX.clients.administrator.getClient({ params: client });
  await MEX.clients.administrator.revokeClient({ params: client, ifMatch: etag ?? '' });
}
