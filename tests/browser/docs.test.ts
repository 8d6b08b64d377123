import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { contracts } from '../../shared/contract/contracts.ts';
import type { Route } from '../../shared/contract/route.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { makeWorld, platformUrl } from '../support/world.ts';

const operations = Object.values(contracts).flatMap((contract) => Object.entries<Route>(contract));
let browser: Browser;
/** The page as it opens, for the tests that only look at it. */
let opened: Page;
beforeAll(async () => {
  browser = await openBrowser();
  opened = await pageOfDocs(await browser.newPage({ locale: 'es-MX' }));
});
afterAll(() => browser.close());

async function openDocs(): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ locale: 'es-MX' });
  onTestFinished(() => page.close());
  const complaints = await complaintsOf(page);
  return { page: await pageOfDocs(page), complaints };
}

async function pageOfDocs(page: Page): Promise<Page> {
  await page.goto(`${platformUrl()}/docs`);
  await page.locator('.opblock-tag').first().waitFor();
  return page;
}

/** Opens the group of an operation; an open one stays open. */
async function openGroup(page: Page, id: string): Promise<void> {
  const tag = operations.find(([one]) => one === id)?.[1].tag ?? '';
  const group = page.locator(`.opblock-tag[data-tag="${tag}"]`);
  if ((await group.getAttribute('data-is-open')) !== 'true') await group.dispatchEvent('click');
  await operation(page, id).waitFor();
}

const operation = (page: Page, id: string) => page.locator(`.opblock[id$="-${id}"]`);

async function expand(page: Page, id: string): Promise<void> {
  await openGroup(page, id);
  await operation(page, id).locator('.opblock-summary-control').dispatchEvent('click');
  await operation(page, id).locator('.responses-table').waitFor();
}

const collapse = (page: Page, id: string) => operation(page, id).locator('.opblock-summary-control').dispatchEvent('click');

async function execute(page: Page, id: string): Promise<string> {
  await operation(page, id).getByRole('button', { name: 'Execute' }).click();
  const answer = operation(page, id).locator('.live-responses-table .response');
  await answer.waitFor();
  return answer.innerText();
}

test('the reference shows every operation of every contract', async () => {
  const { page } = await openDocs();
  for (const group of await page.locator('.opblock-tag').all()) await group.dispatchEvent('click');
  await expect.poll(() => page.locator('.opblock').count()).toBe(operations.length);
  const shown = await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id.split('-').at(-1)));
  expect(shown.toSorted()).toEqual(operations.map(([id]) => id).toSorted());
});

test('an operation of each method and each kind of body opens, without one complaint', async () => {
  const { page, complaints } = await openDocs();
  const kinds = new Map(operations.map(([id, { method, body }]) => [`${method} ${body?.kind}`, id]));
  for (const id of kinds.values()) {
    await expand(page, id);
    await collapse(page, id);
  }
  expect(kinds.size).toBeGreaterThan(5);
  expect(complaints).toEqual([]);
});

test('an operation that anyone may call answers from the page', async () => {
  const { page, complaints } = await openDocs();
  await expand(page, 'getReadiness');
  expect(await execute(page, 'getReadiness')).toContain('"database": "answers"');
  expect(complaints).toEqual([]);
});

test('the page signs in with client credentials and calls as that client', async () => {
  const { MEX } = await makeWorld();
  const { clientId, clientSecret } = MEX.credentials.reader;
  const { page, complaints } = await openDocs();
  await page.getByRole('button', { name: 'Authorize' }).click();
  const credentials = page.locator('.modal-ux .auth-container', { hasText: 'clientCredentials' });
  await credentials.locator('#client_id_clientCredentials').fill(clientId);
  await credentials.locator('#client_secret_clientCredentials').fill(clientSecret);
  await credentials.locator('button', { hasText: 'Authorize' }).click();
  await credentials.locator('button', { hasText: 'Logout' }).waitFor();
  await page.locator('.modal-ux .close-modal').click();
  await expand(page, 'getMe');
  expect(await execute(page, 'getMe')).toContain(clientId);
  expect(complaints).toEqual([]);
});

test('the reference is reached by keyboard and its operations open with Enter', async () => {
  const group = opened.locator('.opblock-tag[data-tag="Health"]');
  await group.locator('button').first().focus();
  await opened.keyboard.press('Enter');
  const control = operation(opened, 'getReadiness').locator('.opblock-summary-control');
  await control.waitFor();
  await control.focus();
  await opened.keyboard.press('Enter');
  await operation(opened, 'getReadiness').locator('.opblock-body').waitFor();
  expect(await control.getAttribute('aria-expanded')).toBe('true');
});

test('what surrounds the reference speaks the reader’s language, and the reference says it speaks English', async () => {
  expect(await opened.title()).toBe('Operaciones · Enlace');
  expect(await opened.getByRole('navigation').innerText()).toContain('Errores');
  expect(await opened.locator('#content').getAttribute('lang')).toBe('en');
});
