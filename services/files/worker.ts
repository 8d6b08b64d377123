export default {
  fetch: (request: Request, env: { ASSETS: Fetcher }): Promise<Response> => env.ASSETS.fetch(request),
};
