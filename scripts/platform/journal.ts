import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.ts';

/** One numbered file of migrations/. */
export interface Migration {
  name: string;
  file: string;
  statements: string[];
  /** SHA-256 of the file with Unix line ends, so that a checkout on Windows counts as unchanged. */
  hash: string;
}

function readMigration(folder: string, name: string): Migration {
  const file = join(folder, `${name}.sql`);
  if (!existsSync(file)) throw new PlainError(`The migration ${file} is missing: it is named in ${join(folder, 'meta', '_journal.json')}.`);
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const chunks = text.split('--> statement-breakpoint').map((chunk) => chunk.trim());
  const statements = chunks.filter((chunk) => withoutQuotes(chunk).trim() !== '');
  const several = statements.findIndex(holdsSeveral);
  if (several >= 0) {
    throw new PlainError(`${file}: part ${several + 1} holds more than one statement. Put "--> statement-breakpoint" between them.`);
  }
  return { name, file, statements, hash: createHash('sha256').update(text).digest('hex') };
}

/** libSQL runs only the first statement of a text and drops the rest in silence. A trigger's body is the one place for more than one. */
function holdsSeveral(chunk: string): boolean {
  const bare = withoutQuotes(chunk);
  return !/^\s*create\s+(temp\w*\s+)?trigger\b/i.test(bare) && /;\s*\S/.test(bare);
}

function withoutQuotes(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\//g, '');
}

/** The migrations of a drizzle-kit folder in the order of its journal; none when there is no journal yet. */
export function readMigrations(folder: string): Migration[] {
  const journal = join(folder, 'meta', '_journal.json');
  if (!existsSync(journal)) return [];
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number; tag: string }[] };
  return entries.toSorted((a, b) => a.idx - b.idx).map(({ tag }) => readMigration(folder, tag));
}
