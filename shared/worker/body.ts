import { Problem } from '../contract/problem.ts';

const ordinaryLimit = 1_000_000;

/** The whole body, refused with 413 as soon as it is known to be larger than `limit` bytes. */
export async function readBytes(request: Request, limit = ordinaryLimit): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
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
