import type { LocationContent } from '../../../shared/contract/directory/service-locations.ts';
import type { PublicPart, publicLocations } from '../../../shared/database/public-directory.ts';
import { accessibilityOf, addressesOf, attributesOf, contactsOf, given, idOf, languagesOf, phonesOf, schedulesOf } from './parts.ts';

type PublicLocation = Omit<typeof publicLocations.$inferInsert, 'id' | 'modifiedAt'>;

/** What anyone may read of a place, field by field (HSDS location). Of a hidden one: the way in and nothing else (register DI-11, OA-46). */
export function publicLocation(id: string, content: LocationContent): PublicLocation {
  return content.hidden ? gateOf(id, content) : openPlace(id, content);
}

function openPlace(id: string, content: LocationContent): PublicLocation {
  const { locationType, name, alternateName, description, url, transportation, organisation = null } = content;
  const { latitude = null, longitude = null, addresses = [] } = content;
  return {
    hidden: false,
    organisation,
    latitude,
    longitude,
    postalCode: addresses.find(({ postalCode }) => postalCode !== '')?.postalCode ?? null,
    card: given({
      location_type: locationType,
      name,
      alternate_name: alternateName,
      description,
      url,
      transportation,
      latitude: content.latitude,
      longitude: content.longitude,
      external_identifier: content.externalIdentifier,
      external_identifier_type: content.externalIdentifierType,
    }),
    rest: given({
      languages: languagesOf(content.languages),
      addresses: addressesOf(addresses),
      contacts: contactsOf(content.contacts),
      accessibility: accessibilityOf(content.accessibility),
      phones: phonesOf(content.phones),
      schedules: schedulesOf(content.schedules),
      attributes: attributesOf('location', id, content.terms),
    }),
  };
}

function gateOf(id: string, { gate = {}, organisation }: LocationContent): PublicLocation {
  const contacts: PublicPart[] = gate.email ? [{ id: idOf(id, 'gate'), email: gate.email }] : [];
  return {
    hidden: true,
    organisation: organisation ?? null,
    latitude: null,
    longitude: null,
    postalCode: null,
    card: given({ location_type: 'virtual', description: gate.intake }),
    rest: given({ contacts, phones: phonesOf(gate.phones), schedules: schedulesOf(gate.schedules) }),
  };
}
