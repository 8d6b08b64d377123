import { contracts } from '../contracts.ts';
import type { Page } from '../page.ts';
import type { Route } from '../route.ts';
import { problemOf } from './api-problem.ts';
import { isLoopback } from './loopback.ts';
import { type AnyInput, initOf, urlOf } from './request.ts';
import { patiently } from './retry.ts';
import { type Credentials, tokenSource } from './tokens.ts';
import type { Method } from './types.ts';

type Routes = (typeof contracts)['identity'] &
  (typeof contracts)['plans'] &
  (typeof contracts)['directory'] &
  (typeof contracts)['specimens'] &
  (typeof contracts)['training'] &
  (typeof contracts)['webhooks'];

/** One method for each operation of the API. */
export type EnlaceClient = { [K in Exclude<keyof Routes, 'issueToken'>]: Method<Routes[K]> };

/** `language` is the language of titles and details of problems: `es` or `en`. */
type OptionsOf<C> = C extends Credentials ? Omit<C, 'fetch' | 'language'> & Partial<Pick<C, 'fetch' | 'language'>> : never;
export type ClientOptions = OptionsOf<Credentials>;

/**
 * A typed client of the platform. It fetches and renews its tokens, repeats what may be repeated (reads, and writes under an
 * idempotency key), walks the pages of a list, and throws `ApiProblem` for every error answer. Throws TypeError for a `baseUrl` that is
 * neither https nor on this machine.
 */
export function createClient(options: ClientOptions): EnlaceClient {
  const { protocol, hostname } = new URL(options.baseUrl);
  if (protocol !== 'https:' && !isLoopback(hostname)) throw new TypeError(`baseUrl must be https: a secret goes there, not ${protocol}`);
  const call = callerOf(options);
  const routes = Object.values(contracts)
    .flatMap((contract) => Object.entries<Route>(contract))
    .filter(([, { oauth }]) => !oauth);
  return Object.fromEntries(routes.map(([id, route]) => [id, methodOf(route, call)])) as unknown as EnlaceClient;
}

type Call = (route: Route, input: AnyInput) => Promise<Response>;

/** Sends under a token, once more with a new one when the platform refuses the first. */
function callerOf(options: ClientOptions): Call {
  const { baseUrl, language = 'es', fetch: send = fetch } = options;
  const tokenFor = tokenSource({ ...options, language, fetch: send });
  return async (route, input) => {
    const url = urlOf(route, input, baseUrl);
    const init = initOf(route, input, language);
    const patience = { repeatable: route.method === 'get' || route.method === 'post', signal: input.signal };
    const attempt = async (token: string) => {
      init.headers.set('Authorization', `Bearer ${token}`);
      return patiently(() => send(url, init), patience);
    };
    const token = await tokenFor();
    let response = await attempt(token);
    if (response.status === 401) {
      await response.body?.cancel();
      response = await attempt(await tokenFor(token));
    }
    if (!response.ok && response.status !== 304) throw await problemOf(response);
    return response;
  };
}

function methodOf(route: Route, call: Call) {
  const isList = route.answers[200]?.list !== undefined;
  return (input: AnyInput = {}) => (isList ? itemsOf(route, input, call) : resultOf(route, input, call));
}

async function resultOf(route: Route, input: AnyInput, call: Call) {
  const response = await call(route, input);
  const empty = response.status === 204 || response.status === 304;
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const body: unknown = empty ? null : isJson ? await response.json() : new Uint8Array(await response.arrayBuffer());
  return { status: response.status, body, etag: response.headers.get('etag'), requestId: response.headers.get('x-request-id') };
}

async function* itemsOf(route: Route, { query, ...input }: AnyInput, call: Call): AsyncGenerator<unknown> {
  let cursor: string | null = null;
  do {
    const response = await call(route, { ...input, query: cursor ? { ...query, cursor } : query });
    const page = (await response.json()) as Page<unknown>;
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}
