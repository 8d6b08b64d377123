import { randomUUID } from 'node:crypto';
import type { Credential } from '../../scripts/operator.ts';
import { type Party, type StaffRole, type World, makeClient, makeParty, makeWorld, operator, tokenOf } from '../support/world.ts';

const staffRoles = ['reader', 'officer', 'validator', 'administrator'] as const;
const staffParties = ['ST', 'MEX', 'IOM', 'RROCM'] as const;
type Staff = `${(typeof staffParties)[number]} ${StaffRole}`;
const staff = staffParties.flatMap((party) => staffRoles.map((role): Staff => `${party} ${role}`));

/** The callers of the matrix whose credentials live. `PPT` is the officer of the presiding member, `op` the operator. */
export const alive = [...staff, 'PPT', 'removed', 'other ST', 'op'] as const;
export type Alive = (typeof alive)[number];

/** Callers whose tokens were good and whose credential or organisation has been ended since. */
export const ended = ['revoked client', 'suspended client', 'suspended organisation', 'revoked secret'] as const;
export type Ended = (typeof ended)[number];

/** The callers of this ring by name. A twin is a second client of the same kind, `basic` one without a token. */
export type Caller = Exclude<Alive, 'other ST'> | Ended | 'MEX twin' | 'operator twin' | 'basic';

/** A network of a test's own with a plan, a second network of the same secretariat, and the Authorization header of each caller. */
export type Stage = World & {
  second: string;
  GTM: Party;
  PAN: Party;
  /** A member that stays in the network and stands for who cannot act. */
  HND: Party;
  plan: string;
  activity: string;
  /** The activity on which everybody who sees the plan owes something, the one that has a host, and the one owed each half year. */
  common: string;
  hosted: string;
  halfYearly: string;
  operators: string[];
  authorizations: Record<Caller, string>;
  /** Of each organisation: a group of its own that everybody is in, and a consent that it gave. */
  groups: Map<Party, string>;
  consents: Map<Party, string>;
};

/** A plan of six activities: three rest on a mandate, three on none. A spreadsheet would run the first one's text. */
export const planDocument = `axis,objective,activity,responsible,calendar
A. Trafficking,1. Prevention,"1.1 =SUM(A1:A9) of campaigns (Ref.: p. 8, Decisiones, CRM, mayo 2004)",1.1.1 OIM,1.1.1.1 Continuo
A. Trafficking,1. Prevention,"1.2 Publicar cifras (Ref.: p. 9, Decisiones, CRM, mayo 2005)",1.2.1 Países miembros,1.2.1.1 Continuo
A. Trafficking,1. Prevention,1.3 Reunir a la red,1.3.1 ST,1.3.1.1 Febrero 2010
A. Trafficking,1. Prevention,1.4 Formar a personal consular,1.4.1 País sede en coordinación con la ST,1.4.1.1 Por definir
A. Trafficking,1. Prevention,"1.5 Actualizar el directorio (Ref.: p. 10, Decisiones, CRM, mayo 2006)","1.5.1 ST, OIM y países miembros",1.5.1.1 Continuo
A. Trafficking,1. Prevention,1.6 Contar semestralmente pasaportes falsos,1.6.1 Países miembros,1.6.1.1 Continuo
`;

/** Makes a stage on the running platform. Nobody has been removed, suspended or revoked yet. */
export async function makeStage(): Promise<Stage> {
  const world = await makeWorld();
  const by = operator();
  const [GTM, PAN, HND] = await Promise.all([
    makeParty(by, world.id, { kind: 'member', code: 'GTM', aliases: [] }),
    makeParty(by, world.id, { kind: 'member', code: 'PAN', aliases: [] }),
    makeParty(by, world.id, { kind: 'member', code: 'HND', aliases: [] }),
  ]);
  await world.ST.clients.officer.createPresidency({
    body: { network: world.id, organisation: world.SLV.id, from: '2020-01-01', to: null },
  });
  const second = await secondNetwork(world);
  const plan = await acceptedPlan(world, world.id);
  await acceptedPlan(world, second);
  const operators = await twoOperators();
  const parties = { ...world, GTM, PAN, HND };
  return {
    ...parties,
    second,
    plan,
    activity: await anActivity(world, plan, '1.1'),
    common: await anActivity(world, plan, '1.5'),
    hosted: await anActivity(world, plan, '1.4'),
    halfYearly: await anActivity(world, plan, '1.6'),
    operators: operators.map(({ clientId }) => clientId),
    authorizations: await authorizationsOf(parties, operators),
    ...(await sharedThings(parties)),
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
  const { body: acceptance } = await by.acceptPlanImport({ params: { id: draft.id }, query: { effectiveOn: '2000-01-01' } });
  return acceptance.plan;
}

async function anActivity({ ST }: World, plan: string, number: string): Promise<string> {
  for await (const { id } of ST.clients.reader.listActivities({ query: { plan, number } })) return id;
  throw new Error('No activity');
}

/** Operators that no other test uses. */
async function twoOperators(): Promise<[Credential, Credential]> {
  const by = operator();
  const { body: me } = await by.getMe();
  return [await makeClient(by, me.organisation, 'OP', 'operator'), await makeClient(by, me.organisation, 'OP', 'operator')];
}

type Parties = World & { GTM: Party; PAN: Party; HND: Party };

async function sharedThings({ id: network, ST, MEX, SLV, IOM, RROCM, GTM }: Parties): Promise<Pick<Stage, 'groups' | 'consents'>> {
  const parties = [ST, MEX, SLV, IOM, RROCM, GTM];
  const things = parties.map(async (party) => {
    const { officer, validator } = party.clients;
    const { body: group } = await officer.createGroup({ body: { network, name: { es: '=Grupo' }, purpose: { es: 'Compartir' } } });
    for (const { id: organisation } of parties) {
      await officer.addGroupMember({ params: { id: group.id }, body: { organisation, from: '2020-01-01' } });
    }
    const consent = { network, organisation: party.id, subject: group.id, note: { es: '=Sí' }, tlp: 'GREEN', audience: 'network' } as const;
    return { party, group: group.id, consent: (await validator.giveConsent({ body: consent })).body.id };
  });
  const made = await Promise.all(things);
  return {
    groups: new Map(made.map(({ party, group }) => [party, group])),
    consents: new Map(made.map(({ party, consent }) => [party, consent])),
  };
}

async function authorizationsOf(parties: Parties, [op, twin]: [Credential, Credential]): Promise<Record<Caller, string>> {
  const { MEX, SLV, IOM, GTM, PAN } = parties;
  const another = (role: StaffRole) => makeClient(MEX.clients.administrator, MEX.id, 'MEX', role);
  const given: [Caller, Credential][] = [
    ...staffParties.flatMap((code) => staffRoles.map((role): [Caller, Credential] => [`${code} ${role}`, parties[code].credentials[role]])),
    ['PPT', SLV.credentials.officer],
    ['removed', GTM.credentials.officer],
    ['op', op],
    ['operator twin', twin],
    ['MEX twin', await another('administrator')],
    ['revoked client', await another('administrator')],
    ['suspended client', await another('administrator')],
    ['revoked secret', await another('administrator')],
    ['suspended organisation', PAN.credentials.administrator],
  ];
  const bearers = await Promise.all(given.map(async ([name, credential]) => [name, `Bearer ${await tokenOf(credential)}`] as const));
  const { clientId, clientSecret } = IOM.credentials.reader;
  return { ...(Object.fromEntries(bearers) as Record<Caller, string>), basic: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
}

/** Whose token an Authorization header carries. */
const clientOf = (authorization: string) =>
  (JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;

/** Ends one membership, three credentials and one organisation, as a secretariat, an administrator and the operator would. */
export async function endSome({ ST, MEX, GTM, PAN, authorizations }: Stage): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const { etag } = await ST.clients.officer.getMembership({ params: { id: GTM.membership } });
  await ST.clients.officer.updateMembership({ params: { id: GTM.membership }, ifMatch: etag ?? '', body: { to: today } });
  const by = MEX.clients.administrator;
  const [revoked, suspended, secret] = (['revoked client', 'suspended client', 'revoked secret'] as const).map((name) => ({
    id: clientOf(authorizations[name]),
  }));
  await by.revokeClient({ params: { id: revoked?.id ?? '' }, ifMatch: '"1"' });
  await by.updateClient({ params: { id: suspended?.id ?? '' }, ifMatch: '"1"', body: { suspended: true } });
  const { body } = await by.getClient({ params: { id: secret?.id ?? '' } });
  await by.revokeSecret({ params: { id: body.id, secretId: body.secrets[0]?.id ?? '' }, ifMatch: '"1"' });
  await operator().updateOrganisation({ params: { id: PAN.id }, ifMatch: '"1"', body: { suspended: true } });
}
