import * as z from 'zod';

/** Categories of documents with the letter that stands for each in a specimen's code (register SP-03, IX-03). */
export const categoryLetters = {
  passport: 'A',
  'identity-card': 'B',
  visa: 'C',
  'driving-licence': 'F',
  'residence-permit': 'H',
  'travel-document': 'J',
  'birth-certificate': 'K',
  'border-crossing-card': 'L',
  'seamans-book': 'M',
  other: 'X',
} as const;
export type DocumentCategory = keyof typeof categoryLetters;

/** Types within a category with the letter that stands for each in a specimen's code. */
export const typeLetters = {
  ordinary: 'O',
  diplomatic: 'D',
  service: 'S',
  emergency: 'E',
  return: 'R',
  refugee: 'F',
  provisional: 'P',
  minor: 'M',
  other: 'X',
} as const;
export type DocumentType = keyof typeof typeLetters;

const keysOf = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];

export const DocumentCategory = z.enum(keysOf(categoryLetters)).meta({ description: 'Category of document', examples: ['passport'] });
export const DocumentType = z.enum(keysOf(typeLetters)).meta({ description: 'Type within its category', examples: ['ordinary'] });

/** Formats of the machine readable zone (ICAO Doc 9303, parts 4 to 7). */
export const MrzFormat = z.enum(['TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B']).meta({ description: 'ICAO Doc 9303', examples: ['TD3'] });

/** A month, EDTF level 0. */
export const Month = z
  .string()
  .max(7)
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'Month, YYYY-MM', examples: ['2026-03'] });

/** How a security feature is checked without a laboratory, and with a tool. */
const checks = ['feel', 'look', 'tilt', 'tool'] as const;
export const Check = z.enum(checks).meta({ description: 'How it is checked', examples: ['tilt'] });
export type Check = z.infer<typeof Check>;

/** Who can check a feature: 1 anybody at the border, 2 with a simple tool, 3 a laboratory. */
export const Level = z
  .int()
  .min(1)
  .max(3)
  .meta({ description: '1 without tools, 2 with a simple tool, 3 in a laboratory', examples: [1] });
