import type { serviceLocations } from '../../../shared/contract/directory/service-locations.ts';
import type { serviceOrganisations } from '../../../shared/contract/directory/service-organisations.ts';
import type { services } from '../../../shared/contract/directory/services.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, member } from './sample.ts';

const country = 'MEX';
const reason = { reason: { es: '=Cambió de teléfono' } };
const text = { es: '=Suma', en: '@Sum' };

/** Who is out of the network proposes nothing: a member's listing stands for its own. */
const keeperOf = (stage: Stage, owner: Party): Party => (owner === stage.GTM ? stage.MEX : owner);

type Kind = 'Organisation' | 'Location' | 'Service';
type Made = { id: string; version: number };

async function organisation({ id: network }: Stage, { clients: { officer } }: Party): Promise<Made> {
  const { body } = await officer.createServiceOrganisation({ body: { network, country, name: text, description: text } });
  return { id: body.id, version: 1 };
}

async function location({ id: network }: Stage, { clients: { officer } }: Party): Promise<Made> {
  const { body } = await officer.createServiceLocation({ body: { network, country, locationType: 'virtual', name: text } });
  return { id: body.id, version: 1 };
}

async function service(stage: Stage, keeper: Party): Promise<Made> {
  const body = { network: stage.id, country, organisation: await providerOf(stage), name: text };
  const { body: made } = await keeper.clients.officer.createService({ body });
  return { id: made.id, version: 1 };
}

const makers = { Organisation: organisation, Location: location, Service: service };
const approvers = { Organisation: 'approveServiceOrganisation', Location: 'approveServiceLocation', Service: 'approveService' } as const;

/** A listing of a kind as it is proposed. */
const proposed = (kind: Kind) => async (stage: Stage, owner: Party) => at(await makers[kind](stage, keeperOf(stage, owner)));

/** The same, published. */
const published = (kind: Kind) => async (stage: Stage, owner: Party) => {
  const { id, version } = await makers[kind](stage, keeperOf(stage, owner));
  await stage.MEX.clients.validator[approvers[kind]]({ params: { id }, ifMatch: `"${version}"` });
  return at({ id, version: version + 1 });
};

const at = ({ id, version }: Made) => ({ params: { id }, ifMatch: `"${version}"` });

const providers = new WeakMap<Stage, Promise<string>>();

/** A published organisation of reference that the services of a stage share. */
function providerOf(stage: Stage): Promise<string> {
  const made = providers.get(stage) ?? published('Organisation')(stage, stage.IOM).then(({ params }) => params.id);
  providers.set(stage, made);
  return made;
}

/** What anyone may read of a stage: a service of an organisation at a place. */
export type PublishedListings = { organisation: string; location: string; service: string; place: string };

const publicListings = new WeakMap<Stage, Promise<PublishedListings>>();

/** The public listings of a stage, made once. */
export function publishedListings(stage: Stage): Promise<PublishedListings> {
  const made = publicListings.get(stage) ?? publishAll(stage);
  publicListings.set(stage, made);
  return made;
}

async function publishAll(stage: Stage): Promise<PublishedListings> {
  const organisationId = await providerOf(stage);
  const { params } = await published('Location')(stage, stage.IOM);
  const body = { network: stage.id, country, organisation: organisationId, name: text, locations: [{ location: params.id }] };
  const { body: made } = await stage.IOM.clients.officer.createService({ body });
  const { body: shown } = await stage.MEX.clients.validator.approveService({ params: { id: made.id }, ifMatch: '"1"' });
  return { organisation: organisationId, location: params.id, service: made.id, place: shown.published?.locations?.[0]?.id ?? '' };
}

const two = (kind: Kind) => async (stage: Stage, owner: Party) => {
  await Promise.all([proposed(kind)(stage, owner), proposed(kind)(stage, owner)]);
  return { query: { network: stage.code, organisation: keeperOf(stage, owner).id } };
};
const one = (kind: Kind) => async (stage: Stage, owner: Party) => ({ params: (await proposed(kind)(stage, owner)).params });
const given = { ...member, by: 'MEX validator' } as const;

export const listingSamples: Samples<keyof (typeof services & typeof serviceLocations & typeof serviceOrganisations)> = {
  listServiceOrganisations: { ...member, call: two('Organisation') },
  createServiceOrganisation: { ...member, call: ({ id: network }) => ({ body: { network, country, name: text, description: text } }) },
  getServiceOrganisation: { ...member, call: one('Organisation') },
  updateServiceOrganisation: {
    ...member,
    call: async (stage, owner) => ({ ...(await published('Organisation')(stage, owner)), body: { website: 'https://example.org/' } }),
  },
  discardServiceOrganisation: { ...member, call: proposed('Organisation') },
  approveServiceOrganisation: { ...given, call: proposed('Organisation') },
  returnServiceOrganisation: {
    ...given,
    call: async (stage, owner) => ({ ...(await proposed('Organisation')(stage, owner)), body: reason }),
  },
  withdrawServiceOrganisation: {
    ...given,
    call: async (stage, owner) => ({ ...(await published('Organisation')(stage, owner)), body: reason }),
  },

  listServiceLocations: { ...member, call: two('Location') },
  createServiceLocation: { ...member, call: ({ id: network }) => ({ body: { network, country, locationType: 'virtual', name: text } }) },
  getServiceLocation: { ...member, call: one('Location') },
  updateServiceLocation: {
    ...member,
    call: async (stage, owner) => ({ ...(await published('Location')(stage, owner)), body: { transportation: text } }),
  },
  discardServiceLocation: { ...member, call: proposed('Location') },
  approveServiceLocation: { ...given, call: proposed('Location') },
  returnServiceLocation: { ...given, call: async (stage, owner) => ({ ...(await proposed('Location')(stage, owner)), body: reason }) },
  withdrawServiceLocation: { ...given, call: async (stage, owner) => ({ ...(await published('Location')(stage, owner)), body: reason }) },

  listServices: { ...member, call: two('Service') },
  createService: {
    ...member,
    call: async (stage) => ({ body: { network: stage.id, country, organisation: await providerOf(stage), name: text } }),
  },
  getService: { ...member, call: one('Service') },
  updateService: {
    ...member,
    call: async (stage, owner) => ({ ...(await published('Service')(stage, owner)), body: { waitTime: text } }),
  },
  discardService: { ...member, call: proposed('Service') },
  approveService: { ...given, call: proposed('Service') },
  returnService: { ...given, call: async (stage, owner) => ({ ...(await proposed('Service')(stage, owner)), body: reason }) },
  withdrawService: { ...given, call: async (stage, owner) => ({ ...(await published('Service')(stage, owner)), body: reason }) },
  verifyService: { ...given, call: published('Service') },
};
