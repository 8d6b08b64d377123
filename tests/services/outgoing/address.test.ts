import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalOf } from '../../../services/outgoing/address.ts';
import { good, hostile } from './addresses.ts';

const allowed = ['http://127.0.0.1:9000', 'http://localhost:9001'];
const all = Object.entries(hostile).flatMap(([code, urls]) => urls.map((url) => ({ url, code })));

test('the list is long and names every address once', () => {
  const urls = [...all.map(({ url }) => url), ...good];
  expect(urls.length).toBeGreaterThan(150);
  expect(urls.filter((url, at) => urls.indexOf(url) !== at)).toEqual([]);
});

test.each(all)('$url is refused: $code', ({ url, code }) => {
  expect(refusalOf(url, ['http://127.0.0.1:9000'])?.code).toBe(code);
});

test.each(good)('%s may be called', (url) => {
  expect(refusalOf(url, [])).toBeNull();
});

test('a named origin may be called, and only that one, with any path', () => {
  const may = (url: string) => refusalOf(url, allowed) === null;
  expect(['http://127.0.0.1:9000', 'http://127.0.0.1:9000/a?b', 'http://0x7f.1:9000/', 'http://localhost:9001/'].map(may)).not.toContain(
    false,
  );
  expect(
    ['https://127.0.0.1:9000/', 'http://127.0.0.1/', 'http://127.0.0.1:90/', 'http://localhost:9000/', 'http://a@localhost:9001/'].map(may),
  ).not.toContain(true);
});

test('a refusal says why in both languages, and not what was given', () => {
  for (const { url } of all) expect(refusalOf(url, [])?.detail).toEqual({ es: expect.stringMatching(/./), en: expect.stringMatching(/./) });
  expect(JSON.stringify(refusalOf('https://user:secret@portal.org/', []))).not.toContain('secret');
});

/** One number of an address in one of its notations. */
const digits = ['0123456789', '⓪①②③④⑤⑥⑦⑧⑨', '０１２３４５６７８９', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'].map((signs) => [...signs]);
const written = (value: number) =>
  fc.oneof(
    fc.constantFrom(...digits).map((signs) => [...String(value)].map((digit) => signs[Number(digit)]).join('')),
    fc.constantFrom(`0${value.toString(8)}`, `0x${value.toString(16)}`, `0X${value.toString(16).toUpperCase()}`),
  );
const octet = fc.integer({ min: 0, max: 255 }).chain(written);
const inParts = fc.tuple(octet, octet, octet, octet, fc.constantFrom('.', '。', '．', '%2e'), fc.constantFrom('', '.'));
const asOne = fc.integer({ min: 0, max: 0xff_ff_ff_ff }).chain(written);
const ipv4 = fc.oneof(
  asOne,
  inParts.map(([a, b, c, d, dot, end]) => [a, b, c, d].join(dot) + end),
);
const hosts = fc.oneof(
  ipv4,
  fc.ipV6().map((ip) => `[${ip}]`),
  fc.domain(),
  fc.webAuthority(),
  fc.string({ unit: 'grapheme' }),
);

test('no IPv4 number passes in any notation', () => {
  fc.assert(fc.property(ipv4, (host) => void expect(refusalOf(`https://${host}/`, [])?.code).toBe('ip-address')));
});

test('whatever passes is https on 443 to a name that is no number, whatever it looked like', () => {
  const property = fc.property(hosts, fc.constantFrom('https://', 'https:', 'http://', '//', ''), fc.webPath(), (host, start, path) => {
    const text = `${start}${host}${path}`;
    if (refusalOf(text, []) !== null) return;
    const { protocol, port, hostname, username, password } = new URL(text);
    expect([protocol, port, username, password, isIP(hostname.replace(/^\[|\]$|\.$/g, ''))]).toEqual(['https:', '', '', '', 0]);
    expect(hostname).toMatch(/^[a-z\d.-]+\.[a-z]/);
  });
  fc.assert(property, { numRuns: 2_000 });
});
