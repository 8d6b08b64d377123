import type { Language } from '../../../../shared/contract/text.ts';
import type { ListingContent, ListingKind } from '../../../../shared/database/listings.ts';
import { location } from './location.ts';
import { organisation } from './organisation.ts';
import { service } from './service.ts';
import type { Shape, Tree } from './shape.ts';
import { toNode } from './write.ts';

/** The kinds of listing, in the order in which one may name another. */
export const kinds = ['organisation', 'location', 'service'] as const satisfies readonly ListingKind[];

/** How HSDS says what a listing of each kind says. */
export const shapeOf: Record<ListingKind, Shape> = { organisation, location, service };

/** A listing as it leaves: its id, its country and what it says. */
export type Outgoing = { id: string; kind: ListingKind; country: string; content: ListingContent; isPartial: boolean };

/** A listing as HSDS has it, whole, in a language, with what HSDS has no room for in keys of our own. */
export function nodeOf({ id, kind, country, content, isPartial }: Outgoing, language: Language): Tree {
  const shape = shapeOf[kind];
  return {
    id,
    ...toNode(shape, content, { language, owner: id, entity: shape.entity }),
    enlace_country: country,
    enlace_language: language,
    ...(isPartial ? { enlace_partial: true } : {}),
  };
}
