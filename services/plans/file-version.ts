import { sha256 } from '../../shared/worker/etag.ts';

/** The validator of a file that is made of what a call answers: it changes whenever that does, and with format and language. */
export const versionOfFile = async (said: unknown, { format, language }: { format: string; language: string }): Promise<string> =>
  `${(await sha256(JSON.stringify(said))).slice(0, 16)}-${format}-${language}`;
