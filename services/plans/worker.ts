export default { fetch: () => new Response('plans') };
