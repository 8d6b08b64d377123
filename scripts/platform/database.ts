import { type Client, createClient } from '@libsql/client';
import { PlainError } from './plain-error.ts';

const ANSWER_WITHIN_MS = 10_000;

/** Opens a libSQL database by its URL (`http:`, `libsql:`, `file:`) for this script alone, with DATABASE_TOKEN where it is set. */
export function openForScript(url: string): Client {
  const authToken = process.env['DATABASE_TOKEN'];
  try {
    return createClient({ url, ...(authToken ? { authToken } : {}) });
  } catch {
    throw new PlainError(`DATABASE_URL is not the address of a libSQL database: ${withoutToken(url)}.`);
  }
}

/** The URL as it may be shown. */
function withoutToken(url: string): string {
  return url.replace(/\?.*$/s, '').replace(/\/\/[^/@]*@/, '//');
}

/** Asks the database for an answer and says so clearly when none comes. */
export async function assertReachable(url: string): Promise<void> {
  const client = openForScript(url);
  const late = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const silence = new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(new Error('no answer'))));
  try {
    await Promise.race([client.execute('select 1'), silence]);
  } catch (error) {
    const reason = rootMessage(error);
    throw new PlainError(
      `The database at ${withoutToken(url)} cannot be reached (${reason}): check DATABASE_URL and that the server runs.`,
      `No se puede llegar a la base de datos ${withoutToken(url)}: revise DATABASE_URL y que el servidor esté en marcha.`,
    );
  } finally {
    client.close();
  }
}

/** The innermost message of an error: where fetch and libSQL say what happened. */
export function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && error.cause.message) return rootMessage(error.cause);
  const code = 'code' in error ? String(error.code) : '';
  return error.message || code || error.name;
}
