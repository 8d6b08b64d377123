import { base64url } from 'jose';
import { expect, test } from 'vitest';
import type { KeyRing } from '../../../shared/keys/key-ring.ts';
import { keyRingOf, rewrap, unwrap, wrap } from '../../../shared/keys/key-ring.ts';
import { type Binding, digestOf, seal, unseal } from '../../../shared/files/sealing.ts';

const binding: Binding = { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', tlp: 'AMBER', mediaType: 'image/png' };
const plain = new TextEncoder().encode('Informe ficticio de prueba');
const secret = (byte: number) => base64url.encode(new Uint8Array(32).fill(byte));
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

test('what was sealed opens to the same bytes, and holds none of them in plain', async () => {
  const { sealed, key } = await seal(plain, binding);
  expect(await unseal(sealed, binding, key)).toEqual(plain);
  expect(Buffer.from(sealed).includes(Buffer.from(plain.subarray(0, 8)))).toBe(false);
  expect(sealed.length).toBe(plain.length + 1 + 12 + 16);
});

test('the same file sealed twice has another key and another text', async () => {
  const [one, two] = [await seal(plain, binding), await seal(plain, binding)];
  expect(one.key).not.toEqual(two.key);
  expect(one.sealed).not.toEqual(two.sealed);
});

test('with any byte altered it stays closed', async () => {
  const { sealed, key } = await seal(plain, binding);
  for (const at of sealed.keys()) await expect(unseal(flipped(sealed, at), binding, key)).rejects.toBeInstanceOf(Error);
  for (const at of key.keys()) await expect(unseal(sealed, binding, flipped(key, at))).rejects.toBeInstanceOf(Error);
  for (const length of sealed.keys()) await expect(unseal(sealed.subarray(0, length), binding, key)).rejects.toBeInstanceOf(Error);
});

test.each<[string, Partial<Binding>]>([
  ['id', { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12' }],
  ['label', { tlp: 'GREEN' }],
  ['media type', { mediaType: 'image/jpeg' }],
])('under another %s it stays closed', async (_, other) => {
  const { sealed, key } = await seal(plain, binding);
  await expect(unseal(sealed, { ...binding, ...other }, key)).rejects.toBeInstanceOf(Error);
});

/** Made once with OpenSSL's AES-256-GCM: key of 32 bytes 01, nonce of 12 bytes 02, the binding as JSON after the version. */
const published = 'AQICAgICAgICAgICAk64ryY4OqTdtaXfvDXEq92C0bTPm8P4FL_mfTwWqxvScW2m-OrcQY8q4A';

test('a file sealed elsewhere by the description of the format opens', async () => {
  expect(await unseal(base64url.decode(published), binding, new Uint8Array(32).fill(1))).toEqual(plain);
});

test('the digest of a file is its SHA-256 (FIPS 180-4, "abc")', async () => {
  expect(Buffer.from(base64url.decode(await digestOf(new TextEncoder().encode('abc')))).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

const fileKey = new Uint8Array(32).fill(5);
const { id } = binding;

test('a wrapped key comes back, for its own file alone', async () => {
  const ring = await keyRingOf('file', secret(1));
  const wrapped = await wrap(ring, fileKey, id);
  expect(await unwrap(ring, wrapped, id)).toEqual(fileKey);
  await expect(unwrap(ring, wrapped, `${id}0`)).rejects.toBeInstanceOf(Error);
  const at = wrapped.wrappedKey.length - 10;
  const swapped = wrapped.wrappedKey[at] === 'A' ? 'B' : 'A';
  const altered = `${wrapped.wrappedKey.slice(0, at)}${swapped}${wrapped.wrappedKey.slice(at + 1)}`;
  await expect(unwrap(ring, { ...wrapped, wrappedKey: altered }, id)).rejects.toBeInstanceOf(Error);
});

test('a key-encryption key is named by what it is, and tells nothing of its secret', async () => {
  const name = async (byte: number) => (await keyRingOf('file', secret(byte))).current.id;
  expect(await name(1)).toBe(await name(1));
  expect(await name(1)).not.toBe(await name(2));
  expect(await name(1)).toMatch(/^[\w-]{11}$/);
});

test('a rotation: the key before still opens, new files take the new one, and rewrapping lets the old one go', async () => {
  const before = await keyRingOf('file', secret(1));
  const during = await keyRingOf('file', secret(2), secret(1));
  const after = await keyRingOf('file', secret(2));
  const old = await wrap(before, fileKey, id);
  const opens = async (ring: KeyRing, wrapped: typeof old) => expect(await unwrap(ring, wrapped, id)).toEqual(fileKey);
  await opens(during, old);
  await expect(unwrap(after, old, id)).rejects.toThrow(/key-encryption key/);
  const anew = await rewrap(during, old, id);
  expect(anew.kek).toBe(after.current.id);
  await opens(after, anew);
  expect(await rewrap(during, anew, id)).toBe(anew);
});
