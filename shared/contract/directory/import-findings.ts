import * as z from 'zod';
import { Printed, Text } from '../text.ts';

/**
 * What a reader of a package would want to know: what is wrong or was left out, and where. With an error, what it is about is not imported.
 */
export const ImportFinding = z
  .strictObject({
    number: z.int().min(1).max(1_000_000).meta({ description: 'In the order of the package' }),
    code: z
      .string()
      .max(60)
      .meta({ examples: ['unknown-term'] }),
    severity: z.enum(['error', 'warning']),
    file: z
      .string()
      .max(300)
      .nullable()
      .meta({ description: 'The file of the package; null in JSON', examples: ['phones.csv'] }),
    row: z.int().min(1).max(100_000_000).nullable().meta({ description: 'The row of the file, its header being 1; null in JSON' }),
    pointer: Printed.meta({ description: 'The column, or the pointer into the JSON', examples: ['/number'] }),
    listing: z.uuid().nullable().meta({ description: 'The listing that it is about, where it has an id' }),
    detail: Text,
  })
  .meta({ id: 'DirectoryImportFinding' });
export type ImportFinding = z.infer<typeof ImportFinding>;
