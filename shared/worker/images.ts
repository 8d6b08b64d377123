import * as z from 'zod';
import { Problem } from '../contract/problem.ts';
import { unsafe } from '../files/unsafe.ts';

/** A piece of work of the images worker. The picture itself is the body of the request. */
export const ImageJob = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('derive'), orientation: z.int().min(1).max(8) }),
  z.strictObject({ kind: z.literal('watermark'), lines: z.array(z.string().max(300)).min(1).max(6) }),
]);
export type ImageJob = z.infer<typeof ImageJob>;

/** The header in which the images worker is told what to do. */
export const jobHeader = 'x-image-job';

const Told = z.strictObject({ likeness: z.string().length(16), width: z.int(), height: z.int(), reading: z.int(), thumbnail: z.int() });

/** What tells of a derived picture; the two files follow one another as the body. */
export const toldHeader = 'x-image-told';
export type Told = z.infer<typeof Told>;

/** A picture drawn anew: in a reading size and as a thumbnail, both JPEG; what it looks like in 64 bits, as hex; its own size upright. */
export type DerivedImage = { reading: Uint8Array; thumbnail: Uint8Array; likeness: string; width: number; height: number };

/**
 * Draws a picture anew in the images worker, upright by its orientation (1 to 8, Exif): the caller's isolate holds no pixel of it. Throws
 * unsafe-file when it cannot be decoded, unavailable when the images worker gives no answer.
 */
export async function deriveImage(images: Fetcher, bytes: Uint8Array, orientation: number): Promise<DerivedImage> {
  const answer = await ask(images, { kind: 'derive', orientation }, bytes);
  const { reading, thumbnail, ...told } = Told.parse(JSON.parse(answer.told));
  if (answer.body.length !== reading + thumbnail) throw new Error('The images worker answered in part');
  return { ...told, reading: answer.body.slice(0, reading), thumbnail: answer.body.slice(reading) };
}

/** A picture with lines of text across it, as JPEG. Throws unavailable when the images worker gives no answer. */
export async function watermarkImage(images: Fetcher, bytes: Uint8Array, { lines }: { lines: string[] }): Promise<Uint8Array> {
  return (await ask(images, { kind: 'watermark', lines }, bytes)).body;
}

const later = { es: 'Las imágenes no se pueden preparar ahora.', en: 'Pictures cannot be drawn just now.' };

async function ask(images: Fetcher, job: ImageJob, bytes: Uint8Array) {
  const headers = { [jobHeader]: encodeURIComponent(JSON.stringify(job)) };
  const draw = () => images.fetch(`http://images/${job.kind}`, { method: 'POST', headers, body: bytes as BodyInit }).then(whole);
  // A connection that was kept may have been closed meanwhile; to draw a picture twice changes nothing.
  const answer = await draw().catch(() => draw().catch(() => null));
  if (!answer) throw new Problem('unavailable', later, { headers: { 'Retry-After': '5' } });
  if (answer.status === 422) throw unsafe('La imagen no se puede leer.', 'The picture cannot be read.');
  if (!answer.ok) throw new Error(`The images worker answered ${answer.status}: ${new TextDecoder().decode(answer.body)}`);
  return answer;
}

const whole = async (response: Response) => ({
  ok: response.ok,
  status: response.status,
  told: response.headers.get(toldHeader) ?? '',
  body: new Uint8Array(await response.arrayBuffer()),
});
