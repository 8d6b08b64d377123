/** The same behind a service binding. */
export const worker = {
  fetch: (request: Request, env: { BEHIND: Fetcher }): Promise<Response> => env.BEHIND.fetch(request),
};
