// A small portal: what a country's site does with the packed contract. Prints what it saw, as JSON.
import { ApiProblem, createClient } from '@enlace/contract';

const { url, operator, officer, network } = JSON.parse(process.env.PORTAL);

let refusals = 0;
let tokens = 0;

/** The platform, except that it refuses the first call as if the token had expired. */
async function refusingOnce(address, init) {
  if (String(address).endsWith('/oauth/token')) tokens += 1;
  else if (refusals++ === 0) return new Response(null, { status: 401 });
  return fetch(address, init);
}

const signIn = ({ clientId, clientSecret }, options = {}) => createClient({ baseUrl: url, clientId, clientSecret, ...options });
const secretariat = signIn(officer, { fetch: refusingOnce, language: 'en' });
const platform = signIn(operator);

async function all(list) {
  const items = [];
  for await (const item of list) items.push(item);
  return items;
}

async function problemOf(promise) {
  try {
    await promise;
    return null;
  } catch (error) {
    return { typed: error instanceof ApiProblem, code: error.code, title: error.details.title, status: error.status };
  }
}

const me = await secretariat.getMe();
const afterExpiry = { client: me.body.client, tokens };

const csv =
  'axis,objective,activity,responsible,calendar\nA,1. First,1.1 One,IOM,2026\nA,1. First,1.2 Two,IOM,2026\nA,1. First,1.3 Three,IOM,2026\n';
const draft = await secretariat.createPlanImport({ query: { network, language: 'en' }, body: csv, mediaType: 'text/csv' });
await secretariat.acceptPlanImport({ params: { id: draft.body.id } });
const activities = await all(secretariat.listActivities({ query: { network, limit: 1 } }));
const networks = await all(secretariat.listNetworks({ query: { limit: 1 } }));

const code = `p${crypto.randomUUID().slice(0, 8)}`;
const twice = { body: { code, name: { es: 'Red' } }, idempotencyKey: crypto.randomUUID() };
const created = [await platform.createNetwork(twice), await platform.createNetwork(twice)].map(({ body }) => body.id);

const params = { id: networks[0].id };
const read = await secretariat.getNetwork({ params });
const unchanged = await secretariat.getNetwork({ params, ifNoneMatch: read.etag });
const changed = await secretariat.updateNetwork({ params, ifMatch: read.etag, body: { name: { es: 'Otra' } } });
const stale = await problemOf(secretariat.updateNetwork({ params, ifMatch: read.etag, body: { name: { es: 'Tarde' } } }));
const missing = await problemOf(secretariat.getNetwork({ params: { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' } }));
const refused = await problemOf(createClient({ baseUrl: url, clientId: officer.clientId, clientSecret: 'wrong' }).getMe());

console.log(
  JSON.stringify({
    afterExpiry,
    activities: activities.map(({ text }) => text.en),
    networks: networks.map(({ id }) => id),
    created,
    unchanged: [unchanged.status, unchanged.body],
    renamed: changed.body.name.es,
    stale,
    missing,
    refused,
  }),
);
