import { activities } from './plans/activities.ts';
import { imports } from './plans/imports.ts';
import { mandates } from './plans/mandates.ts';
import { plansRoutes } from './plans/plans.ts';

/** Everything the plans worker answers. */
export const plans = { ...imports, ...plansRoutes, ...activities, ...mandates };
