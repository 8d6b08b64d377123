import { ProblemDetails, type ProblemCode, problems } from '../problem.ts';

/** An error answer of the API (RFC 9457), with its code: `error.code === 'stale'`. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail ?? details.title);
    this.name = 'ApiProblem';
    this.code = codeOf(details);
    this.status = details.status;
    this.details = details;
  }
}

/** The problem that a failed answer tells; an answer that is no problem document becomes one that says its status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const told = parsed(await response.text());
  const details = ProblemDetails.loose().safeParse(told);
  if (details.success) return new ApiProblem(details.data);
  const { status, statusText, headers } = response;
  return new ApiProblem({
    type: 'about:blank',
    title: statusText || `HTTP ${status}`,
    status,
    requestId: headers.get('x-request-id') ?? '',
    ...oauthDetail(told),
  });
}

/** The last part of the type, or the first code of the status for a problem that this version does not know. */
function codeOf({ type, status }: ProblemDetails): ProblemCode {
  const name = type.split('/').at(-1) ?? '';
  if (isCode(name)) return name;
  return (
    Object.keys(problems)
      .filter(isCode)
      .find((code) => problems[code].status === status) ?? 'internal'
  );
}

const isCode = (name: string): name is ProblemCode => Object.hasOwn(problems, name);

/** The token endpoint speaks RFC 6749, 5.2. */
function oauthDetail(told: unknown): { detail?: string } {
  if (typeof told !== 'object' || told === null || !('error_description' in told)) return {};
  return { detail: String(told.error_description) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
