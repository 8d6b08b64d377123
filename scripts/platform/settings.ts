import { resolve } from 'node:path';
import { PlainError } from './plain-error.ts';

/** What the person who starts it may choose. */
export interface Settings {
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  /** Whether the demo network is loaded on the first run. */
  demo: boolean;
}

/** Reads PORT, ENLACE_DATA, DATABASE_URL and `--empty`. */
export function readSettings(env: NodeJS.ProcessEnv, args: string[]): Settings {
  const unknown = args.find((arg) => arg !== '--empty');
  if (unknown) throw new PlainError(`${unknown} is not an option: there is only --empty (start without the demo network).`);
  return {
    port: readPort(env['PORT']),
    dataDir: resolve(env['ENLACE_DATA'] || '.data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    demo: !args.includes('--empty'),
  };
}

function readPort(text = ''): number {
  if (text === '') return 8787;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new PlainError(`PORT=${text} is not a port: give a number from 1 to 65535, or 0 for any free one.`);
}

/**
 * The origins of ENLACE_WEBHOOK_ALLOW, which the outgoing worker may call besides public ones: for tests and demos, so on this machine alone.
 * They come as they go to the worker, with commas; '' when there is none.
 */
export function readAllowedOrigins(text = ''): string {
  const origins = text.split(',').map((origin) => origin.trim());
  const wrong = origins.find((origin) => origin !== '' && !isLoopbackOrigin(origin));
  if (wrong === undefined) return origins.filter(Boolean).join(',');
  throw new PlainError(
    `ENLACE_WEBHOOK_ALLOW: ${wrong} is not an origin on this machine, as http://127.0.0.1:9000 is.`,
    `ENLACE_WEBHOOK_ALLOW: ${wrong} no es un origen de esta máquina, como http://127.0.0.1:9000.`,
  );
}

function isLoopbackOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url?.origin === text && /^https?:$/.test(url.protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}
