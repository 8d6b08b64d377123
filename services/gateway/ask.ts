/** What asks for less than a whole answer, or for more than anyone is given. */
const notPassedOn = ['authorization', 'if-modified-since', 'if-none-match', 'range'];

/**
 * Asks a worker for what anyone may read, as JSON, with the other headers of whoever asked for a page. `known` is the validator of the answer
 * that we have already (RFC 9110, 13.1.2): a 304 then says that it still holds.
 */
export function askJson(worker: Fetcher, request: Request, path: string, known?: string): Promise<Response> {
  const headers = new Headers(request.headers);
  for (const name of notPassedOn) headers.delete(name);
  headers.set('Accept', 'application/json');
  if (known !== undefined) headers.set('If-None-Match', known);
  return worker.fetch(new Request(new URL(path, request.url), { headers }));
}
