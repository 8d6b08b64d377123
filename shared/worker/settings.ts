import * as z from 'zod';
import { isLoopback } from '../contract/client/loopback.ts';
import type { DatabaseAddress } from '../database/open.ts';

/** Plain http is for the loopback alone: elsewhere it would show every token and row to whoever listens. */
const isSafe = (url: string) => !/^(http|ws):/.test(url) || isLoopback(new URL(url).hostname);
const plain = { error: 'http is for the loopback alone: use https' };

const Settings = z.object({
  ORIGIN: z.url().refine(isSafe, plain),
  DATABASE_URL: z.string().min(1).refine(isSafe, plain),
  DATABASE_TOKEN: z.string().optional(),
  CURSOR_KEY: z.string().min(32),
});

/** What every worker is told by its environment. */
export type Settings = { origin: string; database: DatabaseAddress; cursorKey: string };

const known = new WeakMap<object, Settings>();

/** Reads the environment of a worker, once per isolate. Throws when something is missing or malformed. */
export function settingsOf(env: object): Settings {
  const before = known.get(env);
  if (before) return before;
  const { ORIGIN, DATABASE_URL, DATABASE_TOKEN, CURSOR_KEY } = Settings.parse(env);
  const settings = { origin: ORIGIN, database: { url: DATABASE_URL, token: DATABASE_TOKEN }, cursorKey: CURSOR_KEY };
  known.set(env, settings);
  return settings;
}
