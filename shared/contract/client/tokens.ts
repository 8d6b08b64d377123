import { Token } from '../identity/tokens.ts';
import { problemOf } from './api-problem.ts';

/** How a client reaches the platform and who it is. */
export type Credentials = { baseUrl: string; clientId: string; clientSecret: string; fetch: typeof fetch };

const margin = 30_000;

/** Gives a valid access token: kept until shortly before it expires, fetched once however many ask. `renew` drops the kept one. */
export function tokenSource(credentials: Credentials): (renew?: boolean) => Promise<string> {
  let kept: { token: Promise<string>; until: number } | undefined;
  return (renew = false) => {
    if (!kept || renew || Date.now() > kept.until) {
      const asked = request(credentials);
      const holder = { token: asked.then(({ access_token }) => access_token), until: Date.now() + margin };
      kept = holder;
      asked.then(
        ({ expires_in }) => (holder.until = Date.now() + expires_in * 1000 - margin),
        () => (kept = undefined),
      );
    }
    return kept.token;
  };
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
async function request({ baseUrl, clientId, clientSecret, fetch: send }: Credentials): Promise<Token> {
  const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const response = await send(new URL('/oauth/token', baseUrl), {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw await problemOf(response);
  return Token.loose().parse(await response.json());
}
