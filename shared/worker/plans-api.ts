import { problemOf } from '../contract/client/api-problem.ts';
import type { Cell, Ledger } from '../contract/plans/ledger.ts';
import type { Report, ReportContent } from '../contract/plans/reports.ts';
import { Problem } from '../contract/problem.ts';

export type ReportInput = Pick<ReportContent, 'done' | 'indicators'> & { activity: string; period: string };
export type ReportCell = { activity: string; period: string; organisation: string };

/** What other workers need of the ledger of plans. Every call throws the problems of the plans worker, and unavailable when it is silent. */
export type PlansApi = {
  getActivity: (id: string) => Promise<{ network: string; plan: string }>;
  /** What an organisation, by its code, owes for an activity in a stretch of time. */
  listCells: (plan: string, asked: ReportCell) => Promise<Cell[]>;
  /** Begins a report and gives its id: the same one for the same key. */
  createReport: (report: ReportInput, key: string) => Promise<string>;
  /** The reports of one cell that the caller sees. */
  listReports: (cell: ReportCell) => Promise<Report[]>;
  getReport: (id: string) => Promise<{ state: Report['state']; etag: string }>;
  submitReport: (id: string, etag: string) => Promise<void>;
};

/** The longest that a call may take, in milliseconds. */
const longest = 15_000;

/** The plans worker as the caller meets it: with the caller's own token, in its language, under the number of its request. */
export function plansOver(plans: Fetcher, caller: Headers, requestId: string): PlansApi {
  const forwarded = ['authorization', 'accept-language'].flatMap((name) => {
    const value = caller.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const call = (method: string, path: string, headers: Record<string, string> = {}, body?: object) =>
    ask(plans, path, {
      method,
      headers: { ...Object.fromEntries(forwarded), 'x-request-id': requestId, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    getActivity: async (id) => (await call('GET', `/v1/activities/${id}`)).body as { network: string; plan: string },
    listCells: async (plan, asked) =>
      ((await call('GET', `/v1/plans/${plan}/ledger?${new URLSearchParams(asked)}`)).body as Ledger).activities.flatMap(
        ({ cells }) => cells,
      ),
    createReport: async (report, key) => ((await call('POST', '/v1/reports', { 'idempotency-key': key }, report)).body as Report).id,
    listReports: async (cell) => ((await call('GET', `/v1/reports?${new URLSearchParams(cell)}`)).body as { items: Report[] }).items,
    getReport: async (id) => {
      const { body, etag } = await call('GET', `/v1/reports/${id}`);
      return { state: (body as Report).state, etag };
    },
    submitReport: async (id, etag) => void (await call('PUT', `/v1/reports/${id}/submission`, { 'if-match': etag })),
  };
}

async function ask(plans: Fetcher, path: string, init: RequestInit): Promise<{ body: unknown; etag: string }> {
  try {
    const response = await plans.fetch(`http://plans${path}`, { ...init, signal: AbortSignal.timeout(longest) });
    if (!response.ok) throw await refusalOf(response);
    return { body: await response.json(), etag: response.headers.get('etag') ?? '' };
  } catch (error) {
    throw error instanceof Problem ? error : silent(error);
  }
}

/** The same problem as ours. Its sentence is in the caller's language already; the fields at fault are not the caller's. */
async function refusalOf(response: Response): Promise<Problem> {
  const { code, details } = await problemOf(response);
  if (response.status >= 500) return silent(new Error(`The plans worker answered ${response.status}`));
  const retryAfter = response.headers.get('retry-after');
  return new Problem(
    code,
    details.detail === undefined ? undefined : { es: details.detail, en: details.detail },
    retryAfter === null ? {} : { headers: { 'Retry-After': retryAfter } },
  );
}

const silent = (cause: unknown) =>
  new Problem(
    'unavailable',
    { es: 'El plan no responde ahora: repita la llamada.', en: 'The plan does not answer now: repeat the call.' },
    { headers: { 'Retry-After': '5' }, cause },
  );
