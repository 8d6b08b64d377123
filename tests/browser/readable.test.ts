import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { platformUrl } from '../support/world.ts';

const pages = ['/?lang=es', '/?lang=en', '/problems?lang=es', '/problems?lang=en', '/problems/unauthenticated?lang=es'];
const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [360, 1280].map((width) => ({ colorScheme, width })));

/** What Swagger UI itself does and nothing outside it can put right: an h3 after its h1, buttons within buttons, a title outside its main part. */
const ofSwaggerUi = ['heading-order', 'nested-interactive', 'region'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function show(path: string, width: number, colorScheme: 'light' | 'dark' = 'light') {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  await page.goto(`${platformUrl()}${path}`);
  if (path === '/docs') await page.locator('.opblock-tag').first().waitFor();
  return page;
}

async function findingsOn(path: string, { width, colorScheme }: (typeof looks)[number], ignored: string[] = []) {
  const page = await show(path, width, colorScheme);
  const { violations } = await new AxeBuilder({ page }).disableRules(ignored).analyze();
  await page.context().close();
  return violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test.each(looks)('axe finds nothing on our pages on a $width px screen, $colorScheme', async (look) => {
  for (const path of pages) expect(await findingsOn(path, look)).toEqual([]);
});

test.each([
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const)('axe finds nothing in the reference but what is Swagger UI’s own, at $width px', async (look) => {
  expect(await findingsOn('/docs', look, ofSwaggerUi)).toEqual([]);
});

test.each([...pages, '/docs'])('%s fits a screen of 320 px', async (path) => {
  const page = await show(path, 320);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
});

test('the page is dark where the reader’s system is', async () => {
  const background = async (colorScheme: 'light' | 'dark') => {
    const page = await show('/', 1280, colorScheme);
    return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  };
  expect(await background('light')).toBe('rgb(255, 255, 255)');
  expect(await background('dark')).not.toBe('rgb(255, 255, 255)');
});
