import type { TokenRequest } from '../../shared/contract/identity/tokens.ts';
import type { Context } from '../../shared/database/context.ts';
import { addressOf } from '../../shared/worker/address.ts';
import { basicCredentials, proofBySecret } from './basic-credentials.ts';
import { type RemoteKeys, claimedClient, proofByAssertion } from './client-assertions.ts';
import { wrongCredentials } from './proof.ts';
import type { Applicant } from './tokens.ts';
import type { Vault } from './vault.ts';

type Asked = { body: TokenRequest; headers: Headers };

/**
 * Who asks for a token and how it proves itself: by an assertion in the body or by a secret in the header, never both (RFC 6749, 2.3).
 * Throws unauthenticated when there is neither, both, or the two name different clients.
 */
export function applicantOf(context: Context, vault: Vault, { body, headers }: Asked, remote: RemoteKeys): Applicant {
  const { client_assertion: assertion, client_id: named } = body;
  const authorization = headers.get('authorization');
  const address = addressOf({ headers });
  if (assertion === undefined) {
    const { client } = basicCredentials(authorization);
    if (named !== undefined && named !== client) throw wrongCredentials();
    return { client, address, prove: () => proofBySecret(context, authorization, vault.pepper) };
  }
  const client = claimedClient(assertion);
  if (authorization !== null || (named !== undefined && named !== client)) throw wrongCredentials();
  return { client, address, prove: () => proofByAssertion(context, assertion, vault.origin, remote) };
}
