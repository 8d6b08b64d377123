import { expect } from 'vitest';
import { TokenError } from '../../shared/contract/identity/tokens.ts';
import { ProblemDetails } from '../../shared/contract/problem.ts';
import { fetchAnswer, platformUrl } from '../support/world.ts';
import { type Operation, type OperationId, operation } from './operations.ts';

/** What is asked of an operation, without who asks. */
export type Call = {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  mediaType?: string;
  ifMatch?: string;
};

/** A request that a test may still spoil before it is sent. */
export type Draft = { operation: Operation; url: URL; headers: Headers; body: BodyInit | null };

export type Answer = { status: number; headers: Headers; text: string };

/** The request of a call, as a well-behaved client would send it. */
export function draft(id: OperationId, call: Call, authorization: string | null): Draft {
  const { route } = operation(id);
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => call.params?.[name] ?? '');
  const url = new URL(path, platformUrl());
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
  const headers = new Headers({ 'Accept-Language': 'en' });
  if (authorization !== null) headers.set('Authorization', authorization);
  if (call.ifMatch !== undefined) headers.set('If-Match', call.ifMatch);
  return { operation: operation(id), url, headers, body: bodyOf(id, call, headers) };
}

function bodyOf(id: OperationId, { body, mediaType }: Call, headers: Headers): BodyInit | null {
  const kind = operation(id).route.body?.kind;
  if (!kind) return null;
  const types = { json: 'application/json', form: 'application/x-www-form-urlencoded', document: mediaType ?? '' };
  headers.set('Content-Type', types[kind]);
  if (kind === 'json') return JSON.stringify(body);
  return kind === 'form' ? String(new URLSearchParams(body as Record<string, string>)) : (body as BodyInit);
}

/**
 * Sends a request, and again as long as too many write at once. A refusal must be one that the operation declares, in the one shape that
 * refusals have.
 */
export async function send(drafted: Draft): Promise<Answer> {
  const answer = await sendOnce(drafted);
  return answer.status === 503 ? send(drafted) : answer;
}

async function sendOnce({ operation: { id, route }, url, headers, body }: Draft): Promise<Answer> {
  const response = await fetchAnswer(url, { method: route.method.toUpperCase(), headers, body });
  const answer = { status: response.status, headers: response.headers, text: await response.text() };
  if (response.status >= 400) {
    expect(await declaredStatuses(id), `${id} declares what it answers`).toContain(String(response.status));
    (route.oauth ? TokenError : ProblemDetails).parse(JSON.parse(answer.text));
  }
  return answer;
}

/** Drafts and sends. */
export const ask = (id: OperationId, call: Call, authorization: string | null, headers: Record<string, string> = {}): Promise<Answer> => {
  const request = draft(id, call, authorization);
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  return send(request);
};

type Described = { operationId: string; responses: Record<string, unknown> };
let description: Promise<Map<string, string[]>> | undefined;

async function declaredStatuses(id: OperationId): Promise<string[]> {
  description ??= fetchDescription();
  return (await description).get(id) ?? [];
}

async function fetchDescription(): Promise<Map<string, string[]>> {
  const response = await fetch(new URL('/openapi.json', platformUrl()));
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, Described>> };
  const described = Object.values(paths).flatMap((path) => Object.values(path));
  return new Map(described.filter(({ operationId }) => operationId).map((one) => [one.operationId, Object.keys(one.responses)]));
}
