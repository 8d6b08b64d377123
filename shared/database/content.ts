import { v7 as uuid } from 'uuid';

type Tree = { [name: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A content changed by a merge patch: what is named is replaced, null takes away, objects are merged (RFC 7396). */
export function merged<T extends object>(content: T, patch: object): T {
  const result: Tree = { ...(content as Tree) };
  for (const [name, value] of Object.entries(patch)) {
    const before = result[name];
    if (value === null) delete result[name];
    else if (value !== undefined) result[name] = isTree(value) ? merged(isTree(before) ? before : {}, value) : value;
  }
  return result as T;
}

/** The same content with an id for every part of it that has none: every item of a list of things is a part. */
export function identified<T>(content: T): T {
  if (Array.isArray(content)) return content.map((item) => (isTree(item) ? { id: uuid(), ...identified(item) } : item)) as T;
  if (!isTree(content)) return content;
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, identified(value)])) as T;
}
