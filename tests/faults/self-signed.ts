import { generateKeyPairSync, sign } from 'node:crypto';

/** One element of DER (X.690): tag, length, content. */
function element(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  return Buffer.concat([Buffer.from(length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length & 255]), body]);
}

const sequence = (...content: Buffer[]) => element(0x30, ...content);
const hex = (tag: number, digits: string) => element(tag, Buffer.from(digits, 'hex'));
const ecdsaWithSha256 = sequence(hex(0x06, '2a8648ce3d040302'));
const named = (name: string) => sequence(element(0x31, sequence(hex(0x06, '550403'), element(0x0c, Buffer.from(name)))));
const moment = (text: string) => element(0x17, Buffer.from(text));

/** A key and a certificate that it signed itself (RFC 5280, version 1), which nobody has a reason to trust. In PEM. */
export function selfSigned(name: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const validity = sequence(moment('200101000000Z'), moment('491231235959Z'));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const content = sequence(hex(0x02, '01'), ecdsaWithSha256, named(name), validity, named(name), spki);
  const signature = element(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const text = sequence(content, ecdsaWithSha256, signature).toString('base64');
  const cert = `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}
