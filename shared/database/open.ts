import { type Client, createClient } from '@libsql/client';
import { type LibSQLDatabase, drizzle } from 'drizzle-orm/libsql';
import { batch } from './hrana.ts';

/** A database handle of one request. `trips` counts the round trips it has made, `told` what it has written that is to be relayed. */
export type Database = { client: Client; orm: LibSQLDatabase; trips: number; told: number };

/** Where the database is: a libSQL URL (`http:`, `https:`, `libsql:`, `file:`) and its token. */
export type DatabaseAddress = { url: string; token?: string | undefined };

const deadline = 5_000;

/**
 * Opens the handle of one request. Never keep it: a client shared by requests hangs under load.
 * A call that the server does not answer within five seconds fails with a `TimeoutError`.
 */
export function openDatabase({ url, token }: DatabaseAddress): Database {
  const client = createClient({ url, ...(token ? { authToken: token } : {}), fetch: withDeadline, intMode: 'number' });
  // An sqld that is reached in the clear stands next door: there nearly all of a call's time is spent on what `batch` spares.
  if (url.startsWith('http:')) client.batch = (statements, mode) => batch(url, statements as never, mode ?? 'deferred', postTo(url, token));
  return { client, orm: drizzle(client), trips: 0, told: 0 };
}

function postTo(url: string, token: string | undefined) {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  const address = new URL('/v2/pipeline', url);
  return (body: string) => withDeadline(address, { method: 'POST', headers, body });
}

function withDeadline(input: Request | string | URL, init?: RequestInit): Promise<Response> {
  return fetch(input, { ...init, redirect: 'manual', signal: AbortSignal.timeout(deadline) });
}
