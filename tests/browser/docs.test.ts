import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contracts } from '../../shared/contract/contracts.ts';
import { eventTypes } from '../../shared/contract/events.ts';
import type { Route } from '../../shared/contract/route.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { makeWorld, platformUrl } from '../support/world.ts';

const operations = Object.values(contracts).flatMap((contract) => Object.entries<Route>(contract));
let browser: Browser;
/** The page takes seconds to draw, so the tests follow each other on one, and each leaves its groups closed. */
let page: Page;
/** What the page has complained of, from its first moment. */
let complaints: string[];
beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ locale: 'es-MX' });
  complaints = await complaintsOf(page);
  await page.goto(`${platformUrl()}/docs`);
  await page.locator('.opblock-tag').first().waitFor();
});
afterAll(() => browser.close());

const group = (id: string) => {
  const tag = operations.find(([one]) => one === id)?.[1].tag ?? '';
  return page.locator(`.opblock-tag[data-tag="${tag}"]`);
};
const sizeOf = (tag: string) => operations.filter(([, route]) => route.tag === tag).length;
const operation = (id: string) => page.locator(`.opblock[id$="-${id}"]`);

/** Opens the group of an operation and then the operation. */
async function expand(id: string): Promise<void> {
  await group(id).dispatchEvent('click');
  await operation(id).locator('.opblock-summary-control').dispatchEvent('click');
  await operation(id).locator('.responses-table').waitFor();
}

/** Closes both again: whatever is open is drawn anew with each change. */
async function close(id: string): Promise<void> {
  await operation(id).locator('.opblock-summary-control').dispatchEvent('click');
  await group(id).dispatchEvent('click');
  await operation(id).waitFor({ state: 'detached' });
}

async function execute(id: string): Promise<string> {
  await operation(id).getByRole('button', { name: 'Execute' }).click();
  const answer = operation(id).locator('.live-responses-table .response');
  await answer.waitFor();
  return answer.innerText();
}

test('what surrounds the reference speaks the reader’s language, and the reference says it speaks English', async () => {
  expect(await page.title()).toBe('Operaciones · Enlace');
  expect(await page.getByRole('navigation').innerText()).toContain('Errores');
  expect(await page.locator('#content').getAttribute('lang')).toBe('en');
});

test('the reference is reached by keyboard and its operations open with Enter', async () => {
  await group('getReadiness').locator('button').first().focus();
  await page.keyboard.press('Enter');
  const control = operation('getReadiness').locator('.opblock-summary-control');
  await control.waitFor();
  await control.focus();
  await page.keyboard.press('Enter');
  await operation('getReadiness').locator('.opblock-body').waitFor();
  expect(await control.getAttribute('aria-expanded')).toBe('true');
  await close('getReadiness');
});

test('an operation that anyone may call answers from the page', async () => {
  await expand('getReadiness');
  expect(await execute('getReadiness')).toContain('"database": "answers"');
  await close('getReadiness');
  expect(complaints).toEqual([]);
});

test('the page signs in with client credentials and calls as that client', async () => {
  const { MEX } = await makeWorld();
  const { clientId, clientSecret } = MEX.credentials.reader;
  await page.getByRole('button', { name: 'Authorize' }).click();
  const credentials = page.locator('.modal-ux .auth-container', { hasText: 'clientCredentials' });
  await credentials.locator('#client_id_clientCredentials').fill(clientId);
  await credentials.locator('#client_secret_clientCredentials').fill(clientSecret);
  await credentials.locator('button', { hasText: 'Authorize' }).click();
  await credentials.locator('button', { hasText: 'Logout' }).waitFor();
  await page.locator('.modal-ux .close-modal').click();
  await expand('getMe');
  expect(await execute('getMe')).toContain(clientId);
  await close('getMe');
  expect(complaints).toEqual([]);
});

test('an operation of each kind of body opens, without one complaint', async () => {
  // Those of the smallest groups: a group is drawn whole when it opens.
  const bySize = operations.toSorted(([, a], [, b]) => sizeOf(b.tag) - sizeOf(a.tag));
  const kinds = new Map(bySize.flatMap(([id, { body }]) => (body ? [[body.kind, id] as const] : [])));
  for (const id of kinds.values()) {
    await expand(id);
    await close(id);
  }
  expect(kinds.size).toBe(3);
  expect(complaints).toEqual([]);
});

test('the reference shows every operation of every contract', async () => {
  const shown: (string | undefined)[] = [];
  for (const section of await page.locator('.opblock-tag-section').all()) {
    const blocks = section.locator('.opblock');
    await section.locator('.opblock-tag').dispatchEvent('click');
    await blocks.first().waitFor();
    shown.push(...(await blocks.evaluateAll((all) => all.map(({ id }) => id.split('-').at(-1)))));
    await section.locator('.opblock-tag').dispatchEvent('click');
    await blocks.first().waitFor({ state: 'detached' });
  }
  expect(shown.toSorted()).toEqual(operations.map(([id]) => id).toSorted());
});

test('the reference shows every type of event', async () => {
  expect(await page.locator('.webhooks .opblock').count()).toBe(eventTypes.length);
});
