import { directory } from '../../shared/contract/directory.ts';
import type { Language } from '../../shared/contract/text.ts';
import type { Database } from '../../shared/database/open.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { languageOf } from '../../shared/worker/locale.ts';
import { serve } from '../../shared/worker/serve.ts';
import { getDirectoryServices } from './exchange/export/json.ts';
import { getDirectoryPackage } from './exchange/export/package.ts';
import { acceptDirectoryImport, publishDirectoryImport } from './exchange/imports/acceptance.ts';
import { createDirectoryImport } from './exchange/imports/creation.ts';
import {
  discardDirectoryImport,
  getDirectoryImport,
  listDirectoryImportFindings,
  listDirectoryImports,
} from './exchange/imports/imports.ts';
import { workImports } from './exchange/work/work.ts';
import { remindOfConfirmations } from './focal-points/confirmations.ts';
import { getCorridor } from './focal-points/corridor.ts';
import { confirmFocalPoint, endFocalPoint, eraseFocalPoint } from './focal-points/duties.ts';
import { getFocalPoint, listFocalPoints } from './focal-points/focal-points.ts';
import { handOver } from './focal-points/handover.ts';
import { createFocalPoint, updateFocalPoint } from './focal-points/keeping.ts';
import { createFocalPurpose, deleteFocalPurpose, listFocalPurposes } from './focal-points/purpose-list.ts';
import { getFocalVacancies } from './focal-points/vacancies.ts';
import { getFocalPointCard } from './focal-points/vcard.ts';
import { approveListing, returnListing } from './listings/approval.ts';
import { lapseAll } from './listings/freshness.ts';
import { getListing, listListings } from './listings/listings.ts';
import { createListing, discardListing, updateListing } from './listings/proposing.ts';
import { describeHsds } from './public/meta.ts';
import { findOrganizations, getOrganization } from './public/organizations.ts';
import { findPlaces, getPlace } from './public/places.ts';
import { findServices, getService } from './public/services.ts';
import { findTaxonomies, findTerms, getTaxonomy, getTerm } from './public/taxonomies.ts';
import { verifyService, withdrawListing } from './listings/withdrawal.ts';

/** What was accepted is worked off. The hourly one looks after what lapses. */
const everyMinute = '* * * * *';

/** Goes on at once after an import was accepted, and in the minutes to come with whatever is left. */
const workAccepted = (db: Database) => workImports(platformContext(db));

export default serve(
  directory,
  {
    getCorridor: async ({ query }, context) => ok(await getCorridor(context, query)),
    listFocalPoints: async ({ query, after }, context) => ok(await listFocalPoints(context, query, after)),
    createFocalPoint: async ({ body }, context) => created(await createFocalPoint(context, body)),
    getFocalPoint: async ({ params }, context) => versioned(await getFocalPoint(context, params.id)),
    updateFocalPoint: async ({ params, version, body }, context) => versioned(await updateFocalPoint(context, params.id, version, body)),
    confirmFocalPoint: async ({ params, version }, context) => versioned(await confirmFocalPoint(context, params.id, version)),
    handOverFocalPoint: async ({ params, body }, context) => created(await handOver(context, params.id, body)),
    endFocalPoint: async ({ params, version, body }, context) => versioned(await endFocalPoint(context, params.id, version, body.on)),
    eraseFocalPoint: async ({ params, version }, context) => versioned(await eraseFocalPoint(context, params.id, version)),
    getFocalPointCard: async ({ params, query }, context) => versioned(await getFocalPointCard(context, params.id, query.language)),
    getFocalVacancies: async ({ query }, context) => ok(await getFocalVacancies(context, query.network)),
    listFocalPurposes: async ({ query, after }, context) => ok(await listFocalPurposes(context, query, after)),
    createFocalPurpose: async ({ body }, context) => created(await createFocalPurpose(context, body)),
    deleteFocalPurpose: async ({ params, version }, context) => done(await deleteFocalPurpose(context, params.id, version)),

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

    getDirectoryPackage: async ({ query }, context) => versioned(await getDirectoryPackage(context, query)),
    getDirectoryServices: async ({ query }, context) => versioned(await getDirectoryServices(context, query)),
    createDirectoryImport: async ({ query, body }, context) => created(await createDirectoryImport(context, query, body)),
    listDirectoryImports: async ({ query, after }, context) => ok(await listDirectoryImports(context, query, after)),
    getDirectoryImport: async ({ params }, context) => versioned(await getDirectoryImport(context, params.id)),
    listDirectoryImportFindings: async ({ params, query, after }, context) =>
      ok(await listDirectoryImportFindings(context, params.id, query, after)),
    discardDirectoryImport: async ({ params, version }, context) => done(await discardDirectoryImport(context, params.id, version)),
    acceptDirectoryImport: async ({ params, version }, context) => versioned(await acceptDirectoryImport(context, params.id, version)),
    publishDirectoryImport: async ({ params, version }, context) => versioned(await publishDirectoryImport(context, params.id, version)),

    getHsds: (_, _context, env) => ok(describeHsds(originOf(env))),
    findServices: async ({ query, headers }, context) => told(headers, await findServices(context, query, languageOf(headers))),
    searchServices: async ({ body, headers }, context) => quietly(headers, await findServices(context, body, languageOf(headers))),
    getPublicService: async ({ params, headers }, context) =>
      told(headers, { body: await getService(context, params.id, languageOf(headers)) }),
    findOrganizations: async ({ query, headers }, context) => told(headers, await findOrganizations(context, query, languageOf(headers))),
    searchOrganizations: async ({ body, headers }, context) =>
      quietly(headers, await findOrganizations(context, body, languageOf(headers))),
    getPublicOrganization: async ({ params, query, headers }, context) =>
      told(headers, { body: await getOrganization(context, params.id, query, languageOf(headers)) }),
    findServicesAtLocations: async ({ query, headers }, context) => told(headers, await findPlaces(context, query, languageOf(headers))),
    searchServicesAtLocations: async ({ body, headers }, context) => quietly(headers, await findPlaces(context, body, languageOf(headers))),
    getServiceAtLocation: async ({ params, headers }, context) =>
      told(headers, { body: await getPlace(context, params.id, languageOf(headers)) }),
    findTaxonomies: ({ query, headers }) => told(headers, { body: findTaxonomies(query, languageOf(headers)) }),
    searchTaxonomies: ({ body, headers }) => quietly(headers, { body: findTaxonomies(body, languageOf(headers)) }),
    getTaxonomy: ({ params, headers }) => told(headers, { body: getTaxonomy(params.id, languageOf(headers)) }),
    findTaxonomyTerms: ({ query, headers }) => told(headers, { body: findTerms(query, languageOf(headers)) }),
    searchTaxonomyTerms: ({ body, headers }) => quietly(headers, { body: findTerms(body, languageOf(headers)) }),
    getTaxonomyTerm: ({ params, headers }) => told(headers, { body: getTerm(params.id, languageOf(headers)) }),
  },
  {
    name: 'directory',
    scheduled: async (_env, db, cron) => {
      await workAccepted(db);
      if (cron === everyMinute) return;
      await lapseAll(platformContext(db));
      await remindOfConfirmations(platformContext(db));
    },
    next: { acceptDirectoryImport: workAccepted, publishDirectoryImport: workAccepted },
  },
);

const originOf = (env: object) => (env as { ORIGIN: string }).ORIGIN;

/** 200 in the language that was asked for. */
const told = <A extends { body: unknown; version?: string }>(headers: Headers, answer: A) => ({
  status: 200 as const,
  ...answer,
  language: languageOf(headers),
});

/** The same without a validator: an answer to a POST is nobody's copy of a page. */
const quietly = <A extends { body: unknown }>(headers: Headers, { body }: A): { status: 200; body: A['body']; language: Language } => ({
  status: 200,
  body,
  language: languageOf(headers),
});
