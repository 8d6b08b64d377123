import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';

const MAX_BYTES = 5_000_000;
const KEPT_CHARACTERS = 4_000;

/** A log that cannot fill the disk: the file and one older file, 5 MB each. It remembers its last lines for messages. */
export class LogFile {
  readonly path: string;
  #bytes: number;
  #tail = '';

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** The last words since `forget()`. */
  get tail(): string {
    return this.#tail;
  }

  forget(): void {
    this.#tail = '';
  }

  follow(stream: Readable | null): void {
    stream?.on('data', (chunk: Buffer) => this.#append(chunk));
  }

  #append(chunk: Buffer): void {
    this.#tail = (this.#tail + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
    if (this.#bytes + chunk.length > MAX_BYTES && this.#bytes > 0) {
      renameSync(this.path, `${this.path}.1`);
      this.#bytes = 0;
    }
    this.#bytes += chunk.length;
    try {
      appendFileSync(this.path, chunk);
    } catch {
      // A full disk must not take the server down with its log.
    }
  }
}
