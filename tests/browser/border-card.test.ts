import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardOf, borderCard } from '../../services/specimens/card/card.ts';
import { aCard, imageIds } from '../services/specimens/card/sample.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { drawnJpeg } from '../support/studio.ts';

let browser: Browser;
beforeAll(async () => (browser = await openBrowser()));
afterAll(() => browser.close());

type Given = [different?: Partial<CardOf>, content?: object];

/** The card as an officer opens it: a file of its own, with two pictures. */
async function opened(language: 'es' | 'en', [different, content]: Given = []): Promise<{ page: Page; complaints: string[] }> {
  const images = new Map(imageIds.map((id, index) => [id, drawnJpeg(320, 200, index + 1)]));
  const page = await browser.newPage();
  const complaints = await complaintsOf(page);
  await page.setContent(borderCard(aCard({ language, images, ...different }, content)), { waitUntil: 'load' });
  return { page, complaints };
}

/** What axe finds. */
async function faultsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const said = (words: string) => ({ es: words, en: words });
const features = ['lenticular-image', 'optically-variable-ink', 'machine-readable-zone', 'stamp'];
const points = (many: number, words: string) =>
  Array.from({ length: many }, (_, index) => ({
    feature: features[index % features.length],
    level: 1,
    genuine: said(words),
    false: said(words),
    genuineImage: imageIds[0],
    falseImage: imageIds[1],
  }));
const endless = 'Una descripción muy extensa del papel y de la tinta '.repeat(300);
const everything = Object.fromEntries(['title', 'summary', 'advice', 'place'].map((name) => [name, said(endless)]));
const { alert } = aCard();
const cancelled = {
  ...alert.content,
  ...everything,
  purpose: 'exercise',
  typology: 'fraudulently-obtained',
  points: points(50, endless),
} as const;

describe.each(['es', 'en'] as const)('the border card in %s', (language) => {
  test('is a page without a fault, for eyes and for readers of screens', async () => {
    const { page, complaints } = await opened(language);
    const contrast = 'color-contrast';
    expect(await faultsOf(new AxeBuilder({ page }).disableRules(contrast))).toEqual([]);
    // The mark is faint on purpose, and its words are in the footer too: the contrast of what is to be read is measured without it.
    await page.locator('.mark').evaluate((mark) => mark.remove());
    expect(await faultsOf(new AxeBuilder({ page }).withRules(contrast))).toEqual([]);
    expect(await page.locator('footer').textContent()).toMatch(
      /(Instituto de Migración de Ejemplo|Sample Institute of Migration), 2026-03-10 12:00 UTC/,
    );
    const widths = await page.locator('img').evaluateAll((all) => all.map((image) => (image as { naturalWidth?: number }).naturalWidth));
    expect(widths).toEqual([320, 320]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each<[string, Given, number]>([
    ['as it mostly is', [], 3],
    ['with one short check', [{}, { points: points(1, 'Liso') }], 1],
    ['with eight checks', [{}, { points: points(8, 'El relieve se siente con el dedo al pasar sobre las letras') }], 8],
    ['with fifty', [{}, { points: points(50, 'Una frase que ocupa su lugar en la tarjeta') }], 10],
    [
      'with all that can be said, at any length',
      [
        {
          reader: said(endless),
          source: said(endless),
          alert: { ...alert, withdrawn: { reason: said('Error'), at: '2026-03-01T00:00:00.000Z' }, content: cancelled as never },
        },
      ],
      2,
    ],
  ])('prints on one page of A4 and of Letter %s', async (_, given, rows) => {
    const { page } = await opened(language, given);
    expect(await page.locator('tbody tr').count()).toBeGreaterThanOrEqual(rows);
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    }
    await page.close();
  });
});
