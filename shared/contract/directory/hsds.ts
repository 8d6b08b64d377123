import * as z from 'zod';
import type { ProblemCode } from '../problem.ts';
import { answer, contract, json } from '../route.ts';
import { HsdsTaxonomy, HsdsTaxonomyTerm } from './hsds/parts.ts';
import { hsdsBody, hsdsQuery } from './hsds/query.ts';
import { HsdsMeta, HsdsMinimal, HsdsOrganization, HsdsService, HsdsServiceAtLocation, hsdsPage } from './hsds/shapes.ts';

const tag = 'Public directory';
const access = 'anyone';
const byId = z.strictObject({ id: z.uuid().meta({ examples: ['0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c51'] }) });
const missing = ['not-found'] as const satisfies ProblemCode[];
const pages = ['search', 'page', 'per_page', 'format'] as const;

/** A page in JSON, or everything as NDJSON; of `minimal`, everything in one page, streamed. */
const pageOf = <S extends z.ZodType>(item: S) => ({
  ...answer(hsdsPage(item), 'A page'),
  files: ['application/x-ndjson', 'application/json'] as const,
});

const services = [...pages, 'taxonomy_term_id', 'taxonomy_id', 'organization_id', 'modified_after', 'minimal', 'full'] as const;
const organizations = [...pages, 'full', 'full_service'] as const;
const places = [...pages, 'taxonomy_term_id', 'taxonomy_id', 'organization_id', 'modified_after', 'full', 'postcode', 'proximity'] as const;
const terms = [...pages, 'taxonomy_id', 'top_only', 'parent_id'] as const;

const found = {
  services: { 200: pageOf(z.union([HsdsService, HsdsMinimal])) },
  organizations: { 200: pageOf(HsdsOrganization) },
  places: { 200: pageOf(HsdsServiceAtLocation) },
  taxonomies: { 200: pageOf(HsdsTaxonomy) },
  terms: { 200: pageOf(HsdsTaxonomyTerm) },
};

/** The same search by POST (HSDS 3.1): what somebody looks for stays out of addresses and logs. */
const quietly = 'The same as by GET, with the parameters in the body, so that they stay out of addresses (HSDS 3.1).';

/** The public directory as Open Referral HSDS 3.0 defines its API, with what 3.1 adds. Names are HSDS's. */
export const hsds = contract({
  getHsds: { method: 'get', path: '/hsds', tag, summary: 'What this API is', access, answers: { 200: answer(HsdsMeta) } },

  findServices: {
    method: 'get',
    path: '/hsds/services',
    tag,
    summary: 'Find services for whoever needs help',
    description:
      'Services that were verified in the last 18 months. A search for words ranks and counts the first 5,000 that it finds. With `modified_after`, also those that have left the lists since: `inactive`, or `defunct` for good.',
    access,
    query: hsdsQuery(services),
    answers: found.services,
  },
  searchServices: {
    method: 'post',
    path: '/hsds/services',
    tag,
    summary: 'Find services without saying in the address what is looked for',
    description: quietly,
    access,
    body: json(hsdsBody(services)),
    answers: found.services,
  },
  getPublicService: {
    method: 'get',
    path: '/hsds/services/{id}',
    tag,
    summary: 'A service with everything that belongs to it',
    access,
    params: byId,
    answers: { 200: answer(HsdsService) },
    problems: missing,
  },

  findOrganizations: {
    method: 'get',
    path: '/hsds/organizations',
    tag,
    summary: 'Find organisations that give services',
    access,
    query: hsdsQuery(organizations),
    answers: found.organizations,
  },
  searchOrganizations: {
    method: 'post',
    path: '/hsds/organizations',
    tag,
    summary: 'Find organisations without saying in the address what is looked for',
    description: quietly,
    access,
    body: json(hsdsBody(organizations)),
    answers: found.organizations,
  },
  getPublicOrganization: {
    method: 'get',
    path: '/hsds/organizations/{id}',
    tag,
    summary: 'An organisation with its places and services',
    access,
    params: byId,
    query: hsdsQuery(['full_service']),
    answers: { 200: answer(HsdsOrganization) },
    problems: missing,
  },

  findServicesAtLocations: {
    method: 'get',
    path: '/hsds/service_at_locations',
    tag,
    summary: 'Find services by where they are given',
    description: 'Hidden places have no postal code and are near nothing.',
    access,
    query: hsdsQuery(places),
    answers: found.places,
  },
  searchServicesAtLocations: {
    method: 'post',
    path: '/hsds/service_at_locations',
    tag,
    summary: 'Find services by where they are given, without saying so in the address',
    description: quietly,
    access,
    body: json(hsdsBody(places)),
    answers: found.places,
  },
  getServiceAtLocation: {
    method: 'get',
    path: '/hsds/service_at_locations/{id}',
    tag,
    summary: 'A service at a place, with everything of both',
    description:
      'It answers a service_at_location. The description of HSDS 3.0 refers to the schema of a service here, which is taken for a slip.',
    access,
    params: byId,
    answers: { 200: answer(HsdsServiceAtLocation) },
    problems: missing,
  },

  findTaxonomies: {
    method: 'get',
    path: '/hsds/taxonomies',
    tag,
    summary: 'The taxonomies by which services are found',
    access,
    query: hsdsQuery(pages),
    answers: found.taxonomies,
  },
  searchTaxonomies: {
    method: 'post',
    path: '/hsds/taxonomies',
    tag,
    summary: 'The taxonomies, asked by POST',
    description: quietly,
    access,
    body: json(hsdsBody(pages)),
    answers: found.taxonomies,
  },
  getTaxonomy: {
    method: 'get',
    path: '/hsds/taxonomies/{id}',
    tag,
    summary: 'A taxonomy',
    access,
    params: byId,
    answers: { 200: answer(HsdsTaxonomy) },
    problems: missing,
  },

  findTaxonomyTerms: {
    method: 'get',
    path: '/hsds/taxonomy_terms',
    tag,
    summary: 'The terms of the taxonomies',
    access,
    query: hsdsQuery(terms),
    answers: found.terms,
  },
  searchTaxonomyTerms: {
    method: 'post',
    path: '/hsds/taxonomy_terms',
    tag,
    summary: 'The terms of the taxonomies, asked by POST',
    description: quietly,
    access,
    body: json(hsdsBody(terms)),
    answers: found.terms,
  },
  getTaxonomyTerm: {
    method: 'get',
    path: '/hsds/taxonomy_terms/{id}',
    tag,
    summary: 'A term and its taxonomy',
    access,
    params: byId,
    answers: { 200: answer(HsdsTaxonomyTerm) },
    problems: missing,
  },
});
