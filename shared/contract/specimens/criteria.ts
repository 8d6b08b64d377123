import * as z from 'zod';
import { Day } from '../dates.ts';
import { patchOf } from '../directory/listing.ts';
import { WebAddress } from '../directory/parts.ts';
import { contract } from '../route.ts';
import { Text } from '../text.ts';
import { entry, entryRoutes, newPlace } from './entry.ts';

const aspects = ['information', 'issuance', 'security'] as const;

/** A country's criterion on the information, the issuance or the security of migration documents (register SP-06). */
export const CriterionContent = z
  .strictObject({
    norm: Text.meta({ description: 'Where it is laid down' }),
    aspect: z.enum(aspects),
    criterion: Text,
    from: Day.optional().meta({ description: 'The first day on which it holds' }),
    url: WebAddress.optional(),
  })
  .meta({
    id: 'CriterionContent',
    examples: [{ norm: { es: 'Reglamento de muestra' }, aspect: 'security', criterion: { es: 'Hoja de datos de policarbonato' } }],
  });
export type CriterionContent = z.output<typeof CriterionContent>;

export const Criterion = entry(CriterionContent).meta({ id: 'Criterion' });
export type Criterion = z.output<typeof Criterion>;

const NewCriterion = CriterionContent.extend(newPlace).meta({
  id: 'NewCriterion',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      country: 'MEX',
      norm: { es: 'Reglamento de muestra', en: 'Sample regulation' },
      aspect: 'security',
      criterion: { es: 'Hoja de datos de policarbonato', en: 'Data page of polycarbonate' },
    },
  ],
});

const routes = entryRoutes(
  {
    path: '/v1/document-criteria',
    tag: 'Entry requirements and criteria',
    one: 'criterion on documents',
    many: 'criteria on documents',
    end: 'withdrawal',
    filters: { aspect: z.enum(aspects).optional() },
  },
  {
    one: Criterion,
    made: NewCriterion,
    patch: patchOf(CriterionContent).meta({ id: 'CriterionPatch', examples: [{ from: '2026-01-01' }] }),
  },
);

export const criteria = contract({
  listCriteria: routes.list,
  createCriterion: routes.create,
  getCriterion: routes.get,
  updateCriterion: routes.update,
  discardCriterion: routes.discard,
  publishCriterion: routes.publish,
  withdrawCriterion: routes.withdraw,
});
