import { LocationContent } from '../../../shared/contract/directory/service-locations.ts';
import { OrganisationContent } from '../../../shared/contract/directory/service-organisations.ts';
import { ServiceContent } from '../../../shared/contract/directory/services.ts';
import type { ListingContents, ListingKind } from '../../../shared/database/listings.ts';

/** Where the listings of each kind are, and what they say. */
export const paths: Record<ListingKind, string> = {
  organisation: '/v1/service-organisations',
  location: '/v1/service-locations',
  service: '/v1/services',
};

/** The schema of what a listing of each kind says. */
export const schemas = { organisation: OrganisationContent, location: LocationContent, service: ServiceContent } as const;

/** What a listing says, of what was given with it. */
export function contentOf<K extends ListingKind>(kind: K, given: object): ListingContents[K] {
  const names = Object.keys(schemas[kind].shape);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => names.includes(name) && value !== undefined),
  ) as ListingContents[K];
}

/** The organisation of reference that a listing names: of a service its provider, of a place its owner, of an organisation its parent. */
export const providerOf = (kind: ListingKind, content: { organisation?: string | undefined; parent?: string | undefined }): string | null =>
  (kind === 'organisation' ? content.parent : content.organisation) ?? null;
