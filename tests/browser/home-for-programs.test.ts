import { expect, test } from 'vitest';
import { problems } from '../../shared/contract/problem.ts';
import { platformUrl } from '../support/world.ts';

const ask = (path: string, accept: string, method = 'GET') => fetch(`${platformUrl()}${path}`, { method, headers: { Accept: accept } });

test.each(['application/json', '*/*'])('a program that accepts %s gets links', async (accept) => {
  const response = await ask('/', accept);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('vary')).toContain('Accept');
  const { name, links } = (await response.json()) as { name: string; links: Record<string, string> };
  expect(name).toBe('Enlace');
  expect(links).toMatchObject({ self: `${platformUrl()}/`, openapi: `${platformUrl()}/openapi.json`, plans: `${platformUrl()}/v1/plans` });
});

test('every link for programs leads to something that exists', async () => {
  const { links } = (await (await ask('/', 'application/json')).json()) as { links: Record<string, string> };
  const statuses = await Promise.all(Object.values(links).map(async (url) => (await fetch(url)).status));
  expect(statuses).not.toContain(404);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
});

test.each(['/', '/problems', `/problems/${Object.keys(problems)[0]}`, '/docs', '/style.css', '/openapi.json'])(
  'HEAD %s tells what GET would, without a body',
  async (path) => {
    const [head, get] = await Promise.all([ask(path, 'text/html', 'HEAD'), ask(path, 'text/html')]);
    expect(head.status).toBe(200);
    for (const name of ['content-type', 'content-language', 'vary', 'cache-control'])
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    expect(await head.text()).toBe('');
  },
);

test.each(['/', '/problems'])('%s says its language and that it depends on the reader', async (path) => {
  const response = await fetch(`${platformUrl()}${path}`, { headers: { Accept: 'text/html', 'Accept-Language': 'en' } });
  expect(response.headers.get('content-language')).toBe('en');
  expect(response.headers.get('vary')).toBe('Accept, Accept-Language');
});
