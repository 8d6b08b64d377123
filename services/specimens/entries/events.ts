import type { Event } from '../../../shared/database/commit.ts';
import type { EntryKind } from '../../../shared/database/exchange.ts';
import { keptIn } from './places.ts';

type Kept = Pick<Event, 'tlp' | 'audience' | 'network' | 'organisation' | 'group'>;

/** The event of what happens to an entry, for those whom its label names; the label of the moment after, where it changes. */
export function told(kind: EntryKind, what: 'published' | 'updated' | 'withdrawn', id: string, label: Partial<Kept> = {}): Event {
  return { ...eventOf(kind, what, id), subject: id, ...keptIn(id), ...label } as Event;
}

function eventOf(kind: EntryKind, what: 'published' | 'updated' | 'withdrawn', id: string) {
  const plain = what === 'withdrawn' ? 'withdrawn' : 'published';
  switch (kind) {
    case 'specimen':
      return { type: `specimens.specimen.${plain}`, data: { specimen: id } } as const;
    case 'alert':
      return { type: `specimens.alert.${what === 'withdrawn' ? 'cancelled' : what}`, data: { alert: id } } as const;
    case 'method':
      return { type: `specimens.method.${plain}`, data: { fraudMethod: id } } as const;
    case 'requirement':
      return { type: `specimens.requirement.${plain}`, data: { entryRequirement: id } } as const;
    case 'criterion':
      return { type: `specimens.criterion.${plain}`, data: { criterion: id } } as const;
  }
}
