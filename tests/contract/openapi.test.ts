import { createConfig, lintFromString } from '@redocly/openapi-core';
import core, { type RulesetDefinition } from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';
import rulesets from '@stoplight/spectral-rulesets';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { eventTypes } from '../../shared/contract/events.ts';
import { kindOf } from '../../shared/contract/events/told.ts';
import { exampleOf } from '../../shared/contract/example.ts';
import { problemsOf } from '../../shared/contract/route-problems.ts';
import { problems } from '../../shared/contract/problem.ts';
import { Text } from '../../shared/contract/text.ts';
import { CloudEvent } from '../../shared/contract/webhooks/cloud-event.ts';
import { platformUrl } from '../support/world.ts';
import { type Operation, operation, operations } from './operations.ts';

const keySets = ['/.well-known/jwks.json', '/.well-known/audit-jwks.json', '/.well-known/webhook-jwks.json'];
const directory = (wanted: string) =>
  operations.filter(({ route }) => route.path.startsWith('/hsds') && route.method === wanted).map(({ route }) => route.path);
const forAnyone = [
  '/readyz',
  ...keySets,
  '/v1/event-types',
  ...directory('get'),
  ...['ics', 'atom', 'json', 'jsonld'].map((form) => `/v1/training/calendar.${form}`),
  '/v1/training/calendars/{token}',
  '/v1/training/documents/{id}',
  '/v1/training/verification/{code}',
  '/v1/training/verification/{code}/badge',
  '/v1/training/verification/{code}/status',
  '/.well-known/badge-jwks.json',
];

/** Rules that cannot apply here. Each says why; a rule is switched off for all or for the paths it is wrong about. */
const exceptions: { rule: string; at?: readonly (string | undefined)[]; because: string }[] = [
  {
    rule: 'owasp:api4:2023-string-restricted',
    because: 'Most texts are authored in four languages: a pattern that fits them all restricts nothing. All have a length.',
  },
  {
    rule: 'owasp:api4:2023-rate-limit',
    because: 'Every answer tells RateLimit-Policy; RateLimit itself is told where it is known, on 429. Both are tested below.',
  },
  { rule: 'owasp:api8:2023-define-cors-origin', because: 'Only what anyone may read may be read by a page of any origin.' },
  {
    rule: 'owasp:api2:2023-short-lived-access-tokens',
    because: 'Client credentials have no refresh token (RFC 6749, 4.4.3); expires_in says ten minutes.',
  },
  {
    rule: 'owasp:api2:2023-no-http-basic',
    because: 'client_secret_basic at the token endpoint alone, as RFC 6749, 2.3.1 asks of every server.',
  },
  {
    rule: 'owasp:api2:2023-no-credentials-in-url',
    at: ['/v1/clients/{id}/secrets/{secretId}', '/v1/webhook-endpoints/{id}/secrets/{secretId}'],
    because: 'It is the id of a secret.',
  },
  {
    rule: 'owasp:api2:2023-no-credentials-in-url',
    at: ['/v1/training/calendars/{token}'],
    because: 'Calendar programs know no other way: the address is revocable, and tells nothing above GREEN.',
  },
  { rule: 'owasp:api2:2023-read-restricted', at: forAnyone, because: 'For anyone by intent.' },
  {
    rule: 'owasp:api2:2023-write-restricted',
    at: directory('post'),
    because: 'It reads: a search whose words stay out of the address.',
  },
  { rule: 'owasp:api8:2023-define-error-responses-401', at: forAnyone, because: 'For anyone: never 401.' },
];

type DescribedOperation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: unknown[];
  responses: Record<string, Described>;
};
type Described = { $ref?: string; headers?: Record<string, unknown>; content?: Record<string, { example?: unknown; schema?: object }> };
type DescribedWebhook = {
  requestBody: { content: { 'application/cloudevents+json': { schema: { properties: { type: object } }; example: unknown } } };
  parameters?: object[];
  responses: object;
};
type Document = {
  paths: Record<string, Record<string, DescribedOperation>>;
  webhooks: Record<string, { post: DescribedWebhook }>;
  components: { responses: Record<string, Described> };
};

let text: string;
let document: Document;

/** The loopback is the one place without TLS: the document is read as a deployment serves it. */
beforeAll(async () => {
  const served = await (await fetch(new URL('/openapi.json', platformUrl()))).text();
  text = served.replaceAll(platformUrl(), 'https://enlace.example');
  document = JSON.parse(text) as Document;
});

const excused = (rule: string | number, path: string) =>
  exceptions.some((one) => one.rule === rule && (one.at === undefined || one.at.includes(path)));

test('Spectral finds nothing, by its rules for OpenAPI and those of OWASP, and no exception is idle', async () => {
  const spectral = new core.Spectral();
  // The rulesets are typed against another copy of the core than the one that runs them.
  // Redocly holds every example to its schema as well, in a tenth of the time.
  const examples = { 'oas3-valid-media-example': 'off', 'oas3-valid-schema-example': 'off' };
  const ruleset = {
    extends: [rulesets.oas, owasp].map((rules) => [rules, 'recommended']),
    rules: examples,
  } as unknown as RulesetDefinition;
  spectral.setRuleset(ruleset);
  const found = (await spectral.run(document)).map(({ code, path, message }) => ({ rule: code, path: String(path[1]), message }));
  expect(found.filter(({ rule, path }) => !excused(rule, path))).toEqual([]);
  const needed = (rule: string, at?: string) => found.some((one) => one.rule === rule && (at === undefined || one.path === at));
  const idle = exceptions.filter(({ rule, at = [undefined] }) => !at.every((path) => needed(rule, path)));
  expect(idle).toEqual([]);
});

test('Redocly finds nothing, by its recommended rules', async () => {
  const config = await createConfig('extends: [recommended]');
  const found = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
  expect(found.map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer }))).toEqual([]);
});

/** An answer, or the one of the components that it names. */
const referred = (answer: Described): Described => document.components.responses[answer.$ref?.split('/').at(-1) ?? ''] ?? answer;

const describedAs = ({ id, route }: Operation): DescribedOperation => {
  const found = document.paths[route.path]?.[route.method];
  if (found?.operationId !== id) throw new Error(`${id} is not in the document`);
  const responses = Object.entries(found.responses).map(([status, answer]) => [status, referred(answer)] as const);
  return { ...found, responses: Object.fromEntries(responses) };
};

describe.each(operations)('$id', (one) => {
  test('is described with a summary, a tag, who may call it and each answer', () => {
    const { summary, tags, security, responses } = describedAs(one);
    expect(summary).toBe(one.route.summary);
    expect(tags).toEqual([one.route.tag]);
    expect(security?.length).toBe(one.route.access === 'anyone' && !one.route.oauth ? 0 : 1);
    const statuses = [...Object.keys(one.route.answers), ...problemsOf(one.route).map((code) => String(problems[code].status))];
    expect(
      Object.keys(responses)
        .filter((status) => status !== '304')
        .toSorted(),
    ).toEqual([...new Set(statuses)].toSorted());
  });

  test('tells the limit of its use, and when to come back', () => {
    for (const [status, { headers = {} }] of Object.entries(describedAs(one).responses)) {
      expect(headers).toHaveProperty('RateLimit-Policy');
      if (status === '429') expect(headers).toHaveProperty('RateLimit');
      if (status === '429' || status === '503') expect(headers).toHaveProperty('Retry-After');
    }
  });

  test('has examples that its own schemas take', () => {
    const { body, answers } = one.route;
    const schemas = [body && 'schema' in body ? body.schema : undefined, ...Object.values(answers).map(({ schema }) => schema)];
    expect(schemas.flatMap((schema) => schema?.safeParse(exampleOf(schema)).error ?? [])).toEqual([]);
    const contents = Object.values(describedAs(one).responses).flatMap(({ content = {} }) => Object.entries(content));
    const isFile = (schema?: object) => schema !== undefined && 'format' in schema && schema.format === 'binary';
    for (const [type, { example, schema }] of contents)
      if (type.includes('json') && type !== 'application/x-ndjson' && !isFile(schema)) expect(example).toBeDefined();
  });

  test('takes the example of each of its parameters', () => {
    for (const part of [one.route.params, one.route.query]) {
      for (const field of Object.values(part?.shape ?? {})) {
        const schema = field as z.ZodType;
        for (const example of (schema.meta()?.examples as unknown[] | undefined) ?? [])
          expect(schema.safeParse(example).success).toBe(true);
      }
    }
  });
});

test('a text has the four languages that the document lists, and no other', () => {
  expect(Text.safeParse({ es: 'sí', de: 'nein' }).success).toBe(false);
});

test.each(eventTypes)('%s has its webhook in the document, whose example its own schema takes', (type) => {
  const { requestBody, parameters = [], responses } = document.webhooks[type]?.post ?? expect.unreachable();
  const { schema, example } = requestBody.content['application/cloudevents+json'];
  expect(schema.properties.type).toMatchObject({ enum: [type] });
  const { data } = kindOf(type);
  expect(CloudEvent.extend({ type: z.literal(type), data }).parse(example)).toEqual(example);
  expect(parameters).toHaveLength(3);
  expect(Object.keys(responses).toSorted()).toEqual(['2XX', '410', '429']);
});

test('the document has no webhook beside the catalogue', () => {
  expect(Object.keys(document.webhooks).toSorted()).toEqual(eventTypes.toSorted());
});

test('the operations of the document are those of the contracts', () => {
  const described = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  expect(described.toSorted()).toEqual(operations.map(({ id }) => operation(id).id).toSorted());
});
