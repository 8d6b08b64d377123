import { beforeAll, describe, expect, test } from 'vitest';
import { getTableColumns, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as z from 'zod';
import { ProblemDetails } from '../../shared/contract/problem.ts';
import * as exchangeTables from '../../shared/database/exchange.ts';
import * as figureTables from '../../shared/database/figures.ts';
import * as identityTables from '../../shared/database/identity.ts';
import * as journalTables from '../../shared/database/journal.ts';
import * as listingsTables from '../../shared/database/listings.ts';
import * as publicDirectoryTables from '../../shared/database/public-directory.ts';
import * as directoryImportTables from '../../shared/database/directory-imports.ts';
import * as focalTables from '../../shared/database/focal-points.ts';
import * as filesTables from '../../shared/database/files.ts';
import * as meetingsTables from '../../shared/database/meetings.ts';
import * as workTables from '../../shared/database/work.ts';
import * as plansTables from '../../shared/database/plans.ts';
import * as sharingTables from '../../shared/database/sharing.ts';
import * as trainingTables from '../../shared/database/training.ts';
import * as trainingCalendarTables from '../../shared/database/training-calendars.ts';
import * as certificateTables from '../../shared/database/training-certificates.ts';
import * as trainingDocumentTables from '../../shared/database/training-documents.ts';
import * as webhooksTables from '../../shared/database/webhooks.ts';
import { type OperationId, idsOf, operation, operations } from './operations.ts';
import { type Call, draft, send } from './request.ts';
import { tracesOf } from './rows.ts';
import { authorizationFor, sampleCall } from './samples.ts';
import { type Caller, type Stage, makeStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => (stage = await makeStage()));

const bodyOf = (id: OperationId) => {
  const { body } = operation(id).route;
  return body?.kind === 'json' || body?.kind === 'form' ? (body.schema as z.ZodObject) : undefined;
};
const writes = idsOf(({ id, route }) => route.method !== 'get' && bodyOf(id) !== undefined);

/** Every name that any answer has, at any depth. */
function namesIn(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const { properties = {} } = schema as { properties?: Record<string, unknown> };
  return [...Object.keys(properties), ...Object.values(schema).flatMap((value) => namesIn(value, seen))];
}

const answered = operations.flatMap(({ route }) =>
  Object.values(route.answers).flatMap(({ schema }) =>
    schema ? namesIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) : [],
  ),
);

/** Every column of every table, by both of its names. */
const stored = [
  directoryImportTables,
  exchangeTables,
  figureTables,
  filesTables,
  focalTables,
  identityTables,
  journalTables,
  listingsTables,
  meetingsTables,
  plansTables,
  publicDirectoryTables,
  sharingTables,
  trainingTables,
  trainingCalendarTables,
  certificateTables,
  trainingDocumentTables,
  webhooksTables,
  workTables,
]
  .flatMap((module) => Object.values(module))
  .filter((table) => is(table, SQLiteTable))
  .flatMap((table) => Object.entries(getTableColumns(table)).flatMap(([name, column]) => [name, column.name]));

/** What the server alone says of a thing, and what would reach into JavaScript or the database if it were taken. */
const serverOwned = [...new Set([...answered, ...stored, 'isAdmin', 'scope', 'constructor', 'prototype', 'rowid', '$where'])];
const foreignTo = (id: OperationId) => serverOwned.filter((name) => !(name in (bodyOf(id)?.shape ?? {})));

const valueFor: Record<string, unknown> = { revoked: false, suspended: false, version: 1, role: 'operator', kind: 'secretariat' };

test('there are server-owned fields to try', () => {
  console.log(`${serverOwned.length} server-owned fields into ${writes.length} writes`);
  expect(serverOwned.length).toBeGreaterThan(80);
});

describe.each(writes)('%s', (id) => {
  test('refuses each field that is not its own, by its name, and leaves nothing behind', async () => {
    const names = foreignTo(id);
    const call = await sampleCall(id, stage);
    const before = await tracesOf(stage);
    for (let at = 0; at < names.length; at += 50) {
      const some = names.slice(at, at + 50);
      const answer = await sendWith(id, call, Object.fromEntries(some.map((name) => [name, valueFor[name] ?? 'x'])));
      expect(answer.status).toBe(400);
      if (operation(id).route.oauth) continue;
      const told = ProblemDetails.parse(JSON.parse(answer.text)).errors?.map(({ pointer }) => pointer);
      expect(told).toEqual(expect.arrayContaining(some.map((name) => `/body/${name}`)));
    }
    expect(await tracesOf(stage)).toEqual(before);
  });

  test('takes none of them alone either', async () => {
    const sample = (await sampleCall(id, stage)).body as object;
    const taken = foreignTo(id).filter((name) => bodyOf(id)?.safeParse({ ...sample, [name]: valueFor[name] ?? 'x' }).success);
    expect(taken).toEqual([]);
  });
});

function sendWith(id: OperationId, call: Call, extra: Record<string, unknown>) {
  const body = { ...(call.body as object), ...extra };
  return send(draft(id, { ...call, body }, authorizationFor(id, stage)));
}

test.each<[what: string, by: Caller, id: OperationId, body: object]>([
  ['an administrator lifts the suspension of its organisation', 'MEX administrator', 'updateOrganisation', { suspended: false }],
  ['a secretariat suspends a member', 'ST administrator', 'updateOrganisation', { suspended: true }],
  ['an administrator makes an operator', 'MEX administrator', 'createClient', { name: 'Portal', role: 'operator' }],
  ['an administrator makes its client an operator', 'MEX administrator', 'updateClient', { role: 'operator' }],
  ['an operator gives a client a role', 'op', 'updateClient', { role: 'administrator' }],
  ['an officer consents for its country', 'MEX officer', 'giveConsent', {}],
])('%s: refused', async (_, by, id, body) => {
  const call = await sampleCall(id, stage);
  const answer = await send(draft(id, { ...call, body: { ...(call.body as object), ...body } }, stage.authorizations[by]));
  expect(answer.status).toBe(403);
});

test('what stands in the name of an object’s own machinery is a field like another', async () => {
  const call = await sampleCall('createGroup', stage);
  const request = draft('createGroup', call, authorizationFor('createGroup', stage));
  request.body = String(request.body).replace('{', '{"__proto__":{"tlp":"GREEN"},');
  expect((await send(request)).status).toBe(400);
});
