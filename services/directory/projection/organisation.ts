import type { OrganisationContent } from '../../../shared/contract/directory/service-organisations.ts';
import type { PublicPart } from '../../../shared/database/public-directory.ts';
import { attributesOf, contactsOf, given, phonesOf } from './parts.ts';

/** What anyone may read of an organisation of reference, field by field (HSDS organization). Its head stays out. */
export function publicOrganisation(id: string, content: OrganisationContent): { card: PublicPart; rest: PublicPart } {
  const { name, alternateName, description, email, website, yearIncorporated, legalStatus, logo, uri, parent } = content;
  const { programs = [], identifiers = [], funding = [] } = content;
  return {
    card: given({
      name,
      alternate_name: alternateName,
      description,
      email,
      website,
      year_incorporated: yearIncorporated,
      legal_status: legalStatus,
      logo,
      uri,
      parent_organization_id: parent,
    }),
    rest: given({
      phones: phonesOf(content.phones),
      contacts: contactsOf(content.contacts),
      programs: programs.map((one) =>
        given({ id: one.id ?? '', organization_id: id, name: one.name, alternate_name: one.alternateName, description: one.description }),
      ),
      organization_identifiers: identifiers.map((one) =>
        given({
          id: one.id ?? '',
          organization_id: id,
          identifier_scheme: one.scheme,
          identifier_type: one.type,
          identifier: one.identifier,
        }),
      ),
      funding: funding.map((one) => given({ id: one.id ?? '', organization_id: id, source: one.source })),
      attributes: attributesOf('organization', id, content.terms),
    }),
  };
}
