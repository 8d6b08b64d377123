export default {
  async fetch(request: Request, env: { IDENTITY: Fetcher; PLANS: Fetcher }): Promise<Response> {
    return new URL(request.url).pathname.startsWith('/v1/plans') ? env.PLANS.fetch(request) : env.IDENTITY.fetch(request);
  },
};
