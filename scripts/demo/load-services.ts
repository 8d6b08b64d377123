import { ApiProblem, type EnlaceClient } from '../../shared/contract/index.ts';
import { type DemoListings, demoListings } from './services.ts';

/** Signs in a role of an organisation of the model network. */
export type SignIn = (organisation: string, role: 'officer' | 'validator') => EnlaceClient;

/** Proposes and approves the sample directory, the countries side by side. What is there already is left as it is. */
export async function loadServices(signIn: SignIn, network: string): Promise<void> {
  await Promise.all(demoListings.map((one) => loadCountry(signIn, network, one)));
}

/** Its organisations, then its places, then its services, each kind at once: what comes later names what came before. */
async function loadCountry(signIn: SignIn, network: string, { country, organisations, locations, services }: DemoListings): Promise<void> {
  const validator = signIn(country, 'validator');
  const place = { network, country };
  await each(organisations, async ({ keeper, listing }) => {
    const by = signIn(keeper, 'officer');
    const made = await unlessThere(() => by.createServiceOrganisation({ body: { ...place, ...listing } }));
    const given = waiting(listing.id, made ?? (await by.getServiceOrganisation({ params: { id: listing.id } })));
    if (given) await validator.approveServiceOrganisation(given);
  });
  await each(locations, async ({ keeper, listing }) => {
    const by = signIn(keeper, 'officer');
    const made = await unlessThere(() => by.createServiceLocation({ body: { ...place, ...listing } }));
    const given = waiting(listing.id, made ?? (await by.getServiceLocation({ params: { id: listing.id } })));
    if (given) await validator.approveServiceLocation(given);
  });
  await each(services, async ({ keeper, listing }) => {
    const by = signIn(keeper, 'officer');
    const made = await unlessThere(() => by.createService({ body: { ...place, ...listing } }));
    const given = waiting(listing.id, made ?? (await by.getService({ params: { id: listing.id } })));
    if (given) await validator.approveService(given);
  });
}

const each = <T>(list: readonly T[], load: (one: T) => Promise<void>) => Promise.all(list.map(load));

/** What was made; null when it is there already: a load that was cut short has made some. */
async function unlessThere<T>(propose: () => Promise<T>): Promise<T | null> {
  return propose().catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 409) return null;
    throw error;
  });
}

/** The version at which something waits to be approved. */
const waiting = (id: string, { body, etag }: { body: { proposed: unknown }; etag: string | null }) =>
  body.proposed === null ? null : { params: { id }, ifMatch: etag ?? '' };
