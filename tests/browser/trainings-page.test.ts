import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { type World, makeWorld, platformUrl } from '../support/world.ts';

const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [320, 1280].map((width) => ({ colorScheme, width })));
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const mark = randomUUID().slice(0, 8);

let browser: Browser;
let world: World;
/** The one to come, the one that is over and the one whose date is to be defined. */
let ids: { coming: string; over: string; open: string };
beforeAll(async () => {
  [browser, world] = await Promise.all([openBrowser(), makeWorld()]);
  const [coming, over, open] = [await publish('coming', day(20)), await publish('over', day(-20)), await publish('open')];
  ids = { coming, over, open };
});
afterAll(() => browser.close());

/** A public training in Belize, where the other tests hold none to speak of. */
async function publish(name: string, dates?: string): Promise<string> {
  const { body } = await world.ST.clients.validator.createEdition({
    body: {
      network: world.id,
      kind: 'workshop',
      title: { es: `Taller ${name} ${mark}`, en: `Workshop ${name} ${mark}` },
      country: 'BLZ',
      place: { es: 'Belmopán', en: 'Belmopan' },
      themes: ['trafficking'],
      ...(dates ? { dates } : {}),
      label: { tlp: 'CLEAR', audience: 'public', group: null },
    },
  });
  return body.id;
}

const open = async (path: string, locale = 'es-MX'): Promise<Page> => {
  const page = await browser.newPage({ locale, baseURL: platformUrl() });
  onTestFinished(() => page.close());
  await page.goto(path);
  return page;
};
const path = '/trainings?country=BLZ';

test.each([
  ['es-MX', 'Capacitaciones', 'Taller coming', 'Belmopán', 'Fecha por definir'],
  ['en-US', 'Trainings', 'Workshop coming', 'Belmopan', 'Date to be defined'],
])('a reader of %s gets what is to come in their language, what has no date last', async (locale, heading, title, place, undated) => {
  const page = await open(path, locale);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(heading);
  const coming = await page.locator(`article[id="${ids.coming}"]`).innerText();
  expect(coming).toContain(`${title} ${mark}`);
  expect(coming).toContain(place);
  const order = await page.locator('main > article').evaluateAll((all) => all.map(({ id }) => id));
  expect(order.indexOf(ids.coming)).toBeLessThan(order.indexOf(ids.open));
  expect(await page.locator(`article[id="${ids.open}"]`).innerText()).toContain(undated);
});

test('the keyboard alone opens what is over', async () => {
  const page = await open(path);
  const over = page.locator(`article[id="${ids.over}"]`);
  expect(await over.isVisible()).toBe(false);
  await page.locator('summary').focus();
  await page.keyboard.press('Enter');
  expect(await over.isVisible()).toBe(true);
});

test('somebody chooses a country and a theme without a script, keeps the language and then sees those alone', async () => {
  const page = await open('/trainings?lang=en');
  await page.getByLabel('Country').selectOption('BLZ');
  await page.getByLabel('Theme').selectOption('return');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL((url) => url.searchParams.get('theme') === 'return');
  expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en');
  expect(await page.locator(`article[id="${ids.coming}"]`).count()).toBe(0);
  await page.getByLabel('Theme').selectOption('trafficking');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.locator(`article[id="${ids.coming}"]`).waitFor();
  expect(await page.getByLabel('Country').inputValue()).toBe('BLZ');
});

test('a choice stays in the other language', async () => {
  const page = await open(`${path}&lang=es`);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Trainings' }).waitFor();
  expect(await page.getByLabel('Country').inputValue()).toBe('BLZ');
});

test('every way to subscribe answers with the trainings chosen, in both languages', async () => {
  const page = await open(path);
  const links = await page.locator('#subscribe ~ dl a').evaluateAll((all) => all.map((link) => String(link.getAttribute('href'))));
  expect(links.filter((href) => href.startsWith('webcal:'))).toHaveLength(2);
  const feeds = await Promise.all(links.map(async (href) => (await fetch(href.replace(/^webcal:/, 'http:'))).text()));
  expect(feeds.map((feed) => feed.includes(`Taller coming ${mark}`) || feed.includes(`Workshop coming ${mark}`))).toEqual(
    links.map(() => true),
  );
});

test('it holds no inline script and no inline style, and does not complain', async () => {
  const html = await (await fetch(`${platformUrl()}${path}`)).text();
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  const page = await browser.newPage({ baseURL: platformUrl() });
  onTestFinished(() => page.close());
  const complaints = await complaintsOf(page);
  await page.goto(path, { waitUntil: 'networkidle' });
  expect(complaints).toEqual([]);
});

test.each(looks)('axe finds nothing on a $width px screen, $colorScheme, and nothing is wider than it', async ({ width, colorScheme }) => {
  const page = await open(path);
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  await page.locator('summary').click();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
});
