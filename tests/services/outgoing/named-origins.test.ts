import { expect, test } from 'vitest';
import { readAllowedOrigins } from '../../../scripts/platform/settings.ts';

test('origins on this machine can be named, one or several', () => {
  expect([undefined, '', ' , '].map((text) => readAllowedOrigins(text))).toEqual(['', '', '']);
  expect(readAllowedOrigins('http://127.0.0.1:9000, http://localhost:9001,https://[::1]:9002')).toBe(
    'http://127.0.0.1:9000,http://localhost:9001,https://[::1]:9002',
  );
});

test.each([
  'http://portal.example',
  'http://192.168.1.1',
  'http://127.0.0.1:9000/',
  'http://127.1:9000',
  'null',
  '*',
  'http://a@127.0.0.1',
  'ws://127.0.0.1:9',
])('%s is not one of them', (text) => {
  expect(() => readAllowedOrigins(`http://127.0.0.1:9000,${text}`)).toThrow(`ENLACE_WEBHOOK_ALLOW: ${text} `);
});
