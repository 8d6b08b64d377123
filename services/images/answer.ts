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
 * The library as it is open in this isolate: its memory grows to the largest picture that it has met and is used again. One on which the
 * decoder gave up is left behind, with whatever it held.
 */
let open: Photon | undefined;

/** From decoding to writing nothing is waited for: no two pictures lie in the memory of an isolate at once. */
function draw(library: WebAssembly.Module, job: ImageJob, picture: Uint8Array): Response {
  open ??= openPhoton(library);
  const photon = open;
  try {
    if (job.kind === 'watermark') return new Response(watermarked(photon, picture, job.lines));
    const { reading, thumbnail, ...told } = derive(photon, picture, job.orientation);
    const said: Told = { ...told, reading: reading.length, thumbnail: thumbnail.length };
    return new Response(new Blob([reading, thumbnail]), { headers: { [toldHeader]: JSON.stringify(said) } });
  } catch {
    open = undefined;
    return new Response(null, { status: 422 });
  }
}
