import { plans } from '../../shared/contract/plans.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { acceptPlanImport } from './acceptance.ts';
import { getActivity, listActivities, listOrphans } from './activities.ts';
import { createPlanImport, discardPlanImport, getPlanImport, listPlanImports } from './imports.ts';
import { listMandates, parseCitations } from './mandates.ts';
import { getPlanOutline } from './outline.ts';
import { getPlan, labelPlan, listPlans } from './plans.ts';

export default serve(
  plans,
  {
    createPlanImport: async ({ query, body }, context) => created(await createPlanImport(context, { ...query, ...body })),
    listPlanImports: async ({ query, after }, context) => ok(await listPlanImports(context, query, after)),
    getPlanImport: async ({ params }, context) => versioned(await getPlanImport(context, params.id)),
    acceptPlanImport: async ({ params }, context) => created(await acceptPlanImport(context, params.id)),
    discardPlanImport: async ({ params, version }, context) => done(await discardPlanImport(context, params.id, version)),

    listPlans: async ({ query, after }, context) => ok(await listPlans(context, query, after)),
    getPlan: async ({ params }, context) => versioned(await getPlan(context, params.id)),
    labelPlan: async ({ params, version, body }, context) => versioned(await labelPlan(context, params.id, version, body)),
    getPlanOutline: async ({ params }, context) => versioned(await getPlanOutline(context, params.id)),

    listActivities: async ({ query, after }, context) => ok(await listActivities(context, query, after)),
    getActivity: async ({ params }, context) => versioned(await getActivity(context, params.id)),

    listMandates: async ({ query, after }, context) => ok(await listMandates(context, query, after)),
    listOrphans: async ({ query, after }, context) => ok(await listOrphans(context, query, after)),
    parseCitations: async ({ body }, context) => ok(await parseCitations(context, body)),
  },
  { name: 'plans' },
);
