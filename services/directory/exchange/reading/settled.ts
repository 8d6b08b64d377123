import { v5 as uuidOf } from 'uuid';
import { type Tree, isTree } from '../hsds/shape.ts';

/** A content as one text, the same for contents that say the same: names in order, without lists that hold nothing. */
export const settled = (content: unknown): string => JSON.stringify(inOrder(content));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isTree(value)) return value;
  const said = Object.entries(value).filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0));
  return Object.fromEntries(said.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, inOrder(one)]));
}

/** The same content with an id for every part that has none: the same id whenever it is read again. */
export function identifiedBy<T>(owner: string, content: T): T {
  const name = (value: unknown, pointer: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((item, index) => {
        const at = `${pointer}/${index}`;
        return isTree(item) ? { id: uuidOf(at, owner), ...(name(item, at) as Tree) } : item;
      });
    }
    if (!isTree(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, name(one, `${pointer}/${key}`)]));
  };
  return name(content, '') as T;
}
