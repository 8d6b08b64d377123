import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signWebhook, signedContent, verifySignatures } from '../../../shared/contract/webhooks/signature.ts';
import { WebhookError } from '../../../shared/contract/webhooks/webhook-error.ts';

const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as { kty: string; crv: string; x: string };
const secret = `whsec_${Buffer.from('a secret of this test, of no use').toString('base64')}`;

/** Everything that a header can carry as an id. */
const ids = fc.stringMatching(/^[!-\-/-~]{1,80}$/);
const times = fc.integer({ min: 1000, max: 999_999_998_000 });
const bodies = fc.uint8Array({ maxLength: 200 });
const signers = fc.constantFrom({ secrets: [secret] }, { keys: [pair.privateKey] }, { secrets: [secret], keys: [pair.privateKey] });
const trust = { secrets: [secret], keys: { keys: [jwk] } };

const headersOf = (id: string, timestamp: number | string, signature: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signature,
});
const at = (seconds: number) => new Date(seconds * 1000);

/** The text with one bit of one of its characters turned over. */
function turned(text: string, place: number): string {
  const bytes = Buffer.from(text);
  const index = place % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (place % 7));
  return bytes.toString('latin1');
}

describe('any message', () => {
  test('verifies at any time within the tolerance, and at none beyond', async () => {
    await fc.assert(
      fc.asyncProperty(ids, times, bodies, signers, fc.nat(1000), fc.integer({ min: -1000, max: 1000 }), async (...drawn) => {
        const [id, timestamp, body, own, tolerance, late] = drawn;
        const headers = headersOf(id, timestamp, await signWebhook({ id, timestamp, body, ...own }));
        const verified = verifySignatures(body, headers, { ...trust, tolerance, now: at(timestamp + late) });
        if (Math.abs(late) <= tolerance) await expect(verified).resolves.toHaveLength(Object.keys(own).length);
        else await expect(verified).rejects.toMatchObject({ code: late > 0 ? 'stale' : 'future' });
      }),
      { numRuns: 200 },
    );
  });

  test('verifies no more once a bit of its id or of its time is another', async () => {
    await fc.assert(
      fc.asyncProperty(ids, times, bodies, signers, fc.nat(), async (id, timestamp, body, own, place) => {
        const signature = await signWebhook({ id, timestamp, body, ...own });
        const wrong = [headersOf(turned(id, place), timestamp, signature), headersOf(id, turned(String(timestamp), place), signature)];
        for (const headers of wrong) {
          const tolerance = Number.MAX_SAFE_INTEGER;
          await expect(verifySignatures(body, headers, { ...trust, tolerance, now: at(timestamp) })).rejects.toBeInstanceOf(WebhookError);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is signed as one text that no other message has', async () => {
    const text = (content: ArrayBuffer) => Buffer.from(content).toString('latin1');
    await fc.assert(
      fc.property(ids, times, bodies, ids, times, bodies, (...[id, time, body, otherId, otherTime, otherBody]) => {
        const same = id === otherId && time === otherTime && Buffer.from(body).equals(otherBody);
        expect(text(signedContent(id, time, body)) === text(signedContent(otherId, otherTime, otherBody))).toBe(same);
      }),
    );
    expect(text(signedContent('a', 1, '2.{}'))).toBe('a.1.2.{}');
  });
});
