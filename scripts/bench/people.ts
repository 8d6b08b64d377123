import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '../../shared/database/context.ts';
import type { Credential } from '../operator.ts';

/** A caller of the bench: the headers it sends, and who its token says it is. */
export type Caller = { headers: Record<string, string>; principal: Principal };

/** Signs in the client of one organisation and role that the demo made. */
export async function signIn(url: string, dataDir: string, organisation: string, role: string): Promise<Caller> {
  const all = JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')) as Credential[];
  const found = all.find((one) => one.organisation === organisation && one.role === role);
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${found?.clientId}:${found?.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string;
    organisation: string;
    credential: string;
  };
  const { sub: client, organisation: ofClient, credential } = claims;
  return { headers: { Authorization: `Bearer ${token}` }, principal: { client, organisation: ofClient, credential } };
}
