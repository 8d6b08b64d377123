import * as z from 'zod';
import { Text } from '../text.ts';

/**
 * How a plan names its levels and which shape its annual report has. `workPlan`: axis → objective → activity, with responsible and calendar
 * (CRM). `mandates`: actor → numbered mandates, programmed, carried out, programmed next, funding (register OA-01). `goals`: theme →
 * objective → goal → actions (register FI-01).
 */
export const Scheme = z
  .strictObject({
    shape: z.enum(['workPlan', 'mandates', 'goals']),
    levels: z.strictObject({ axis: Text, objective: Text, activity: Text, entry: Text }),
  })
  .meta({
    id: 'Scheme',
    examples: [
      {
        shape: 'goals',
        levels: {
          axis: { es: 'Tema', en: 'Theme' },
          objective: { es: 'Objetivo', en: 'Objective' },
          activity: { es: 'Meta', en: 'Goal' },
          entry: { es: 'Acción', en: 'Action' },
        },
      },
    ],
  });
export type Scheme = z.infer<typeof Scheme>;

/** The scheme of a plan that names none. */
export const defaultScheme: Scheme = {
  shape: 'workPlan',
  levels: {
    axis: { es: 'Eje', en: 'Axis' },
    objective: { es: 'Objetivo', en: 'Objective' },
    activity: { es: 'Actividad', en: 'Activity' },
    entry: { es: 'Informe', en: 'Report' },
  },
};
