import { type Outcome, OutsideCall } from '../../shared/worker/outgoing.ts';
import { log } from '../../shared/worker/log.ts';
import { refusalOf } from './address.ts';
import { callOut, type Loopback } from './call.ts';

/**
 * The one worker that calls the outside, and only what `refusalOf` lets pass: https on 443 to public names, 15 s, no redirects, and of the
 * answer 16 KiB, or up to a megabyte where the call asks for it.
 * That the name leads to no private network is seen to when connecting: on Cloudflare its edge reaches none; `npm start` gives this worker
 * a network that refuses them (`outgoingNetwork` in scripts/platform). Asking DNS here instead would leave time for it to answer otherwise.
 */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const started = Date.now();
    const { data: call, error } = OutsideCall.safeParse(await request.json());
    if (!call) return new Response(error.message, { status: 400 });
    const loopback = loopbackOf(env);
    if (new URL(request.url).pathname === '/check') return Response.json(refusalOf(call.url, loopback?.origins ?? []));
    const outcome = await callOut(call, loopback);
    note(outcome, call.url, Date.now() - started);
    return Response.json(outcome);
  },
};

/** LOOPBACK is there with `npm start` and named origins alone, so ALLOWED_ORIGINS opens nothing anywhere else. */
type Env = { ALLOWED_ORIGINS?: string; LOOPBACK?: Fetcher };

function loopbackOf({ ALLOWED_ORIGINS = '', LOOPBACK }: Env): Loopback {
  return LOOPBACK ? { origins: ALLOWED_ORIGINS.split(',').filter(Boolean), fetcher: LOOPBACK } : null;
}

const statuses = { answered: 200, redirected: 200, refused: 403, unreachable: 502, timeout: 504 };

/** The host alone is written: the rest of an address may hold a secret. */
function note({ kind }: Outcome, url: string, milliseconds: number): void {
  const host = URL.parse(url)?.hostname ?? 'no address';
  const line = { worker: 'outgoing', requestId: crypto.randomUUID(), operation: 'callOutside', trips: 0, client: null, milliseconds };
  log({ ...line, status: statuses[kind], ...(kind === 'answered' ? {} : { error: `${kind}: ${host}` }) });
}
