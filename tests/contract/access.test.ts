import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { platformUrl } from '../support/world.ts';
import { type Forgeries, forgeries, forgeryNames } from './forgeries.ts';
import { type Expected, type Outcome, type Principal, matrix } from './matrix.ts';
import { type Operation, type OperationId, idsOf, isGuarded, isList, operation } from './operations.ts';
import { type Answer, type Call, ask } from './request.ts';
import { sampleCall } from './samples.ts';
import { type Stage, makeStage, removeAndRevoke } from './stage.ts';

const guarded = idsOf(isGuarded);
let here: Stage;
let elsewhere: Stage;
let forged: Forgeries;

beforeAll(async () => {
  [here, elsewhere] = await Promise.all([makeStage(), makeStage()]);
  forged = await forgeries(platformUrl());
  await removeAndRevoke(here);
});

describe.each(forgeryNames)('with %s', (forgery) => {
  test.each(guarded)('%s is refused and says how to sign in', async (id) => {
    const answer = await ask(id, callOnNothing(operation(id)), forged[forgery]);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(answer.text).toContain('/problems/unauthenticated');
  });
});

test('the matrix has a row for every operation that is not for anyone, and no other', () => {
  expect([...matrix.keys()].toSorted()).toEqual(guarded.toSorted());
});

test.concurrent.each(guarded)('%s answers each principal as the matrix says, and tells nobody whether what it hides exists', async (id) => {
  const expected = matrix.get(id) ?? new Map<Principal, Expected>();
  const answered = new Map<Principal, Expected>();
  for (const [principal, row] of expected) {
    const cells = await cellsOf(id, principal);
    answered.set(principal, outcomesOf(id, cells));
    if (hides(id, row.missing) && row.foreign === row.missing) expect(shape(cells.foreign)).toEqual(shape(cells.missing));
    if (hides(id, row.missing) && row.own === row.missing) expect(shape(cells.own)).toEqual(shape(cells.missing));
  }
  expect(Object.fromEntries(answered)).toEqual(Object.fromEntries(expected));
});

type Cells = Record<'own' | 'foreign' | 'missing', Answer & { about: string }>;

async function cellsOf(id: OperationId, principal: Principal): Promise<Cells> {
  const authorization = principal === 'other ST' ? elsewhere.authorizations['ST officer'] : here.authorizations[principal];
  const accept: Record<string, string> = isList(operation(id)) ? { Accept: 'application/x-ndjson' } : {};
  const cell = async (call: Call, about: string) => ({ ...(await ask(id, call, authorization, accept)), about });
  return {
    own: await cell(await sampleCall(id, here), here.id),
    foreign: await cell(await sampleCall(id, elsewhere), elsewhere.id),
    missing: await cell(pointedAtNothing(await sampleCall(id, here)), uuid()),
  };
}

const outcomesOf = (id: OperationId, { own, foreign, missing }: Cells): Expected => ({
  own: outcome(id, own),
  foreign: outcome(id, foreign),
  missing: outcome(id, missing),
});

/** A list without a filter shows many things: what counts is the one that was meant. */
function outcome(id: OperationId, { status, text, about }: Cells['own']): Outcome {
  if (!isList(operation(id)) || status !== 200) return status;
  const seen = isFiltered(id) ? text !== '' : text.includes(about);
  return seen ? 'some' : 'none';
}

const isFiltered = (id: OperationId) =>
  Object.keys(operation(id).route.query?.shape ?? {}).some((name) => name === 'network' || name === 'organisation');
const hides = (id: OperationId, told: Outcome) => told === 403 || told === 404 || (told === 'none' && isFiltered(id));
const ids = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Everything that the caller can see of an answer, but for ids and the clock. */
function shape({ status, headers, text }: Answer) {
  const told = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
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

function callOnNothing({ route }: Operation): Call {
  return { params: Object.fromEntries(Object.keys(route.params?.shape ?? {}).map((name) => [name, uuid()])), body: {} };
}
