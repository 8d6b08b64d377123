import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { issuedCertificate } from '../support/certificates.ts';
import { platformUrl } from '../support/world.ts';

const unknown = '0000-0000-0000-0000';
const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [320, 1280].map((width) => ({ colorScheme, width })));

let browser: Browser;
let issued: Awaited<ReturnType<typeof issuedCertificate>>;
beforeAll(async () => {
  browser = await openBrowser();
  issued = await issuedCertificate();
});
afterAll(() => browser.close());

const paths = () => ['/verify', ...[issued.code, issued.revoked, unknown].map((code) => `/verify/${code}`)];

const open = async (path: string, locale = 'es-MX'): Promise<Page> => {
  const page = await browser.newPage({ locale, baseURL: platformUrl() });
  onTestFinished(() => page.close());
  await page.goto(path);
  return page;
};

const stateOf = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const languageOf = (page: Page) => page.evaluate<string>('document.documentElement.lang');

test.each([
  ['es-MX', ['✓ Válido', '✕ Revocado', '? Desconocido']],
  ['en-US', ['✓ Valid', '✕ Revoked', '? Unknown']],
])('a reader of %s gets the state in a word and a sign', async (locale, states) => {
  const [, ...ofCodes] = paths();
  const shown = await Promise.all(ofCodes.map(async (path) => stateOf(await open(path, locale))));
  expect(shown).toEqual(states);
});

test('the keyboard alone leads from the form, however the code is typed, to the state of a certificate', async () => {
  const page = await open('/verify?lang=en');
  const box = page.getByLabel('Code');
  for (let presses = 0; presses < 20 && !(await box.evaluate((field) => field.matches(':focus'))); presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.type(issued.code.toLowerCase().replaceAll('-', ' '));
  await Promise.all([page.waitForURL((url) => url.pathname === `/verify/${issued.code}`), page.keyboard.press('Enter')]);
  expect(await stateOf(page)).toBe('✓ Valid');
  expect(await languageOf(page)).toBe('en');
});

test('a revoked certificate leads to the one in its place, and the reader keeps the language', async () => {
  const page = await open(`/verify/${issued.revoked}?lang=en`);
  await page.getByRole('link', { name: String(issued.replacedBy) }).click();
  await page.getByRole('heading', { name: 'Valid' }).waitFor();
  expect(await languageOf(page)).toBe('en');
});

test('a code that is unknown can be put right where it is told', async () => {
  const page = await open(`/verify/${unknown}?lang=es`);
  const box = page.getByLabel('Código');
  expect(await box.inputValue()).toBe(unknown);
  await box.fill(issued.code);
  await page.getByRole('button', { name: 'Verificar' }).click();
  await page.getByRole('heading', { name: 'Válido' }).waitFor();
});

test('what the pages answer, and that nobody keeps or lists what they say of a certificate', async () => {
  const answers = await Promise.all(paths().map((path) => fetch(`${platformUrl()}${path}`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
  for (const { headers } of answers.slice(1)) {
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('they hold no inline script and no inline style', async () => {
  const pages = await Promise.all(paths().map(async (path) => (await fetch(`${platformUrl()}${path}`)).text()));
  for (const html of pages) expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test('no page complains', async () => {
  const page = await browser.newPage({ baseURL: platformUrl() });
  onTestFinished(() => page.close());
  const complaints = await complaintsOf(page);
  for (const path of paths().filter((one) => !one.endsWith(unknown))) await page.goto(path, { waitUntil: 'networkidle' });
  expect(complaints).toEqual([]);
});

test.each(looks)('axe finds nothing on a $width px screen, $colorScheme, and nothing is wider than it', async ({ width, colorScheme }) => {
  const page = await open('/verify');
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  for (const path of paths()) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
});
