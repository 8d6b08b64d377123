type Schema = Record<string, unknown>;

/** How long a text of these formats is: the contract's own patterns admit no longer one. */
const lengths: Record<string, number> = { uuid: 36, date: 10 };

/** The same document with what its schemas say without words: the length of a format, the size of an integer, no other fields. */
export function tightened<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map((one) => tightened(one) as unknown) as Part;
  if (part === null || typeof part !== 'object') return part;
  const entries = Object.entries(part).map(([key, value]) => [key, key.startsWith('example') ? value : (tightened(value) as unknown)]);
  return { ...Object.fromEntries(entries), ...impliedBy(part as Schema) } as Part;
}

function impliedBy({ type, format, maximum, properties, additionalProperties }: Schema): Schema {
  const types = [type].flat();
  if (types.includes('string') && typeof format === 'string' && lengths[format]) return { maxLength: lengths[format] };
  if (types.includes('integer') && !format) return { format: Number(maximum) < 2 ** 31 ? 'int32' : 'int64' };
  if (types.includes('object') && properties && additionalProperties === undefined) return { additionalProperties: false };
  return {};
}
