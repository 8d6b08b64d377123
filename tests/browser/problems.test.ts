import { expect, test } from 'vitest';
import { problems } from '../../shared/contract/problem.ts';
import { platformUrl } from '../support/world.ts';

const locales = ['es', 'en'] as const;
const pages = locales.flatMap((locale) => Object.entries(problems).map(([code, { title }]) => ({ locale, code, title: title[locale] })));

async function read(path: string, locale: string) {
  const response = await fetch(`${platformUrl()}${path}`, { headers: { Accept: 'text/html', 'Accept-Language': locale } });
  return { status: response.status, type: response.headers.get('content-type'), html: await response.text() };
}

test.each(pages)('$code has a page in $locale that says what to do and leads back to the list', async ({ locale, code, title }) => {
  const { status, type, html } = await read(`/problems/${code}`, locale);
  expect(status).toBe(200);
  expect(type).toBe('text/html; charset=utf-8');
  expect(html).toContain(`<html lang="${locale}">`);
  expect(html).toContain(`<h1>${title}</h1>`);
  expect(html).toContain(`<a href="/problems?lang=${locale}">`);
  expect(html).not.toContain('`');
});

test.each(locales)('the list in %s leads to the page of every problem', async (locale) => {
  const { html } = await read('/problems', locale);
  const missing = Object.keys(problems).filter((code) => !html.includes(`<a href="/problems/${code}?lang=${locale}">`));
  expect(missing).toEqual([]);
});

test('the type of a problem is the address of its page', async () => {
  const response = await fetch(`${platformUrl()}/v1/plans`);
  const { type } = (await response.json()) as { type: string };
  expect((await read(type, 'es')).status).toBe(200);
});

test.each(['nothing', 'toString', '__proto__', 'stale%2F..'])('there is no page for the unknown code %s', async (code) => {
  expect((await read(`/problems/${code}`, 'es')).status).toBe(404);
});

test.each(['/', '/problems', '/problems/stale', '/hsds/profile', '/docs'])(
  '%s holds no inline script and no inline style',
  async (path) => {
    const { html } = await read(path, 'es');
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  },
);
