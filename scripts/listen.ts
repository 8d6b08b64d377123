import { parseArgs } from 'node:util';
import { createClient } from '../shared/contract/index.ts';
import { answerTo } from './listen/answer.ts';
import { closeEndpoint, keysOf, openEndpoint, proveEndpoint } from './listen/endpoint.ts';
import { startServer } from './listen/server.ts';
import { findCredential } from './platform/credential-file.ts';
import { PlainError, describeFailure } from './platform/plain-error.ts';

const usage = `PORT=9000 npm run webhook:listen -- [flags / opciones]

  --organisation MEX                 whose endpoint it is / de quién es el destino
  --types 'plans.*'                  which events, as often as you like; all unless told / qué eventos, cuantas veces quiera; si no, todos
  --network crm                      of one network alone / de una sola red
  --platform http://127.0.0.1:8787   where Enlace is / dónde está Enlace
  --help                             shows this / muestra esto`;

function readArguments() {
  try {
    const port = process.env['PORT'] || '9000';
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error('no port');
    const { values } = parseArgs({
      options: {
        organisation: { type: 'string', default: 'MEX' },
        types: { type: 'string', multiple: true, default: ['*'] },
        network: { type: 'string' },
        platform: { type: 'string', default: 'http://127.0.0.1:8787' },
        help: { type: 'boolean' },
      },
    });
    return { ...values, port: Number(port) };
  } catch {
    throw new PlainError(usage);
  }
}

const say = (line: string) => console.log(line);

/** Ctrl-C arrives twice, from the terminal and from npm. */
const stopped = new Promise<void>((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done());
});

async function askForLife(platform: string): Promise<void> {
  await fetch(new URL('/healthz', platform)).catch(() => {
    throw new PlainError(`Enlace does not answer at ${platform}: npm start`, `Enlace no responde en ${platform}: npm start`);
  });
}

async function listen(): Promise<void> {
  const { organisation, types, network, platform, port, help } = readArguments();
  if (help) return say(usage);
  const { clientId, clientSecret } = findCredential(organisation, 'administrator');
  await askForLife(platform);
  const client = createClient({ baseUrl: platform, clientId, clientSecret, language: 'en' });
  const opened = Promise.withResolvers<{ id: string; secret: string }>();
  const keys = keysOf(client);
  const { url, stop } = await startServer(
    port,
    async (arrived) => answerTo(arrived, { secrets: [(await opened.promise).secret], keys: await keys() }),
    say,
  );
  const endpoint = await openEndpoint(client, { url, types, network });
  opened.resolve(endpoint);
  try {
    await proveEndpoint(client, endpoint.id, url);
    say(`${organisation} gets ${types.join(', ')} at ${url} (Ctrl-C stops it) / ${organisation} recibe en ${url} (Ctrl-C lo detiene)`);
    await stopped;
  } finally {
    await closeEndpoint(client, endpoint.id).catch(() =>
      say('The endpoint stays until the next run. / El destino queda hasta la próxima vez.'),
    );
    stop();
  }
}

try {
  await listen();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
// A server whose endpoint was refused, or the wait of a lost connection, must not keep the process.
process.exit();
