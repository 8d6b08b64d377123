import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { platformUrl } from '../support/world.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const open = async (path: string, locale: string): Promise<Page> => {
  const page = await browser.newPage({ locale, baseURL: platformUrl() });
  onTestFinished(() => page.close());
  await page.goto(path);
  return page;
};

const languageOf = (page: Page) => page.evaluate<string>('document.documentElement.lang');
const focusedHref = (page: Page) => page.evaluate<string | null>("document.activeElement?.getAttribute('href') ?? null");
const focusIsOnPage = (page: Page) => page.evaluate<boolean>('document.activeElement !== document.body');

/** Every address that Tab reaches, in order, until the focus leaves the page. */
async function tabOrder(page: Page): Promise<string[]> {
  const reached: string[] = [];
  await page.keyboard.press('Tab');
  while ((await focusIsOnPage(page)) && reached.length < 100) {
    reached.push((await focusedHref(page)) ?? '(no link)');
    await page.keyboard.press('Tab');
  }
  return reached.filter((href) => href !== '(no link)');
}

async function followByKeyboard(page: Page, href: string): Promise<void> {
  for (let presses = 0; presses < 100 && (await focusedHref(page)) !== href; presses += 1) await page.keyboard.press('Tab');
  await Promise.all([page.waitForURL((url) => `${url.pathname}${url.search}` === href), page.keyboard.press('Enter')]);
}

test.each([
  ['es-MX', '/', 'es', 'Para empezar'],
  ['en-US', '/', 'en', 'First steps'],
  ['pt-BR', '/', 'es', 'Para empezar'],
  ['es-MX', '/?lang=en', 'en', 'First steps'],
  ['en-US', '/?lang=es', 'es', 'Para empezar'],
])('a reader of %s who opens %s gets the page in %s', async (locale, path, language, heading) => {
  const page = await open(path, locale);
  expect(await languageOf(page)).toBe(language);
  expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toBe(heading);
});

test('a reader who chose a language keeps it from page to page', async () => {
  const page = await open('/', 'es-MX');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Errors' }).click();
  await page.getByRole('heading', { name: 'Errors' }).waitFor();
  await page.getByRole('link', { name: 'Not found' }).click();
  await page.getByRole('heading', { name: 'Not found' }).waitFor();
  expect(await languageOf(page)).toBe('en');
});

test.each(['/', '/problems', '/problems/stale', '/hsds/profile'])(
  'Tab reaches every link of %s, the way past the banner first',
  async (path) => {
    const page = await open(path, 'es-MX');
    const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => String(link.getAttribute('href'))));
    expect(await tabOrder(page)).toEqual(links);
    expect(links[0]).toBe('#content');
  },
);

test('the keyboard alone leads from the first page to what to do about a problem, in the other language', async () => {
  const page = await open('/', 'es-MX');
  await followByKeyboard(page, '/problems?lang=es');
  await followByKeyboard(page, '/problems/stale?lang=es');
  await followByKeyboard(page, '/problems/stale?lang=en');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('The version has changed meanwhile');
});

test('no page of ours complains, and the home page asks nothing of anybody else', async () => {
  const page = await browser.newPage({ baseURL: platformUrl() });
  const complaints = await complaintsOf(page);
  for (const path of ['/', '/problems', '/problems/internal', '/hsds/profile']) await page.goto(path, { waitUntil: 'networkidle' });
  expect(complaints).toEqual([]);
});

test('every link of the first page answers', async () => {
  const page = await open('/', 'es-MX');
  const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => String(link.getAttribute('href'))));
  const answers = await Promise.all(links.map(async (href) => (await fetch(new URL(href, platformUrl()))).status));
  expect(new Set(answers)).toEqual(new Set([200]));
});
