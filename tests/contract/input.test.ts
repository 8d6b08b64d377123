import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ProblemDetails, problems } from '../../shared/contract/problem.ts';
import { type Operation, type OperationId, idsOf, isGuarded, isList, operation } from './operations.ts';
import { type Answer, type Draft, draft, send } from './request.ts';
import { tracesOf } from './rows.ts';
import { authorizationFor, keptCall } from './samples.ts';
import { type Stage, makeStage } from './stage.ts';

let stage: Stage;
let before: Awaited<ReturnType<typeof tracesOf>>;

const kindOf = ({ route }: Operation) => route.body?.kind;
const all = idsOf(() => true);
const withJson = idsOf((one) => kindOf(one) === 'json');
const withText = idsOf((one) => kindOf(one) === 'json' || kindOf(one) === 'form');
const withBody = idsOf((one) => one.route.body !== undefined);
/** A code or a token is no id, and a wrong one is as good as an unknown one. */
const withIds = idsOf((one) => one.route.path.includes('{') && !/\{(code|token)\}/.test(one.route.path));
const lists = idsOf(isList);

/** Nothing of what follows leaves anything behind, so that all of it may happen at once, and is looked for at the end. */
beforeAll(async () => {
  stage = await makeStage();
  for (const id of all) await keptCall(id, stage);
  before = await tracesOf(stage);
});

/** Sends the sample call after `spoil` has had its way with it. */
async function spoilt(id: OperationId, spoil: (draft: Draft) => void): Promise<Answer> {
  const request = draft(id, await keptCall(id, stage), authorizationFor(id, stage));
  spoil(request);
  return send(request);
}

/** The places that a refusal names; an OAuth error has none. */
function pointersOf(id: OperationId, { text }: Answer): string[] {
  if (operation(id).route.oauth) return [];
  return (ProblemDetails.parse(JSON.parse(text)).errors ?? []).map(({ pointer }) => pointer);
}

/** Whether a refusal is a 400 that names this place, as far as its shape names places. */
const isInvalidAt = (id: OperationId, answer: Answer, pointer: string) =>
  answer.status === 400 && (operation(id).route.oauth === true || pointersOf(id, answer).includes(pointer));

test.concurrent.each(all)('%s refuses an unknown query parameter by its name', async (id) => {
  const answer = await spoilt(id, ({ url }) => url.searchParams.set('unknown', '1'));
  expect(isInvalidAt(id, answer, '/query/unknown')).toBe(true);
});

test.concurrent.each(all)('%s refuses a query parameter that is said twice', async (id) => {
  const [name = 'unknown'] = Object.keys(operation(id).route.query?.shape ?? {});
  const answer = await spoilt(id, ({ url }) => ['1', '2'].forEach((value) => url.searchParams.append(name, value)));
  expect(isInvalidAt(id, answer, `/query/${name}`)).toBe(true);
});

test.concurrent.each(idsOf((one) => kindOf(one) === 'form'))('%s refuses a form field that is said twice', async (id) => {
  const answer = await spoilt(id, (request) => (request.body = `${String(request.body)}&${String(request.body)}`));
  expect(answer.status).toBe(400);
});

test.concurrent.each(lists.flatMap((id) => ['0', '201', '1.5', 'many'].map((limit) => [id, limit] as const)))(
  '%s refuses a limit of %s',
  async (id, limit) => {
    const answer = await spoilt(id, ({ url }) => url.searchParams.set('limit', limit));
    expect(isInvalidAt(id, answer, '/query/limit')).toBe(true);
  },
);

test.concurrent.each(withText)('%s refuses an unknown field by its name', async (id) => {
  const answer = await spoilt(id, (request) => {
    const form = kindOf(operation(id)) === 'form';
    request.body = form ? `${String(request.body)}&unknown=1` : JSON.stringify({ ...JSON.parse(String(request.body)), unknown: 1 });
  });
  expect(isInvalidAt(id, answer, '/body/unknown')).toBe(true);
});

const fieldsOf = (id: OperationId) => Object.keys((operation(id).route.body as { schema?: z.ZodObject } | undefined)?.schema?.shape ?? {});

test.concurrent.each(withJson.flatMap((id) => fieldsOf(id).map((field) => [id, field] as const)))(
  '%s refuses a wrong type of %s by its pointer',
  async (id, field) => {
    const answer = await spoilt(id, (request) => {
      request.body = JSON.stringify({ ...JSON.parse(String(request.body)), [field]: [[false]] });
    });
    expect(answer.status).toBe(400);
    expect(pointersOf(id, answer).some((pointer) => pointer.startsWith(`/body/${field}`))).toBe(true);
  },
);

describe.each<[name: string, body: BodyInit]>([
  ['broken JSON', '{"name": '],
  ['no content', ''],
  ['text that is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['a list instead of an object', '[]'],
  ['nothing but null', 'null'],
])('%s', (_name, body) => {
  test.concurrent.each(withJson)('is refused by %s', async (id) => {
    const answer = await spoilt(id, (request) => (request.body = body));
    expect(isInvalidAt(id, answer, '/body')).toBe(true);
  });
});

test.concurrent.each(withJson)('%s names no more than a hundred fields at fault', async (id) => {
  const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${'x'.repeat(1500)}${at}`, 1]));
  const answer = await spoilt(id, (request) => (request.body = JSON.stringify(unknown)));
  expect(pointersOf(id, answer).length).toBeLessThanOrEqual(100);
});

test.concurrent.each(withBody)('%s refuses a media type it does not read', async (id) => {
  const answer = await spoilt(id, ({ headers }) => headers.set('Content-Type', 'application/xml'));
  expect(answer.status).toBe(415);
});

/** A server that answers before it has read everything may close the connection first; the client then asks again. */
test.concurrent.each(withBody)('%s refuses more bytes than it takes', { retry: 3 }, async (id) => {
  const { body } = operation(id).route;
  const most = body?.kind === 'document' ? body.maxBytes : 1_000_000;
  const answer = await spoilt(id, (request) => (request.body = ' '.repeat(most + 1)));
  expect(answer.status).toBe(413);
});

/** A listing of the directory keeps the id that it has elsewhere, whatever its version. */
const otherVersion = '0190f3c2-7d7e-4a4e-9d55-2f1f5a8e0c11';
const badIds = (id: OperationId) => {
  const isAny = (operation(id).route.params?.shape['id'] as z.ZodType | undefined)?.safeParse(otherVersion).success;
  return ['1', 'x'.repeat(300), '0190f3c2-7d7e-4a4e-9d55-2f1f5a8e0c1g', ...(isAny ? [] : [otherVersion])];
};

test.concurrent.each(withIds.flatMap((id) => badIds(id).map((bad) => [id, bad] as const)))('%s refuses the id %s', async (id, bad) => {
  const answer = await spoilt(id, ({ url }) => (url.pathname = url.pathname.replace(/[\da-f-]{36}/, bad)));
  expect(isInvalidAt(id, answer, '/path/id')).toBe(true);
});

describe.each([
  ['es-MX, en;q=0.5', 'es'],
  ['fr, en-GB', 'en'],
] as const)('to a reader of %s', (accept, language) => {
  test.concurrent.each(idsOf(isGuarded))('%s says in one language what is wrong', async (id) => {
    const answer = await spoilt(id, ({ headers }) => {
      headers.set('Accept-Language', accept);
      headers.set('Authorization', `Bearer ${uuid()}`);
    });
    const { title, detail } = ProblemDetails.parse(JSON.parse(answer.text));
    expect(title).toBe(problems.unauthenticated.title[language]);
    expect(detail).toMatch(language === 'es' ? /venció/ : /expired/);
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

test('and nothing of all this has left anything behind', async () => expect(await tracesOf(stage)).toEqual(before));
