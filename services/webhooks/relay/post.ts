import { callOutside } from '../../../shared/worker/outgoing.ts';
import type { WrappedKey } from '../../../shared/keys/key-ring.ts';
import { type EventRow, toCloudEvent } from '../cloud-event.ts';
import { openSecrets } from '../endpoints/secrets.ts';
import type { Vault } from '../vault.ts';
import type { Claimed } from './claim.ts';
import { messageOf } from './message.ts';
import { type Result, resultOf } from './result.ts';

/** Sends one delivery and tells what became of it; never throws. */
export async function post(delivery: Claimed, vault: Vault, keys: CryptoKey[]): Promise<Result> {
  const started = Date.now();
  const outcome = await call(delivery, vault, keys).catch(() => ({ kind: 'unreachable' }) as const);
  const { endpoint, position, number, tries } = delivery;
  return resultOf({ endpoint, position, number, tries }, outcome, Date.now() - started, new Date());
}

async function call({ url, at, secrets, event }: Claimed, { origin, keys: ring, outgoing }: Vault, keys: CryptoKey[]) {
  const live = await openSecrets(JSON.parse(secrets) as (WrappedKey & { id: string })[], ring);
  const { headers, body } = await messageOf(toCloudEvent(JSON.parse(event) as EventRow, origin), at, { secrets: live, keys });
  return callOutside(outgoing, { url, method: 'POST', headers, body });
}
