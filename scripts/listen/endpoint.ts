import type { KeySet } from '../../shared/contract/identity/tokens.ts';
import { ApiProblem, type EnlaceClient } from '../../shared/contract/index.ts';
import { PlainError } from '../platform/plain-error.ts';

/** What the receiver asks for; `network` is the code of one. */
export type Wish = { url: string; types: string[]; network?: string | undefined };

const minute = 60_000;

/** Names the receiver's address to the platform, in place of one left over from an earlier run. Throws PlainError when it is refused. */
export async function openEndpoint(client: EnlaceClient, { url, types, network: code }: Wish): Promise<{ id: string; secret: string }> {
  const known = await Array.fromAsync(client.listEndpoints());
  for (const endpoint of known.filter((one) => one.url === url)) await closeEndpoint(client, endpoint.id);
  const network = code === undefined ? null : await networkOf(client, code);
  const description = { es: 'Receptor de prueba', en: 'Receiver to try with' };
  const { body } = await client.createEndpoint({ body: { url, types, network, description } }).catch((error: unknown) => {
    throw refusalOf(error, url);
  });
  if (body.secret) return { id: body.endpoint.id, secret: body.secret };
  throw new PlainError(
    'The answer with the secret was lost on its way: run this again.',
    'La respuesta con el secreto se perdió: repita la orden.',
  );
}

/** Asks for the challenge. Throws PlainError when the platform does not get it answered. */
export async function proveEndpoint(client: EnlaceClient, id: string, url: string): Promise<void> {
  await client.verifyEndpoint({ params: { id }, body: { by: 'challenge' } }).catch((error: unknown) => {
    throw refusalOf(error, url);
  });
}

/** Takes the address back. */
export async function closeEndpoint(client: EnlaceClient, id: string, signal = AbortSignal.timeout(5_000)): Promise<void> {
  const { etag } = await client.getEndpoint({ params: { id }, signal });
  await client.deleteEndpoint({ params: { id }, ifMatch: etag ?? '', signal });
}

/** The platform's public keys, asked for once a minute at most. */
export function keysOf(client: EnlaceClient): () => Promise<KeySet> {
  let kept: { keys: Promise<KeySet>; until: number } | undefined;
  const ask = async () => {
    try {
      return (await client.getWebhookKeys()).body;
    } catch (error) {
      kept = undefined;
      throw error;
    }
  };
  return () => {
    if (!kept || Date.now() > kept.until) kept = { keys: ask(), until: Date.now() + minute };
    return kept.keys;
  };
}

async function networkOf(client: EnlaceClient, code: string): Promise<string> {
  for await (const network of client.listNetworks()) if (network.code === code) return network.id;
  throw new PlainError(`There is no network ${code}. / No hay ninguna red ${code}.`);
}

function refusalOf(error: unknown, url: string): unknown {
  if (!(error instanceof ApiProblem)) return error;
  const faults = (error.details.errors ?? []).filter(({ pointer }) => pointer !== '/body/url');
  if (faults.length > 0) return new PlainError([error.message, ...faults.map(({ pointer, detail }) => `${pointer}: ${detail}`)].join('\n'));
  if (error.status !== 422) return error;
  const start = `ENLACE_WEBHOOK_ALLOW=${new URL(url).origin} npm start`;
  return new PlainError(
    `The platform refuses ${url}: ${error.message}\nStart Enlace with: ${start}`,
    `La plataforma no acepta ${url}. Inicie Enlace con: ${start}`,
  );
}
