export default { fetch: () => new Response('identity') };
