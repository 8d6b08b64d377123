import { Token } from '../identity/tokens.ts';
import { problemOf } from './api-problem.ts';
import { patiently } from './retry.ts';

/** How a client proves itself: by its secret, or by an assertion that it signs anew for each try (RFC 7523). */
type Proof =
  | { clientSecret: string; assertion?: never }
  | { clientSecret?: never; assertion: (audience: string) => string | Promise<string> };

/** How a client reaches the platform and who it is. */
export type Credentials = { baseUrl: string; clientId: string; language: 'es' | 'en'; fetch: typeof fetch } & Proof;

type Kept = { token: Promise<string>; value?: string; until: number };

const margin = 30_000;

/**
 * Gives a valid access token: kept until shortly before it expires, fetched once however many ask.
 * `refused` is the token that the platform did not take: it is given no more.
 */
export function tokenSource(credentials: Credentials): (refused?: string) => Promise<string> {
  let kept: Kept | undefined;
  const ask = (): Kept => {
    const asked = request(credentials);
    const fresh: Kept = { token: asked.then(({ access_token }) => access_token), until: Number.POSITIVE_INFINITY };
    asked.then(
      ({ access_token, expires_in }) => Object.assign(fresh, { value: access_token, until: Date.now() + expires_in * 1000 - margin }),
      () => (kept = kept === fresh ? undefined : kept),
    );
    return fresh;
  };
  return (refused) => {
    if (kept && (Date.now() > kept.until || (refused !== undefined && kept.value === refused))) kept = undefined;
    kept ??= ask();
    return kept.token;
  };
}

async function request(credentials: Credentials): Promise<Token> {
  const { baseUrl, language, fetch: send } = credentials;
  const ask = async () => {
    const { headers, body } = await proofOf(credentials);
    return send(new URL('/oauth/token', baseUrl), {
      method: 'POST',
      headers: { ...headers, 'Accept-Language': language },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(margin),
    });
  };
  const response = await patiently(ask, { repeatable: true });
  if (!response.ok) throw await problemOf(response);
  return Token.loose().parse(await response.json());
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. RFC 7523, 2.2: an assertion goes in the body. */
async function proofOf({ baseUrl, clientId, clientSecret, assertion }: Credentials) {
  if (assertion) {
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    return { headers: {}, body: { client_assertion_type: type, client_assertion: await assertion(new URL(baseUrl).origin) } };
  }
  const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  return { headers: { Authorization: `Basic ${basic}` }, body: {} };
}
