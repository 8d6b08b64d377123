import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { signWebhook, verifySignatures, verifyWebhook } from '../../../shared/contract/webhooks/signature.ts';
import { WebhookError } from '../../../shared/contract/webhooks/webhook-error.ts';
import { CloudEvent } from '../../../shared/contract/webhooks/cloud-event.ts';

const pkcs8 = (seed: Uint8Array) => Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
const privateKey = (seed: Uint8Array) => crypto.subtle.importKey('pkcs8', pkcs8(seed), 'Ed25519', true, ['sign']);

async function publicOf(key: CryptoKey): Promise<string> {
  const { x = '' } = (await crypto.subtle.exportKey('jwk', key)) as JsonWebKey;
  return `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
}

describe('the fixed vectors of the Standard Webhooks project come out again', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };

  test('v1', async () => {
    const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
    expect(await signWebhook({ ...message, secrets })).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('v1a', async () => {
    const keys = [await privateKey(Buffer.from('VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=', 'base64'))];
    const signature = 'v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==';
    expect(await signWebhook({ ...message, keys })).toBe(signature);
  });
});

const secret = `whsec_${Buffer.from('sample, and not a secret: mine').toString('base64')}`;
const [example] = CloudEvent.meta()!['examples'] as [CloudEvent];
const now = new Date('2026-03-01T12:00:00.000Z');
const timestamp = now.getTime() / 1000;
let key: CryptoKey;
let published: string;
beforeAll(async () => {
  key = await privateKey(Buffer.from('sample, not a key: properties...'));
  published = await publicOf(key);
});

const headersOf = (id: string, signature: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signature,
});

describe('signing', () => {
  test('gives a signature for each secret and each key, in that order', async () => {
    const signature = await signWebhook({ id: 'a', timestamp, body: '', secrets: [secret, secret], keys: [key, key] });
    expect(signature.split(' ').map((part) => part.split(',')[0])).toEqual(['v1', 'v1', 'v1a', 'v1a']);
  });

  test.each([
    ['without a secret and a key', { secrets: [] }, 'malformed-secret'],
    ['with a secret that is none', { secrets: ['secret'] }, 'malformed-secret'],
    ['under an id with a stop', { id: 'a.1' }, 'malformed-header'],
    ['under an empty id', { id: '' }, 'malformed-header'],
    ['at a fraction of a second', { timestamp: 1.5 }, 'malformed-header'],
    ['at no time', { timestamp: Number.NaN }, 'malformed-header'],
    ['in milliseconds', { timestamp: now.getTime() }, 'malformed-header'],
  ])('is refused %s', async (_, wrong, code) => {
    const signing = signWebhook({ id: 'a', timestamp, body: '', secrets: [secret], ...wrong });
    await expect(signing).rejects.toMatchObject({ code });
  });
});

describe('verifying', () => {
  const body = JSON.stringify(example);
  const signed = async () => headersOf(example.id, await signWebhook({ id: example.id, timestamp, body, secrets: [secret] }));

  test('takes the headers of fetch and of Node', async () => {
    const headers = await signed();
    const asNode = { ...headers, 'set-cookie': ['a=1', 'b=2'], host: undefined };
    for (const each of [headers, new Headers(headers), new Request('https://receiver.example.org', { headers }).headers, asNode])
      expect(await verifyWebhook(body, each, { secrets: [secret], now })).toEqual(example);
  });

  test('refuses a header that came twice, however it was joined', async () => {
    const headers = new Headers(await signed());
    headers.append('webhook-id', example.id);
    await expect(verifyWebhook(body, headers, { secrets: [secret], now })).rejects.toMatchObject({ code: 'malformed-header' });
    const twice = { ...(await signed()), 'webhook-timestamp': [String(timestamp), '1'] };
    await expect(verifyWebhook(body, twice, { secrets: [secret], now })).rejects.toMatchObject({ code: 'malformed-header' });
  });

  test('goes by the clock when no time is told', async () => {
    await expect(verifyWebhook(body, await signed(), { secrets: [secret] })).rejects.toMatchObject({
      code: expect.stringMatching('stale|future'),
    });
  });

  test.each([{ now: new Date(Number.NaN) }, { now, tolerance: Number.NaN }])(
    'is within no tolerance that is no number: %j',
    async (options) => {
      await expect(verifyWebhook(body, await signed(), { secrets: [secret], ...options })).rejects.toThrow(WebhookError);
    },
  );

  test('says in Spanish and in English what is wrong', async () => {
    const error = await verifyWebhook(body, {}, { secrets: [secret], now }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WebhookError);
    expect((error as WebhookError).detail.es).toContain('webhook-id');
    expect((error as WebhookError).detail.en).toContain('webhook-id');
  });
});

const bodies = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), fc.json());
const ids = fc.stringMatching(/^[\w-]{1,60}$/);
const secrets = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`);

describe('whatever is sent', () => {
  test('verifies as it was signed, by the secret and by the key', async () => {
    await fc.assert(
      fc.asyncProperty(ids, bodies, secrets, async (id, body, own) => {
        const headers = headersOf(id, await signWebhook({ id, timestamp, body, secrets: [own], keys: [key] }));
        expect(await verifySignatures(body, headers, { secrets: [own], keys: [published], now })).toEqual(['v1', 'v1a']);
      }),
      { numRuns: 200 },
    );
  });

  test('verifies no more once a bit of the body, of a signature or of the secret is another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.constantFrom('v1', 'v1a'),
        async (bytes, place, kind) => {
          const signers = kind === 'v1' ? { secrets: [secret] } : { keys: [key] };
          const trust = kind === 'v1' ? { secrets: [secret], now } : { keys: [published], now };
          const header = await signWebhook({ id: 'a', timestamp, body: bytes, ...signers });
          const value = Buffer.from(header.slice(kind.length + 1), 'base64');
          const spoilt = headersOf('a', `${kind},${flipped(value, place).toString('base64')}`);
          await expect(verifySignatures(flipped(bytes, place), headersOf('a', header), trust)).rejects.toMatchObject({ code: 'no-match' });
          await expect(verifySignatures(bytes, spoilt, trust)).rejects.toMatchObject({ code: 'no-match' });
          const foreign = `whsec_${flipped(Buffer.from(secret.slice(6), 'base64'), place).toString('base64')}`;
          await expect(verifySignatures(bytes, headersOf('a', header), { secrets: [foreign], now })).rejects.toMatchObject({
            code: 'no-match',
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test('verifies no more once a character of the header is another', async () => {
    const header = await signWebhook({ id: 'a', timestamp, body: 'body', secrets: [secret], keys: [key] });
    const [v1 = '', v1a = ''] = header.split(' ');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(v1, v1a), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), async (signature, place, other) => {
        const at = place % signature.length;
        fc.pre(signature[at] !== other);
        const headers = headersOf('a', signature.slice(0, at) + other + signature.slice(at + 1));
        const verified = verifySignatures('body', headers, { secrets: [secret], keys: [published], now });
        await expect(verified).rejects.toMatchObject({ code: 'no-match' });
      }),
      { numRuns: 300 },
    );
  });

  test('is told by WebhookError alone when it is garbage', async () => {
    const garbage = fc.dictionary(fc.constantFrom('webhook-id', 'Webhook-Timestamp', 'webhook-signature'), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(garbage, bodies, async (headers, body) => {
        await expect(verifyWebhook(body, headers, { secrets: [secret], keys: [published], now })).rejects.toBeInstanceOf(WebhookError);
      }),
    );
  });
});

function flipped(bytes: Uint8Array, place: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = place % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (place % 8));
  return copy;
}
