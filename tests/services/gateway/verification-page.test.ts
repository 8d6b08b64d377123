import { describe, expect, test } from 'vitest';
import type { Verification } from '../../../shared/contract/training/certificates.ts';
import { gatewayBefore } from './gateway-world.ts';

const code = 'K7QD-2M9X-4RTW-8HJC';
const certificate: Verification = {
  code,
  kind: 'attendance',
  title: { es: 'Taller de control migratorio', en: 'Workshop on migration control' },
  course: { es: 'Curso regional', en: 'Regional course' },
  country: 'GTM',
  place: { es: 'Antigua' },
  from: '2026-05-04',
  to: '2026-05-06',
  hours: 24.5,
  organiser: { es: 'Organización de ejemplo', en: 'Example organisation' },
  cosponsors: [{ es: 'Auspiciadora' }, { en: 'Sponsor' }],
  carriesGuidelines: true,
  issuedOn: '2026-05-20',
  revokedOn: null,
  replacedBy: null,
  state: 'valid',
  holder: 'Ana <Ejemplo>',
};
const before = (found: Partial<Verification> = {}) => gatewayBefore(() => Response.json({ ...certificate, ...found }));
const refusing = (status: number) => gatewayBefore(() => Response.json({ status }, { status }));
const textOf = async (response: Response) =>
  (await response.text()).replaceAll(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('a valid certificate', () => {
  test.each([
    [
      'es',
      [
        '✓ Válido',
        'Taller de control migratorio',
        'Curso regional',
        'Antigua, Guatemala',
        '4–6 de mayo de 2026',
        '24,5 horas',
        'Organización de ejemplo',
        'Auspiciadora · Sponsor',
        'Lineamientos Regionales',
        '20 de mayo de 2026',
      ],
    ],
    [
      'en',
      [
        '✓ Valid',
        'Workshop on migration control',
        'Regional course',
        '4 – 6 May 2026',
        '24.5 hours',
        'Example organisation',
        'Regional Guidelines',
        '20 May 2026',
      ],
    ],
  ])('is told in %s, with all that it says', async (lang, said) => {
    const response = await before().open(`/verify/${code}?lang=${lang}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-language')).toBe(lang);
    const text = (await textOf(response)).replaceAll('\u2009', ' ');
    expect(said.filter((one) => !text.includes(one))).toEqual([]);
    expect(text).toContain('Ana &lt;Ejemplo&gt;');
  });

  test('says no name that its holder does not show, and why', async () => {
    const text = await textOf(await before({ holder: null }).open(`/verify/${code}`));
    expect(text).toContain('El nombre no se muestra');
  });

  test('leaves out what it does not say', async () => {
    const bare = { course: null, country: null, place: null, hours: null, cosponsors: [], carriesGuidelines: false };
    const html = await (await before(bare).open(`/verify/${code}`)).text();
    for (const name of ['Curso', 'Lugar', 'Duración', 'Con el auspicio de', 'Módulo']) expect(html).not.toContain(`<dt>${name}</dt>`);
    expect(html).not.toMatch(/null|undefined/);
  });

  test.each([
    ['one hour', 1, '1 hora '],
    ['half an hour', 0.5, '0,5 horas'],
  ])('counts %s as people do', async (_, hours, said) => {
    expect(await textOf(await before({ hours }).open(`/verify/${code}`))).toContain(said);
  });
});

test.each([
  ['es', '✕ Revocado', '1 de junio de 2026', 'Lo reemplaza'],
  ['en', '✕ Revoked', '1 June 2026', 'Replaced by'],
])('a revoked one says since when in %s, and leads to the one in its place', async (lang, ...said) => {
  const revoked = { state: 'revoked', holder: null, revokedOn: '2026-06-01', replacedBy: '0000-1111-2222-3333' } as const;
  const response = await before(revoked).open(`/verify/${code}?lang=${lang}`);
  expect(response.status).toBe(200);
  const html = await response.clone().text();
  const text = await textOf(response);
  expect(said.filter((one) => !text.includes(one))).toEqual([]);
  expect(html).toContain(`href="/verify/0000-1111-2222-3333?lang=${lang}"`);
  expect(text).not.toContain('✓');
});

test.each([
  ['es', '? Desconocido'],
  ['en', '? Unknown'],
])('an unknown one is not found, says so in %s and lets the code be put right', async (lang, said) => {
  const response = await refusing(404).open(`/verify/${code}?lang=${lang}`);
  expect(response.status).toBe(404);
  expect(await response.clone().text()).toContain(`value="${code}"`);
  expect(await textOf(response)).toContain(said);
});

test.each(['no-code', '<script>alert(1)</script>', `${code}0`, 'ÑÑÑÑ-ÑÑÑÑ-ÑÑÑÑ-ÑÑÑÑ'])(
  '%s is unknown without asking anybody',
  async (typed) => {
    const gateway = before();
    const response = await gateway.open(`/verify/${encodeURIComponent(typed)}`);
    expect(response.status).toBe(404);
    expect(gateway.asked).toEqual([]);
    expect(await response.text()).not.toContain('<script>alert');
  },
);

test.each([
  ['a database that is down', refusing(503)],
  ['a fault', refusing(500)],
  ['too many who ask', refusing(429)],
  [
    'a worker that does not answer',
    gatewayBefore(() => {
      throw new Error('gone');
    }),
  ],
])('of %s the page says that nothing is known now', async (_, gateway) => {
  const response = await gateway.open(`/verify/${code}?lang=es`);
  expect(response.status).toBe(503);
  expect(await textOf(response)).toContain('No se puede verificar ahora');
});

test.each([
  ['small letters', 'k7qd-2m9x-4rtw-8hjc', ''],
  ['no hyphens', 'K7QD2M9X4RTW8HJC', ''],
  ['spaces, by a reader who chose a language', 'k7qd 2m9x 4rtw 8hjc', '?lang=en'],
])('a code typed in %s leads to its own address', async (_, typed, query) => {
  const response = await before().open(`/verify/${encodeURIComponent(typed)}${query}`);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(`/verify/${code}${query}`);
});

test('nobody keeps or lists what is said of a certificate', async () => {
  const answers = await Promise.all(
    [before(), before({ state: 'revoked', revokedOn: '2026-06-01' }), refusing(404), refusing(503)].map((one) =>
      one.open(`/verify/${code}`),
    ),
  );
  for (const { headers } of [...answers, await before().open(`/verify/${code.toLowerCase()}`)]) {
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('the worker is asked for JSON, whole, and gets no token', async () => {
  const gateway = before();
  await gateway.open(`/verify/${code}`, { Authorization: 'Bearer x', 'If-None-Match': '"1"', 'Accept-Language': 'en' });
  const [asked] = gateway.asked;
  expect(asked?.url).toBe('https://enlace.example/v1/training/verification/K7QD2M9X4RTW8HJC');
  const sent = ['accept', 'accept-language', 'authorization', 'if-none-match'].map((name) => asked?.headers.get(name));
  expect(sent).toEqual(['application/json', 'en', null, null]);
  expect(asked?.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

describe('the form', () => {
  test.each([
    ['es', 'Verificar un certificado'],
    ['en', 'Verify a certificate'],
  ])('asks for a code in %s', async (lang, heading) => {
    const html = await (await before().open(`/verify?lang=${lang}`)).text();
    expect(html).toContain(`<h1>${heading}</h1>`);
    expect(html).toMatch(/<form action="\/verify" method="get">/);
  });

  test('leads to the page of what was typed', async () => {
    const response = await before().open('/verify?lang=en&code=k7qd+2m9x');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/verify/k7qd%202m9x?lang=en']);
  });
});
