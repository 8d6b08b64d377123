import * as z from 'zod';
import en from 'zod/v4/locales/en.js';
import es from 'zod/v4/locales/es.js';
import { type FieldError, Problem } from '../contract/problem.ts';
import type { RequestBody, Route } from '../contract/route.ts';

const messages = { es: es().localeError, en: en().localeError };

/** The path, query and body of a request, valid by its contract. Throws a problem that names every field at fault. */
export function parseInput(route: Route, request: Request, params: Record<string, string>, content: Uint8Array) {
  return {
    params: valid(route.params, params, '/path'),
    query: valid(route.query ?? z.strictObject({}), onceEach(new URL(request.url).searchParams, '/query'), '/query'),
    body: route.body ? bodyOf(route.body, request, content) : undefined,
  };
}

/** Each parameter once: the same name twice says two things, so it is refused. */
function onceEach(values: URLSearchParams, pointer: string): Record<string, string> {
  const repeated = [...new Set(values.keys())].filter((name) => values.getAll(name).length > 1);
  if (repeated.length > 0) {
    throw invalid(repeated.map((name) => field(`${pointer}/${name}`, 'El parámetro está repetido', 'The parameter is repeated')));
  }
  return Object.fromEntries(values);
}

function bodyOf(body: RequestBody, request: Request, content: Uint8Array): unknown {
  const mediaType = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const accepted =
    body.kind === 'document' ? body.mediaTypes : [body.kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'];
  const fits = accepted.includes(mediaType) || (mediaType === 'application/merge-patch+json' && request.method === 'PATCH');
  if (!fits) {
    const list = accepted.join(', ');
    throw new Problem('unsupported-media-type', { es: `Envíe uno de: ${list}`, en: `Send one of: ${list}` });
  }
  if (body.kind === 'document') return { mediaType, bytes: content };
  const text = decode(content);
  return valid(body.schema, body.kind === 'json' ? parseJson(text) : onceEach(new URLSearchParams(text), '/body'), '/body');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw invalid([field('/body', 'No es texto UTF-8', 'It is not UTF-8 text')]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid([field('/body', 'No es JSON válido', 'It is not valid JSON')]);
  }
}

function valid(schema: z.ZodType | undefined, value: unknown, pointer: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap((issue) => fieldErrors(issue, pointer)));
}

/** What a fault that a schema found is called in both languages, and where it is, below `root`. */
export function fieldErrors(issue: z.core.$ZodIssue, root: string): FieldError[] {
  const path = [root, ...issue.path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => field(`${path}/${key}`, 'Campo desconocido', 'Unknown field'));
  if (issue.code === 'custom') {
    const [english = issue.message, spanish = english] = issue.message.split(' / ');
    return [field(path, spanish, english)];
  }
  return [field(path, translate(issue, 'es'), translate(issue, 'en'))];
}

function translate(issue: z.core.$ZodIssue, locale: 'es' | 'en'): string {
  const message = messages[locale](issue as z.core.$ZodRawIssue);
  return typeof message === 'string' ? message : (message?.message ?? issue.message);
}

const field = (pointer: string, spanish: string, english: string): FieldError => ({ pointer, detail: { es: spanish, en: english } });
const invalid = (errors: FieldError[]) => new Problem('invalid-request', undefined, { errors });
