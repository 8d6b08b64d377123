import { ProblemDetails, type ProblemCode } from '../problem.ts';

/** An error answer of the API (RFC 9457), with its code: `error.code === 'stale'`. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail ?? details.title);
    this.name = 'ApiProblem';
    this.code = (details.type.split('/').at(-1) ?? 'internal') as ProblemCode;
    this.status = details.status;
    this.details = details;
  }
}

/** The problem that a failed answer tells; an answer that is no problem document becomes one that says its status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  const details = ProblemDetails.loose().safeParse(parsed(text));
  if (details.success) return new ApiProblem(details.data);
  const code = response.status === 401 ? 'unauthenticated' : response.status === 503 ? 'unavailable' : 'internal';
  const requestId = response.headers.get('x-request-id') ?? '';
  return new ApiProblem({
    type: `/problems/${code}`,
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    requestId,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
