import * as z from 'zod';
import { EdtfDate } from '../dates.ts';
import { patchOf } from '../directory/listing.ts';
import { Country } from '../directory/parts.ts';
import { contract } from '../route.ts';
import { Text } from '../text.ts';
import { Typology } from './alerts.ts';
import { SensitiveLabel, entry, entryRoutes, newPlace } from './entry.ts';
import { DocumentCategory } from './words.ts';

/** How documents are obtained or made by fraud: the most sensitive class of the exchange (register SP-04). */
export const MethodContent = z
  .strictObject({
    title: Text,
    description: Text,
    typologies: z.array(Typology).max(6).optional(),
    categories: z.array(DocumentCategory).max(10).optional(),
    countries: z.array(Country).max(50).optional(),
    firstSeen: EdtfDate.optional(),
    indicators: Text.optional().meta({ description: 'By what an officer may notice it' }),
  })
  .meta({ id: 'FraudMethodContent', examples: [{ title: { es: 'Partida tardía' }, description: { es: 'Descripción de muestra' } }] });
export type MethodContent = z.output<typeof MethodContent>;

export const FraudMethod = entry(MethodContent).meta({ id: 'FraudMethod' });
export type FraudMethod = z.output<typeof FraudMethod>;

const NewFraudMethod = MethodContent.extend(newPlace).meta({
  id: 'NewFraudMethod',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      country: 'MEX',
      title: { es: 'Partida tardía', en: 'Late registration' },
      description: { es: 'Descripción de muestra', en: 'Sample description' },
    },
  ],
});

const routes = entryRoutes(
  { path: '/v1/fraud-methods', tag: 'Fraud methods', one: 'fraud method', many: 'fraud methods', end: 'withdrawal', filters: {} },
  {
    one: FraudMethod,
    made: NewFraudMethod,
    patch: patchOf(MethodContent).meta({ id: 'FraudMethodPatch', examples: [{ firstSeen: '2025' }] }),
    label: SensitiveLabel,
  },
);

export const fraudMethods = contract({
  listFraudMethods: routes.list,
  createFraudMethod: routes.create,
  getFraudMethod: routes.get,
  updateFraudMethod: routes.update,
  discardFraudMethod: routes.discard,
  publishFraudMethod: {
    ...routes.publish,
    description:
      'TLP:AMBER+STRICT and for its own organisation unless the source says otherwise. Events of it carry its id and nothing else.',
  },
  withdrawFraudMethod: routes.withdraw,
});
