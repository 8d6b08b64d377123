import { base64url } from 'jose';
import { v7 as uuid } from 'uuid';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Outcome, callOutside } from '../../../shared/worker/outgoing.ts';
import { toCloudEvent } from '../cloud-event.ts';
import { type Signers, messageOf } from '../relay/message.ts';
import type { Vault } from '../vault.ts';

type Way = Pick<Vault, 'origin' | 'outgoing'>;
/** Who is asked: `at` is the database's now in seconds since 1970, which the message is signed for. */
type Asked = { id: string; url: string; network: string | null; at: number; now: Date };
type Told = { es: string; en: string };

/** Posts a signed challenge of 128 random bits, to be answered by itself or as `{"challenge": …}`. Throws endpoint-unproved. */
export async function byChallenge({ origin, outgoing }: Way, { id, url, network, at, now }: Asked, signers: Signers): Promise<void> {
  const challenge = base64url.encode(crypto.getRandomValues(new Uint8Array(16)));
  const data = { endpoint: id, challenge };
  const type = 'webhooks.endpoint.challenged';
  const row = { id: uuid(), type, network, tlp: 'GREEN', subject: id, sequence: 1, at: now.toISOString(), data } as const;
  const { headers, body } = await messageOf(toCloudEvent(row, origin), at, signers);
  const answered = wellAnswered(await callOutside(outgoing, { url, method: 'POST', headers, body }));
  if (!holds(answered.body, challenge)) throw unproved({ es: 'una respuesta sin el desafío', en: 'an answer without the challenge' });
}

/** The OPTIONS request of CloudEvents ("HTTP 1.1 Web Hooks for Event Delivery", 4): may this origin send here? Throws endpoint-unproved. */
export async function byHandshake({ origin, outgoing }: Way, url: string): Promise<void> {
  const { host } = new URL(origin);
  const answered = wellAnswered(await callOutside(outgoing, { url, method: 'OPTIONS', headers: { 'webhook-request-origin': host } }));
  const allowed = answered.headers['webhook-allowed-origin']?.trim().toLowerCase();
  if (allowed === '*' || allowed === host) return;
  throw unproved({ es: 'una respuesta sin nuestro WebHook-Allowed-Origin', en: 'an answer without our WebHook-Allowed-Origin' });
}

function wellAnswered(outcome: Outcome) {
  if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) return outcome;
  throw unproved(wordsFor(outcome));
}

/** What came, without anything of the answer's own text. */
function wordsFor(outcome: Outcome): Told {
  switch (outcome.kind) {
    case 'answered':
      return { es: `el estado ${outcome.status}`, en: `status ${outcome.status}` };
    case 'redirected':
      return { es: `una redirección (${outcome.status})`, en: `a redirect (${outcome.status})` };
    case 'timeout':
      return { es: 'nada a tiempo', en: 'nothing in time' };
    case 'unreachable':
      return { es: 'ninguna respuesta', en: 'no answer' };
    case 'refused':
      return {
        es: `nada, pues no se llama: ${outcome.refusal.detail.es}`,
        en: `nothing, for it is not called: ${outcome.refusal.detail.en}`,
      };
  }
}

const unproved = ({ es, en }: Told) =>
  new Problem('endpoint-unproved', {
    es: `En 15 segundos se esperaba la prueba del destino, y vino ${es}.`,
    en: `The proof of the endpoint was expected within 15 seconds, and what came was ${en}.`,
  });

function holds(text: string, challenge: string): boolean {
  if (text.trim() === challenge) return true;
  try {
    return (JSON.parse(text) as { challenge?: unknown } | null)?.challenge === challenge;
  } catch {
    return false;
  }
}
