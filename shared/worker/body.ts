import { Problem } from '../contract/problem.ts';

const ordinaryLimit = 1_000_000;

/** How much more than its limit a body may have and still be taken in, to be refused: whoever is sending would see no answer before. */
const mostOver = 30_000_000;

/** The whole body, refused with 413 when it is larger than `limit` bytes. No more than those are ever held. */
export async function readBytes(request: Request, limit = ordinaryLimit): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    if (size > limit + mostOver) break;
  }
  if (size > limit) throw tooLarge(limit);
  return join(chunks, size);
}

function join(chunks: Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

const tooLarge = (limit: number) => new Problem('too-large', { es: `Como máximo ${limit} bytes.`, en: `At most ${limit} bytes.` });
