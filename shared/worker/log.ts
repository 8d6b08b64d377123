/** One line of the log. Only what is named here is written: no header, no body, no query can slip in. */
export type LogLine = {
  worker: string;
  requestId: string;
  operation: string;
  status: number;
  milliseconds: number;
  trips: number;
  client: string | null;
  error?: string;
};

/** Writes one JSON line. Credentials that an error message may quote are cut out. */
export function log(line: LogLine): void {
  const entry = { at: new Date().toISOString(), level: line.status >= 500 ? 'error' : 'info', ...line };
  console.log(JSON.stringify(line.error ? { ...entry, error: redact(line.error) } : entry));
}

/** Cuts bearer tokens, basic credentials, JWTs and the credentials of an address out of a text. */
export function redact(text: string): string {
  return text
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 …')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…')
    .replace(/\/\/[^/\s@]+@/g, '//…@')
    .replace(/([?&](?:token|secret|key|code)=)[^&\s]+/gi, '$1…');
}

/** The stack of an error and of what caused it. */
export function storyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${storyOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
