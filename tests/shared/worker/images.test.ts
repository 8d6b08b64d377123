import { describe, expect, test } from 'vitest';
import { deriveImage, watermarkImage } from '../../../shared/worker/images.ts';
import { farWorker, killed } from '../../support/far-worker.ts';

const picture = new Uint8Array(8);

test.each(killed)('one that %s may be asked again later', async (_how, answers) => {
  const images = await farWorker(answers);
  const later = { code: 'unavailable', headers: { 'Retry-After': '5' } };
  await expect(deriveImage(images, picture, 1)).rejects.toMatchObject(later);
  await expect(watermarkImage(images, picture, { lines: ['TLP:AMBER'] })).rejects.toMatchObject(later);
});

test('one that closes the connection on which it is asked is asked once more', async () => {
  let asked = 0;
  const images = await farWorker(({ socket }, response) => {
    asked += 1;
    if (asked === 1) socket.destroy();
    else response.end('drawn');
  });
  expect(new TextDecoder().decode(await watermarkImage(images, picture, { lines: ['TLP:AMBER'] }))).toBe('drawn');
});

describe('what it says', () => {
  test('of a picture that it cannot read is the caller’s to mend', async () => {
    const images = await farWorker((_, response) => void response.writeHead(422).end());
    await expect(deriveImage(images, picture, 1)).rejects.toMatchObject({ code: 'unsafe-file' });
  });

  test('of a job that it does not know is a fault of ours', async () => {
    const images = await farWorker((_, response) => void response.writeHead(400).end('no such job'));
    await expect(deriveImage(images, picture, 1)).rejects.toThrow('The images worker answered 400: no such job');
  });
});
