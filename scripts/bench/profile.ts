import { bundle, type Swap } from './bundle.ts';
import type { Extra } from './set.ts';
import type { Statement } from './queries.ts';

const whole = (file: string, from: string, to: string): Swap => ({ file, from, to });

/** Parts of a list's way that can be taken out one by one. `{ALIVE}` and `{LIST}` stand for the recorded statements. */
const parts: Record<string, Swap[]> = {
  zod: [
    whole(
      'shared/worker/answer-route.ts',
      'const parsed = parseInput(route, request, call.params, content);',
      'const parsed = { params: call.params, query: { limit: 20 }, body: undefined };',
    ),
  ],
  log: [whole('shared/worker/serve.ts', '  log({', '  (() => undefined)({')],
  etag: [whole('shared/worker/respond.ts', 'await etagOfBody(body)', '\'"x"\'')],
  cursor: [whole('shared/worker/respond.ts', 'await signCursor(next, scope, cursorKey)', "'x'")],
  alive: [
    whole('shared/access/read.ts', '...(context.principal ? [aliveQuery(context)] : []), ', ''),
    whole('shared/access/read.ts', 'if (context.principal && !', 'if (false && !'),
  ],
  'row mapping': [
    whole(
      'shared/database/send.ts',
      'prepared[index]?.mapResult(result, true)',
      'result.columns.length > 1 ? result.rows.map((row) => ({ plan: row[0], ordinal: row[1], content: JSON.parse(row[2]) })) : [{ alive: 1 }]',
    ),
  ],
  'query building': [
    whole(
      'shared/database/send.ts',
      'const prepared = queries.map((query) => (query as unknown as { _prepare(): Prepared })._prepare());',
      `const fixed = {STATEMENTS}; const prepared = (queries.length === 1 ? [fixed[1]] : fixed).map((statement, index) => ({
        getQuery: () => ({ sql: statement.sql, params: statement.args }),
        mapResult: (result) => result.columns.length > 1 ? result.rows.map((row) => ({ plan: row[0], ordinal: row[1], content: JSON.parse(row[2]) })) : [{ alive: 1 }],
      }));`,
    ),
    whole('services/plans/activities.ts', 'const [rows] = await read(context, [', 'const [rows] = await read(context, [ ({} as never) ?? '),
    whole('services/plans/activities.ts', 'inArray(activities.plan, visiblePlans(context)), wanted', 'undefined'),
  ],
};

/** Our plans worker on a socket of its own, whole and with each part taken out, and with all of them out. */
export async function variants(list: Statement[]): Promise<Extra[]> {
  const { 'row mapping': _covered, ...disjoint } = parts;
  const entries: [string, Swap[]][] = [
    ['plans', []],
    ...Object.entries(parts).map(([name, swaps]): [string, Swap[]] => [`plans − ${name}`, swaps]),
    ['plans − all of these', Object.values(disjoint).flat()],
  ];
  const options = { serviceBindings: { IDENTITY: 'enlace-identity' } };
  const made = entries.map(async ([name, swaps]): Promise<Extra> => {
    return { name, script: await bundle('services/plans/worker.ts', 'default', filled(swaps, list)), values: true, options };
  });
  return [...(await Promise.all(made)), ...(await gateways())];
}

/** What stands before our plans worker: nothing but a binding, or the gateway without its count of requests. */
async function gateways(): Promise<Extra[]> {
  const front = await bundle('scripts/bench/workers/front.ts');
  const uncounted = [whole('services/gateway/worker.ts', 'await checkRate(request, env);', '')];
  const gateway = await bundle('services/gateway/worker.ts', 'default', uncounted);
  const serviceBindings = { IDENTITY: 'enlace-identity', PLANS: 'enlace-plans' };
  return [
    { name: 'plans behind a bare binding', script: front, options: { serviceBindings: { BEHIND: 'enlace-plans' } } },
    { name: 'plans behind the gateway without its rate limit', script: gateway, values: true, options: { serviceBindings } },
  ];
}

const filled = (swaps: Swap[], list: Statement[]) =>
  swaps.map((swap) => ({ ...swap, to: swap.to.replace('{STATEMENTS}', () => JSON.stringify(list)) }));
