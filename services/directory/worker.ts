import { directory } from '../../shared/contract/directory.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { approveListing, returnListing } from './listings/approval.ts';
import { lapseAll } from './listings/freshness.ts';
import { getListing, listListings } from './listings/listings.ts';
import { createListing, discardListing, updateListing } from './listings/proposing.ts';
import { verifyService, withdrawListing } from './listings/withdrawal.ts';

export default serve(
  directory,
  {
    listServiceOrganisations: async ({ query, after }, context) => ok(await listListings(context, 'organisation', query, after)),
    createServiceOrganisation: async ({ body }, context) => created(await createListing(context, 'organisation', body)),
    getServiceOrganisation: async ({ params }, context) => versioned(await getListing(context, 'organisation', params.id)),
    updateServiceOrganisation: async ({ params, version, body }, context) =>
      versioned(await updateListing(context, 'organisation', params.id, version, body)),
    discardServiceOrganisation: async ({ params, version }, context) =>
      done(await discardListing(context, 'organisation', params.id, version)),
    approveServiceOrganisation: async ({ params, version }, context) =>
      versioned(await approveListing(context, 'organisation', params.id, version)),
    returnServiceOrganisation: async ({ params, version, body }, context) =>
      versioned(await returnListing(context, 'organisation', params.id, version, body.reason)),
    withdrawServiceOrganisation: async ({ params, version, body }, context) =>
      versioned(await withdrawListing(context, 'organisation', params.id, version, body.reason)),

    listServiceLocations: async ({ query, after }, context) => ok(await listListings(context, 'location', query, after)),
    createServiceLocation: async ({ body }, context) => created(await createListing(context, 'location', body)),
    getServiceLocation: async ({ params }, context) => versioned(await getListing(context, 'location', params.id)),
    updateServiceLocation: async ({ params, version, body }, context) =>
      versioned(await updateListing(context, 'location', params.id, version, body)),
    discardServiceLocation: async ({ params, version }, context) => done(await discardListing(context, 'location', params.id, version)),
    approveServiceLocation: async ({ params, version }, context) =>
      versioned(await approveListing(context, 'location', params.id, version)),
    returnServiceLocation: async ({ params, version, body }, context) =>
      versioned(await returnListing(context, 'location', params.id, version, body.reason)),
    withdrawServiceLocation: async ({ params, version, body }, context) =>
      versioned(await withdrawListing(context, 'location', params.id, version, body.reason)),

    listServices: async ({ query, after }, context) => ok(await listListings(context, 'service', query, after)),
    createService: async ({ body }, context) => created(await createListing(context, 'service', body)),
    getService: async ({ params }, context) => versioned(await getListing(context, 'service', params.id)),
    updateService: async ({ params, version, body }, context) =>
      versioned(await updateListing(context, 'service', params.id, version, body)),
    discardService: async ({ params, version }, context) => done(await discardListing(context, 'service', params.id, version)),
    approveService: async ({ params, version }, context) => versioned(await approveListing(context, 'service', params.id, version)),
    returnService: async ({ params, version, body }, context) =>
      versioned(await returnListing(context, 'service', params.id, version, body.reason)),
    withdrawService: async ({ params, version, body }, context) =>
      versioned(await withdrawListing(context, 'service', params.id, version, body.reason)),
    verifyService: async ({ params, version }, context) => versioned(await verifyService(context, params.id, version)),
  },
  { name: 'directory', scheduled: async (_env, db) => void (await lapseAll(platformContext(db))) },
);
