import * as z from 'zod';
import { Text, languages } from '../contract/text.ts';

/** One column of a table: its header and how to find its cell in an item. */
export type Column = { header: string; cell: (item: unknown) => string };

/** The columns of an item's schema: nested fields by dotted name, texts by language, arrays as JSON. */
export function columnsOf(schema: z.ZodType, path: string[] = []): Column[] {
  const inner = unwrap(schema);
  if (inner === Text) return languages.map((language) => column([...path, language]));
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([key, field]) => columnsOf(field as z.ZodType, [...path, key]));
  }
  return [column(path)];
}

function unwrap(schema: z.ZodType): z.ZodType {
  const wrapped = schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return wrapped ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

const column = (path: string[]): Column => ({ header: path.join('.'), cell: (item) => printed(valueAt(item, path)) });

function valueAt(item: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], item);
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
