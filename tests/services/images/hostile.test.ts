import { expect, test } from 'vitest';
import { assertNoPersonalData } from '../../../services/specimens/personal-data/refuse.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { checkPicture } from '../../../shared/files/check-picture.ts';
import { deriveImage } from '../../../shared/worker/images.ts';
import { type HostileImage, hostileImages, personalImages, soundImages } from '../../support/hostile-images.ts';
import { drawing } from '../../support/studio.ts';

/** What becomes of an upload: drawn anew, or the problem that it meets. */
async function fate({ type, bytes }: HostileImage): Promise<string> {
  try {
    const { texts, orientation } = checkPicture(bytes, type);
    assertNoPersonalData(texts);
    await deriveImage(drawing, bytes, orientation);
    return 'drawn';
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
}

test(`${hostileImages.length} hostile files, each of another kind, are all refused, and after each a sound one is drawn`, async () => {
  expect(new Set(hostileImages.map(({ name }) => name)).size).toBe(hostileImages.length);
  expect(hostileImages.length).toBeGreaterThanOrEqual(120);
  const taken = [];
  for (const [index, image] of hostileImages.entries()) {
    const found = await fate(image);
    if (found !== 'unsafe-file') taken.push(`${image.name}: ${found}`);
    expect(await fate(soundImages[index % 2] as HostileImage)).toBe('drawn');
  }
  expect(taken).toEqual([]);
});

test.each(personalImages)('$name is refused as personal data', async (image) => {
  expect(await fate(image)).toBe('personal-data');
});
