import { Hono } from 'hono';
import { v7 as uuid } from 'uuid';
import { Problem } from '../contract/problem.ts';
import type { Contract, Route } from '../contract/route.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { type Handler, answerRoute } from './answer-route.ts';
import type { Exactly, Handlers } from './handlers.ts';
import { hint } from './hint.ts';
import { runJob } from './job.ts';
import { type KeySource, keysOver } from './keys.ts';
import { log, storyOf } from './log.ts';
import { problemResponse } from './problems.ts';
import { settingsOf } from './settings.ts';

/**
 * What a worker may need beyond its contract: another source of keys, the work of its crons, each named by its expression, what it does when
 * a queue says that there is something to do, and what goes on after an operation was done, so that it need not wait for a cron.
 */
export type Options = {
  name: string;
  keys?: (env: object, db: Database) => KeySource;
  scheduled?: (env: object, db: Database, cron: string) => Promise<void>;
  hinted?: (env: object, db: Database) => Promise<void>;
  next?: Readonly<Record<string, (db: Database) => Promise<unknown>>>;
};

/**
 * A worker that answers a contract. A missing handler, a status that is not declared or a field the contract does not
 * know does not compile. Authentication, validation, paging, validators, idempotency, problems and the log follow from the contract.
 */
export function serve<const C extends Contract, H extends Handlers<C>>(
  contract: C,
  handlers: H & Exactly<C, H>,
  options: Options,
): ExportedHandler<Record<string, unknown>> {
  const app = new Hono<{ Bindings: Record<string, unknown> }>();
  for (const [operation, route] of Object.entries(contract)) {
    const handler = handlers[operation] as unknown as Handler;
    app.on(route.method, honoPath(route), (c) => {
      const afterwards = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
      const answer = run({ operation, route, handler }, c.req.raw, c.req.param(), c.env, options, afterwards);
      // It goes on although its caller has gone: a call cut off keeps its place at the database taken until the stream expires.
      afterwards(answer);
      return answer;
    });
  }
  for (const path of new Set(Object.values(contract).map(honoPath))) {
    app.all(path, (c) => problemResponse(notAllowed(contract, path), c.req.raw, requestIdOf(c.req.raw)));
  }
  app.notFound((c) => problemResponse(new Problem('not-found'), c.req.raw, requestIdOf(c.req.raw)));
  return {
    fetch: app.fetch as never,
    scheduled: ({ cron }, env) => runJob(options.name, `scheduled ${cron}`, env, async (db) => options.scheduled?.(env, db, cron)),
    queue: (_batch, env) => runJob(options.name, 'hinted', env, async (db) => options.hinted?.(env, db)),
  };
}

type Operation = { operation: string; route: Route; handler: Handler };

async function run(
  { operation, route, handler }: Operation,
  request: Request,
  params: Record<string, string>,
  env: object,
  options: Options,
  afterwards: (work: Promise<unknown>) => void,
) {
  const started = Date.now();
  const settings = settingsOf(env);
  const db = openDatabase(settings.database);
  const requestId = requestIdOf(request);
  const keys = options.keys?.(env, db) ?? keysOver((env as { IDENTITY: Fetcher }).IDENTITY, settings.origin);
  const call = { operation, route, handler, request, params, requestId, db, env, settings, keys, afterwards };
  const { response, error, client } = await answerRoute(call);
  if (db.told > 0) afterwards(hint(env));
  const next = options.next?.[operation];
  if (next && response.ok) afterwards(runJob(options.name, `after ${operation}`, env, next));
  response.headers.set('Server-Timing', `db;desc="${db.trips}"`);
  log({
    worker: options.name,
    requestId,
    operation,
    status: response.status,
    milliseconds: Date.now() - started,
    trips: db.trips,
    client,
    ...(error && response.status >= 500 ? { error: storyOf(error) } : {}),
  });
  return response;
}

const honoPath = ({ path }: Route) => path.replaceAll('{', ':').replaceAll('}', '');

const requestIdOf = (request: Request) => request.headers.get('x-request-id') ?? uuid();

function notAllowed(contract: Contract, path: string): Problem {
  const methods = Object.values(contract).filter((route) => honoPath(route) === path);
  const allow = methods.map(({ method }) => method.toUpperCase()).join(', ');
  return new Problem('method-not-allowed', { es: `Use: ${allow}`, en: `Use: ${allow}` }, { headers: { Allow: allow } });
}
