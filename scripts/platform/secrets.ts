import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.ts';

/** Name → value, as the workers read them from `env`. */
export type Secrets = Record<string, string>;

const NAMES = ['CURSOR_KEY', 'PEPPER', 'KEY_ENCRYPTION_KEY'];

function readSecrets(file: string): Secrets {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : {};
  } catch {
    throw new PlainError(`${file} cannot be read as JSON: put it back from a backup. Without it, what it protects cannot be opened again.`);
  }
}

/** The secrets of this data folder: made on its first run (32 random bytes each, base64url), kept ever after, readable by the owner only. */
export function keepSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const kept = readSecrets(file);
  const missing = NAMES.filter((name) => !kept[name]);
  const all = { ...kept, ...Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64url')])) };
  if (missing.length > 0) {
    writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return all;
}
