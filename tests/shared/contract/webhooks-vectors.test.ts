import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signWebhook, verifySignatures, verifyWebhook } from '../../../shared/contract/webhooks/signature.ts';
import { type WebhookErrorCode, webhookErrorCodes } from '../../../shared/contract/webhooks/webhook-error.ts';

type Jwk = { kty: string; crv: string; x: string };
type Vector = {
  name: string;
  from: string;
  body?: string;
  bodyBase64?: string;
  headers: Record<string, string | string[]>;
  secrets?: string[];
  keys?: { keys: Jwk[] } | string[];
  now: string;
  tolerance?: number;
  expect: 'valid' | WebhookErrorCode;
  kinds?: string[];
};

const file = join(import.meta.dirname, '../../../shared/contract/vectors/webhooks.json');
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Vector[] };

const bodyOf = ({ body, bodyBase64 = '' }: Vector) => body ?? Buffer.from(bodyBase64, 'base64');
const optionsOf = ({ secrets, keys, now, tolerance }: Vector) => ({ secrets, keys, tolerance, now: new Date(now) });
const headerOf = ({ headers }: Vector, wanted: string) =>
  String(Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1]);

describe('the published vectors', () => {
  test('are forty at least, each with a name of its own, and show every fault there is', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(cases.map((vector) => vector.expect))).toEqual(new Set(['valid', ...webhookErrorCodes]));
  });

  test.each(cases)('$name: $expect', async (vector) => {
    const verified = verifyWebhook(bodyOf(vector), vector.headers, optionsOf(vector));
    if (vector.expect === 'valid') expect((await verified).id).toBe(headerOf(vector, 'webhook-id'));
    else await expect(verified).rejects.toMatchObject({ name: 'WebhookError', code: vector.expect });
  });

  test.each(cases.filter(({ kinds }) => kinds))('$name: by the kinds it says', async (vector) => {
    const kinds = await verifySignatures(bodyOf(vector), vector.headers, optionsOf(vector));
    expect(kinds.toSorted()).toEqual(vector.kinds);
  });

  test.each(cases.filter(({ headers }) => Object.values(headers).every((value) => typeof value === 'string')))(
    '$name: the same as Headers',
    async (vector) => {
      // Headers trim what they hold, and take no other scripts.
      const told = Object.entries(vector.headers) as [string, string][];
      if (told.some(([, value]) => value !== value.trim() || /[^\t\x20-\x7e]/.test(value))) return;
      const verified = verifyWebhook(bodyOf(vector), new Headers(told), optionsOf(vector));
      if (vector.expect === 'valid') await expect(verified).resolves.toBeDefined();
      else await expect(verified).rejects.toMatchObject({ code: vector.expect });
    },
  );
});

/** What an upstream receiver or a plain decoder overlooks and we do not. */
const laxer = ['something after the HMAC', 'bytes that are no UTF-8, put in place of the signed ones'];
const signaturesAreGood: readonly string[] = ['valid', 'not-an-event'];

describe('the upstream receiver', () => {
  afterEach(() => vi.useRealTimers());
  const takes = (vector: Vector) => {
    vi.useFakeTimers({ now: new Date(vector.now), toFake: ['Date'] });
    const headers = vector.headers as Record<string, string>;
    return (vector.secrets ?? []).some((secret) => {
      try {
        new Webhook(secret).verify(bodyOf(vector) as string | Buffer, headers, { jsonParse: false });
        return true;
      } catch {
        return false;
      }
    });
  };
  const comparable = cases.filter(({ expect: expected, tolerance }) => !expected.startsWith('malformed') && tolerance === undefined);

  test.each(comparable.filter(({ secrets, name }) => secrets && !laxer.includes(name)))('agrees: $name', (vector) => {
    // Latin-1 is no UTF-8: upstream reads another text than was signed.
    const isText = Buffer.from(bodyOf(vector)).equals(Buffer.from(bodyOf(vector).toString()));
    const good = isText && (vector.kinds ?? ['v1']).includes('v1') && signaturesAreGood.includes(vector.expect);
    expect(takes(vector)).toBe(good);
  });

  test('has its own vector made by us, and taken by us', async () => {
    const [secret, id, timestamp, body] = [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    ] as const;
    const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
    expect(await signWebhook({ id, timestamp, body, secrets: [secret] })).toBe(signature);
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
    expect(await verifySignatures(body, headers, { secrets: [secret], now: new Date(timestamp * 1000) })).toEqual(['v1']);
  });
});

describe('plain Web Crypto', () => {
  const rawOf = ({ keys = [] }: Vector) =>
    Array.isArray(keys)
      ? keys.map((key) => Buffer.from(key.slice('whpk_'.length), 'base64'))
      : keys.keys.filter(({ crv }) => crv === 'Ed25519').map(({ x }) => Buffer.from(x, 'base64url'));

  async function takes(vector: Vector): Promise<boolean> {
    const head = `${headerOf(vector, 'webhook-id')}.${headerOf(vector, 'webhook-timestamp')}.`;
    const message = Buffer.concat([Buffer.from(head), Buffer.from(bodyOf(vector))]);
    const told = headerOf(vector, 'webhook-signature').matchAll(/(?<=^| )v1a,(\S+)/g);
    const signatures = Array.from(told, ([, text = '']) => Buffer.from(text, 'base64'));
    for (const raw of rawOf(vector)) {
      const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, true, ['verify']);
      for (const signature of signatures) if (await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message)) return true;
    }
    return false;
  }

  const comparable = cases.filter(
    ({ keys, expect: expected }) => keys && (signaturesAreGood.includes(expected) || expected === 'no-match'),
  );

  test.each(comparable)('agrees on Ed25519: $name', async (vector) => {
    expect(await takes(vector)).toBe((vector.kinds ?? []).includes('v1a'));
  });

  test('was asked about both answers', () => {
    expect(new Set(comparable.map(({ expect: expected }) => expected)).size).toBeGreaterThan(1);
  });
});
