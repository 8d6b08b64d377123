import type { SQL } from 'drizzle-orm';
import type { Event } from '../../../shared/database/commit.ts';
import type { ListingKind } from '../../../shared/database/listings.ts';

type Told = 'proposed' | 'published' | 'returned' | 'withdrawn';
type Kept = { network: string | SQL; organisation: string | SQL };

/** The event of what happens to a listing: what is public is for anyone, the rest for the organisation whose turn it is. */
export function told(kind: ListingKind, what: Told, id: string, { network, organisation }: Kept): Event {
  const isPublic = what === 'published' || what === 'withdrawn';
  const label = isPublic ? ({ tlp: 'CLEAR', audience: 'public' } as const) : ({ tlp: 'GREEN', audience: 'organisation' } as const);
  return { ...eventOf(kind, what, id), subject: id, network, organisation, ...label } as Event;
}

function eventOf(kind: ListingKind, what: Told, id: string) {
  switch (kind) {
    case 'organisation':
      return { type: `directory.organisation.${what}`, data: { serviceOrganisation: id } } as const;
    case 'location':
      return { type: `directory.location.${what}`, data: { serviceLocation: id } } as const;
    case 'service':
      return { type: `directory.service.${what}`, data: { service: id } } as const;
  }
}
