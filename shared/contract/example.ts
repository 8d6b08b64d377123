import * as z from 'zod';

/** An example of a schema: the one it carries, or one put together from its parts. */
export function exampleOf(schema: z.ZodType): unknown {
  const [own] = (schema.meta()?.['examples'] as unknown[] | undefined) ?? [];
  if (own !== undefined) return own;
  return builtFrom(schema);
}

function builtFrom(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(Object.entries(schema.shape).map(([key, field]) => [key, exampleOf(field as z.ZodType)]));
  }
  if (schema instanceof z.ZodUnion) return exampleOf(schema.options[0] as z.ZodType);
  if (schema instanceof z.ZodArray) return [exampleOf(schema.element as z.ZodType)];
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return exampleOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodDefault) return schema.parse(undefined);
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return [...schema.values][0];
  if (schema instanceof z.ZodBoolean) return true;
  if (schema instanceof z.ZodNumber) return Math.max(1, schema.minValue ?? 1);
  if (schema instanceof z.ZodRecord) return {};
  return textLike(schema);
}

function textLike(schema: z.ZodType): unknown {
  const candidates = [
    '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
    '2026-03-01T12:00:00.000Z',
    'IOM',
    'text',
    '2026-03-01',
    'https://example.org/',
    'name@example.org',
  ];
  return candidates.find((candidate) => schema.safeParse(candidate).success) ?? null;
}
