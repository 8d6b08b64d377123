import type { ListingKind } from '../../../../shared/database/listings.ts';
import type { Spot } from '../findings.ts';
import type { Shape, Tree } from '../hsds/shape.ts';

/** A listing as a package gives it: what it is, and as HSDS nests it. One that is nested in another may be but a card of it. */
export type Given = { kind: ListingKind; node: Tree; isNested?: true };

/** Where the things of a package stand; of what is nested in JSON, where the listing does. */
export type Places = WeakMap<object, Spot>;

/** Of which thing of a package each piece of a content was read. */
export type Sources = WeakMap<object, { node: Tree; shape: Shape }>;

const nowhere: Spot = { file: null, row: null, pointer: '' };

/** Where in the package stands what a path into a content means: the row and column of its own table, or the pointer into the JSON. */
export function spotOf(content: object, path: readonly PropertyKey[], sources: Sources, places: Places): Spot {
  let value: unknown = content;
  let list: unknown;
  let spot = placeOf(content) ?? nowhere;
  function placeOf(item: unknown): Spot | undefined {
    const source = typeof item === 'object' && item !== null ? sources.get(item) : undefined;
    return source && places.get(source.node);
  }
  for (const step of path) {
    const source = typeof value === 'object' && value !== null ? sources.get(value) : undefined;
    const inner: unknown = (value as Record<PropertyKey, unknown> | undefined)?.[step];
    const { key, nodes, isText } = source ? keyOf(source, step) : { key: indexOf(list, inner, step), nodes: undefined, isText: false };
    spot = placeOf(inner) ?? { ...spot, pointer: `${spot.pointer}/${key}` };
    if (isText) return spot;
    list = nodes;
    value = inner;
  }
  return spot;

  function indexOf(nodes: unknown, inner: unknown, step: PropertyKey): string {
    const node = typeof inner === 'object' && inner !== null ? sources.get(inner)?.node : undefined;
    return String(Array.isArray(nodes) && node ? nodes.indexOf(node) : step);
  }
}

/** A text is in one language in a package: its languages are no places there. */
function keyOf({ node, shape }: { node: Tree; shape: Shape }, step: PropertyKey): { key: string; nodes: unknown; isText: boolean } {
  const field = shape.fields.find(({ name }) => name === step);
  const part = [...(shape.one ?? []), ...(shape.many ?? [])].find(({ name }) => name === step);
  const key = field?.key ?? part?.key ?? String(step);
  return { key, nodes: node[key], isText: field?.kind === 'text' };
}
