import library from '@cf-wasm/photon/photon.wasm';
import { log } from '../../shared/worker/log.ts';
import { answer } from './answer.ts';

/** The one worker that decodes pictures, in a memory that nothing else lies in. What it is sent was checked and seen by its caller, who asked. */
export default {
  async fetch(request: Request): Promise<Response> {
    const started = Date.now();
    const { pathname } = new URL(request.url);
    const response = await answer(library, request);
    const { status } = response;
    const milliseconds = Date.now() - started;
    // What was done, and nothing of what was on the picture.
    log({ worker: 'images', requestId: crypto.randomUUID(), operation: pathname.slice(1), trips: 0, client: null, milliseconds, status });
    return response;
  },
};
