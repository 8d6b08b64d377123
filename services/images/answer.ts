import { ImageJob, type Told, jobHeader, toldHeader } from '../../shared/worker/images.ts';
import { derive } from './derive.ts';
import { type Photon, openPhoton } from './photon.ts';
import { watermarked } from './watermark.ts';

/** What the images worker answers to a request, with the library that draws: 422 for a picture that cannot be decoded. */
export async function answer(library: WebAssembly.Module, request: Request): Promise<Response> {
  const { data: job, error } = ImageJob.safeParse(JSON.parse(decodeURIComponent(request.headers.get(jobHeader) ?? 'null')));
  if (!job) return new Response(error.message, { status: 400 });
  return draw(library, job, new Uint8Array(await request.arrayBuffer()));
}

/**
 * The library as it is open in this isolate: its memory grows to the largest picture that it has met and is used again. V8 is slow to collect
 * such a memory, so that one is not left behind for each file that is no picture: giving up costs it 242 bytes of its stack of a megabyte.
 */
let open: Photon | undefined;
let givenUp = 0;

/** Bytes that the largest picture asks for, and what is left of the rare file on which the decoder stops half way. */
const mostHeld = 110_000_000;
const mostGivenUp = 100;

/** From decoding to writing nothing is waited for: no two pictures lie in the memory of an isolate at once. */
function draw(library: WebAssembly.Module, job: ImageJob, picture: Uint8Array): Response {
  open ??= openPhoton(library);
  try {
    if (job.kind === 'watermark') return new Response(watermarked(open, picture, job.lines));
    const { reading, thumbnail, ...told } = derive(open, picture, job.orientation);
    const said: Told = { ...told, reading: reading.length, thumbnail: thumbnail.length };
    return new Response(new Blob([reading, thumbnail]), { headers: { [toldHeader]: JSON.stringify(said) } });
  } catch {
    givenUp += 1;
    if (givenUp % mostGivenUp === 0 || open.held() > mostHeld) open = undefined;
    return new Response(null, { status: 422 });
  }
}
