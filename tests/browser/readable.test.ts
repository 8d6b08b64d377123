import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { platformUrl } from '../support/world.ts';

const pages = ['/?lang=es', '/?lang=en', '/problems?lang=es', '/problems?lang=en', '/problems/unauthenticated?lang=es'];
const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [360, 1280].map((width) => ({ colorScheme, width })));

/** What Swagger UI itself does and nothing outside it can put right: an h3 after its h1, buttons within buttons, a title outside its main part. */
const ofSwaggerUi = ['heading-order', 'nested-interactive', 'region'];

let browser: Browser;
/** The reference takes seconds to draw: it is drawn once and put on each screen. Its look is all style sheet. */
let reference: Page;
beforeAll(async () => {
  browser = await openBrowser();
  reference = await browser.newPage();
  await reference.goto(`${platformUrl()}/docs`);
  await reference.locator('.opblock-tag').first().waitFor();
});
afterAll(() => browser.close());

/** A page on a screen of that width. */
async function show(path: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = path === '/docs' ? reference : await browser.newPage();
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  if (page !== reference) await page.goto(`${platformUrl()}${path}`);
  return page;
}

async function findingsOn(path: string, { width, colorScheme }: (typeof looks)[number], ignored: string[] = []) {
  const page = await show(path, width, colorScheme);
  // Its other mode opens a page more for each analysis, for the sake of frames of other origins: there are none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(ignored).analyze();
  if (page !== reference) await page.close();
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
