import { TokenError } from '../../shared/contract/identity/tokens.ts';
import { type ProblemCode, ProblemDetails, problems } from '../../shared/contract/problem.ts';
import { problemsOf } from '../../shared/contract/route-problems.ts';
import type { Answer, Route } from '../../shared/contract/route.ts';
import { exampleOf } from '../../shared/contract/example.ts';
import { headersOfAnswer, headersOfProblem } from './openapi-headers.ts';

/** Every answer of an operation, as the document describes it. */
export const answersOf = (route: Route) => ({ ...successes(route), ...failures(route) });

function successes(route: Route) {
  const entries = Object.entries(route.answers).map(([status, answer]) => [status, success(route, Number(status), answer as Answer)]);
  const unchanged = { description: 'The caller has it already', headers: headersOfAnswer(route, 304) };
  return Object.fromEntries([...entries, ...(route.method === 'get' && !route.once ? [['304', unchanged]] : [])]);
}

/** No file that is answered is larger. */
const mostBytes = 50_000_000;

function success(route: Route, status: number, { description, schema, list, files = [] }: Answer) {
  const headers = headersOfAnswer(route, status);
  const binary = Object.fromEntries(files.map((type) => [type, { schema: { type: 'string', format: 'binary', maxLength: mostBytes } }]));
  if (!schema) return files.length > 0 ? { description, headers, content: binary } : { description, headers };
  const json = { ...binary, 'application/json': { schema, example: exampleOf(schema) } };
  const as = (type: string, what: string) => ({ [type]: { schema: { description: what } } });
  const whole = 'The whole list from here to its end';
  const bulk = list ? { ...as('text/csv', whole), ...as('application/x-ndjson', whole) } : {};
  const live = route.live ? as('text/event-stream', 'The list as it goes on: `id`, `event` (the type) and `data` (the item) of each') : {};
  return { description, headers, content: { ...json, ...bulk, ...live } };
}

function failures(route: Route) {
  const codes = Map.groupBy(problemsOf(route), (code) => problems[code].status);
  const type = route.oauth ? 'application/json' : 'application/problem+json';
  const schema = route.oauth ? TokenError : ProblemDetails;
  return Object.fromEntries(
    [...codes].map(([status, [code = 'internal', ...others]]) => {
      const description = [code, ...others].map((one) => problems[one].title.en).join('; ');
      const example = route.oauth ? exampleOf(TokenError) : exampleOfProblem(code);
      return [status, { description, headers: headersOfProblem(status), content: { [type]: { schema, example } } }];
    }),
  );
}

function exampleOfProblem(code: ProblemCode): ProblemDetails {
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, title: title.en, status, requestId: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' };
}
