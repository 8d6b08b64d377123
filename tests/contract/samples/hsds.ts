import type { hsds } from '../../../shared/contract/directory/hsds.ts';
import { taxonomies } from '../../../shared/contract/directory/taxonomies.ts';
import type { Stage } from '../stage.ts';
import { type PublishedListings, publishedListings } from './listings.ts';
import type { Samples } from './sample.ts';

const anyone = { by: null } as const;
const [taxonomy] = taxonomies;
const about = { search: 'Suma', per_page: 2 };

/** Asks of the listings that a stage has published. */
const ofStage =
  <T>(ask: (listings: PublishedListings) => T) =>
  async (stage: Stage): Promise<T> =>
    ask(await publishedListings(stage));

const query = ofStage(({ organisation }) => ({ query: { organization_id: organisation, ...about } }));
const body = ofStage(({ organisation }) => ({ body: { organization_id: organisation, ...about } }));

/** Everything of these is for anyone. */
export const hsdsSamples: Samples<keyof typeof hsds> = {
  getHsds: { ...anyone, call: () => ({}) },
  findServices: { ...anyone, call: query },
  searchServices: { ...anyone, call: body },
  getPublicService: { ...anyone, call: ofStage(({ service: id }) => ({ params: { id } })) },
  findOrganizations: { ...anyone, call: ofStage(() => ({ query: { ...about, full: 'true' as const } })) },
  searchOrganizations: { ...anyone, call: ofStage(() => ({ body: { ...about, full: true } })) },
  getPublicOrganization: { ...anyone, call: ofStage(({ organisation: id }) => ({ params: { id } })) },
  findServicesAtLocations: { ...anyone, call: query },
  searchServicesAtLocations: { ...anyone, call: body },
  getServiceAtLocation: { ...anyone, call: ofStage(({ place: id }) => ({ params: { id } })) },
  findTaxonomies: { ...anyone, call: () => ({ query: { per_page: 2 } }) },
  searchTaxonomies: { ...anyone, call: () => ({ body: { search: 'ayuda' } }) },
  getTaxonomy: { ...anyone, call: () => ({ params: { id: taxonomy?.id ?? '' } }) },
  findTaxonomyTerms: { ...anyone, call: () => ({ query: { taxonomy_id: taxonomy?.id ?? '', top_only: 'true' } }) },
  searchTaxonomyTerms: { ...anyone, call: () => ({ body: { taxonomy_id: taxonomy?.id ?? '', top_only: true } }) },
  getTaxonomyTerm: { ...anyone, call: () => ({ params: { id: taxonomy?.terms[0]?.id ?? '' } }) },
};
