import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Party } from '../support/world.ts';
import { type Forgeries, type Forgery, forgeries, forgeryNames } from './forgeries.ts';
import { type Verdict, matrix } from './matrix.ts';
import { type OperationId, idsOf, isGuarded, isList, isRead, operation } from './operations.ts';
import { type Answer, type Call, ask } from './request.ts';
import { keptCall, sampleCall } from './samples.ts';
import { type Alive, type Stage, alive, endSome, ended, makeStage } from './stage.ts';

const guarded = idsOf(isGuarded);
const relations = ['own', 'shared', 'foreign', 'missing'] as const;
type Relation = (typeof relations)[number];
let here: Stage;
let elsewhere: Stage;
let forged: Forgeries;
let cells = 0;
let wrong = 0;

beforeAll(async () => {
  [here, elsewhere] = await Promise.all([makeStage(), makeStage()]);
  forged = await forgeries(here.authorizations['op']);
  await endSome(here);
});

/** Every operation meets no token and two forgeries by name, and the rest of them in turn: one function of the platform reads them all. */
const everywhere: readonly Forgery[] = ['no token', 'an expired token', 'a token for another audience'];
const inTurn = forgeryNames.filter((name) => !everywhere.includes(name));
const meeting = (forgery: Forgery) =>
  guarded.filter((_, index) => everywhere.includes(forgery) || inTurn[index % inTurn.length] === forgery);

describe.each(forgeryNames)('with %s', (forgery) => {
  test.concurrent.each(meeting(forgery))('%s is refused and says how to sign in', async (id) => {
    const answer = await ask(id, pointedAtNothing(await keptCall(id, here)), forged[forgery]);
    cells += 1;
    wrong += Number(answer.status !== 401);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(answer.text).toContain('/problems/unauthenticated');
  });
});

describe.each(ended)('with the token of a %s', (name) => {
  test.concurrent.each(guarded)('%s is refused, whatever it is about', async (id) => {
    const call = await keptCall(id, here);
    for (const about of [call, pointedAtNothing(call)]) {
      const answer = await ask(id, about, here.authorizations[name]);
      cells += 1;
      wrong += Number(answer.status !== 401);
      expect([answer.status, answer.text.includes('/problems/unauthenticated')]).toEqual([401, true]);
    }
  });
});

test('the token that the forgeries were made from is good', async () => {
  expect((await ask('getMe', {}, here.authorizations['op'])).status).toBe(200);
});

test('the matrix has a row for every operation that is not for anyone, and no other', () => {
  expect([...matrix.keys()].toSorted()).toEqual(guarded.toSorted());
});

test.concurrent.each(guarded)('%s answers each caller as the matrix says, and tells nobody whether what it hides exists', async (id) => {
  const expected: Record<string, unknown> = {};
  const told: Record<string, unknown> = {};
  const calls: Calls = new Map();
  for (const caller of alive) {
    const answers = await answersFor(id, caller, calls);
    expected[caller] = Object.fromEntries(relations.map((relation) => [relation, expectedOutcome(id, caller, relation, answers)]));
    told[caller] = Object.fromEntries(relations.map((relation) => [relation, outcome(id, answers[relation])]));
    if (isHidden(id, told[caller] as Record<Relation, Outcome>)) expect(shape(answers.foreign)).toEqual(shape(answers.missing));
    cells += relations.length;
    wrong += relations.filter((relation) => outcome(id, answers[relation]) !== expectedOutcome(id, caller, relation, answers)).length;
  }
  expect(told).toEqual(expected);
});

test('every cell was asked', () => {
  console.log(`authorisation matrix: ${cells} cells, ${wrong} wrong`);
  expect(cells).toBeGreaterThanOrEqual(guarded.length * (alive.length * relations.length + everywhere.length + 1 + ended.length));
});

/** Those that make a new version of the one plan of a stage, or a draft of its current one. */
const racing: readonly OperationId[] = ['acceptPlanImport', 'openPlanDraft', 'publishPlanDraft'];

type Outcome = 'done' | 'forbidden' | 'not found' | 'some' | 'none' | number;
type Told = Answer & { about: string; call: Call };

/** One caller asks about a thing of its own, of another organisation of the network, of another network, and about none. */
async function answersFor(id: OperationId, caller: Alive, calls: Calls): Promise<Record<Relation, Told>> {
  const authorization = caller === 'other ST' ? elsewhere.authorizations['ST officer'] : here.authorizations[caller];
  const accept: Record<string, string> = isList(operation(id)) ? { Accept: 'application/x-ndjson' } : {};
  const send = async (stage: Stage, owner: Party, about: string, turned = (call: Call) => call): Promise<Told> => {
    const call = turned(await callAbout(id, stage, owner, calls));
    const answer = await ask(id, call, authorization, accept);
    const spent = answer.status < 300 && !(isRead(operation(id)) && !operation(id).route.once);
    if (spent || answer.status === 409 || answer.status === 412) calls.delete(keyOf(stage, owner));
    // Another row of the matrix has changed the same thing between our reading and our writing.
    const lost = answer.status === 412 || (answer.status === 409 && racing.includes(id));
    return lost ? send(stage, owner, about, turned) : { ...answer, about, call };
  };
  const [own, other] = ownersFor(caller);
  const aboutOf = (stage: Stage, owner: Party) => subjectOf(id, stage, owner);
  return {
    own: await send(here, own, aboutOf(here, own)),
    shared: await send(here, other, aboutOf(here, other)),
    foreign: await send(elsewhere, elsewhere.IOM, aboutOf(elsewhere, elsewhere.IOM)),
    missing: await send(here, own, id === 'listAuditCheckpoints' ? '' : uuid(), pointedAtNothing),
  };
}

/** The calls about each owner's things that nobody has made with effect yet: who is refused leaves them for the next caller. */
type Calls = Map<string, Promise<Call>>;
const keyOf = (stage: Stage, owner: Party) => `${stage.id} ${owner.id}`;

function callAbout(id: OperationId, stage: Stage, owner: Party, calls: Calls): Promise<Call> {
  const call = calls.get(keyOf(stage, owner)) ?? sampleCall(id, stage, owner);
  calls.set(keyOf(stage, owner), call);
  return call;
}

/** The organisation of a caller, and another one of the same network. Those who belong to none here take a member's things. */
function ownersFor(caller: Alive): [own: Party, other: Party] {
  const { ST, MEX, SLV, IOM, RROCM, GTM } = here;
  const own = { ST, MEX, IOM, RROCM, PPT: SLV, removed: GTM }[caller.split(' ')[0] ?? ''] ?? MEX;
  return [own, own === IOM ? MEX : IOM];
}

/** What a list must show for a caller to have seen what was meant. */
function subjectOf(id: OperationId, stage: Stage, owner: Party): string {
  if (id === 'listAuditCheckpoints') return '';
  if (id === 'listOrganisations' || id === 'listEndpoints' || id === 'listCalendarLinks') return owner.id;
  if (id === 'listGroups') return stage.groups.get(owner) ?? '';
  return stage.id;
}

function expectedOutcome(id: OperationId, caller: Alive, relation: Relation, answers: Record<Relation, Told>): Outcome {
  const row = matrix.get(id);
  const verdict = row ? verdictOf(row, caller, relation, isAboutNothing(answers.own.call)) : 'nothing';
  if (isList(operation(id))) return verdict === 'does' ? 'some' : 'none';
  return ({ does: 'done', sees: 'forbidden', nothing: 'not found' } as const)[verdict];
}

type Row = NonNullable<ReturnType<typeof matrix.get>>;

function verdictOf(row: Row, caller: Alive, relation: Relation, aboutNothing: boolean): Verdict {
  if (aboutNothing && row.own('removed') !== 'nothing' && row.own('other ST') !== 'nothing') return row.own(caller);
  if (relation === 'missing') return 'nothing';
  if (relation === 'foreign') return caller === 'op' ? row.another(caller) : caller === 'other ST' ? row.another('ST officer') : 'nothing';
  return relation === 'own' && caller !== 'op' ? row.own(caller) : row.another(caller);
}

/** A list without a filter shows many things: what counts is the one that was meant. */
function outcome(id: OperationId, { status, text, about }: Told): Outcome {
  if (isList(operation(id)) && status === 404) return 'none';
  if (isList(operation(id)) && status === 200) return (isFiltered(id) ? text !== '' : text.includes(about)) ? 'some' : 'none';
  if (status < 300) return 'done';
  return status === 403 ? 'forbidden' : status === 404 ? 'not found' : status;
}

const filters = ['network', 'organisation', 'subject', 'enrolment'];
const isFiltered = (id: OperationId) =>
  !['listOrganisations', 'listGroups'].includes(id) &&
  (operation(id).route.path.includes('{id}') || Object.keys(operation(id).route.query?.shape ?? {}).some((name) => filters.includes(name)));
/** A list of everything changes under the hands of the other rows, so that only its single answers can be compared. */
const isHidden = (id: OperationId, { foreign, missing }: Record<Relation, Outcome>) =>
  foreign === missing && ['not found', 'forbidden', 'none'].includes(String(foreign)) && (!isList(operation(id)) || isFiltered(id));
const ids = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
const isAboutNothing = (call: Call) => JSON.stringify(call) === JSON.stringify(pointedAtNothing(call));

/** Everything that the caller can see of an answer, but for ids and the clock. */
function shape({ status, headers, text }: Answer) {
  const told = [...headers].filter(([name]) => !['date', 'x-request-id', 'server-timing'].includes(name));
  return { status, text: text.replaceAll(ids, 'id'), headers: Object.fromEntries(told) };
}

/** The same call about ids that nothing has. */
function pointedAtNothing({ params, query, ...call }: Call): Call {
  const replace = <T>(value: T): T =>
    value === undefined ? value : (JSON.parse(JSON.stringify(value).replaceAll(ids, () => uuid())) as T);
  const document = call.mediaType !== undefined;
  return {
    ...call,
    ...(params && { params: replace(params) }),
    ...(query && { query: replace(query) }),
    ...(document ? {} : { body: replace(call.body) }),
  };
}
