import * as z from 'zod';
import { DocumentAlertExtension, documentAlertSchemaPath } from '../../shared/contract/specimens/stix/extension.ts';

/** The JSON Schema of our extension of STIX 2.1 for alerts on documents, to which its definition in every bundle points. */
export const documentAlertSchema = (origin: string) => ({
  ...z.toJSONSchema(DocumentAlertExtension),
  $id: `${origin}${documentAlertSchemaPath}`,
  title: 'Document alert',
});
