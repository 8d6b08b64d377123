import type { activities } from '../../../shared/contract/plans/activities.ts';
import type { imports } from '../../../shared/contract/plans/imports.ts';
import type { mandates } from '../../../shared/contract/plans/mandates.ts';
import type { plansRoutes } from '../../../shared/contract/plans/plans.ts';
import type { traces } from '../../../shared/contract/plans/trace.ts';
import { type Stage, planDocument } from '../stage.ts';
import { type Samples, secretariat } from './sample.ts';

type Operations = typeof imports & typeof plansRoutes & typeof activities & typeof mandates & typeof traces;

export const planSamples: Samples<keyof Operations> = {
  createPlanImport: {
    ...secretariat,
    call: ({ id }) => ({ query: { network: id, language: 'es' }, body: planDocument, mediaType: 'text/csv' }),
  },
  listPlanImports: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  getPlanImport: { ...secretariat, call: async (stage) => ({ params: { id: await planDraft(stage) } }) },
  acceptPlanImport: { ...secretariat, call: async (stage) => ({ params: { id: await planDraft(stage) } }) },
  discardPlanImport: { ...secretariat, call: async (stage) => ({ params: { id: await planDraft(stage) }, ifMatch: '"1"' }) },

  listPlans: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  getPlan: { ...secretariat, call: ({ plan }) => ({ params: { id: plan } }) },
  updatePlan: {
    ...secretariat,
    call: async ({ ST, plan }) => {
      const { etag, body } = await ST.clients.reader.getPlan({ params: { id: plan } });
      return { params: { id: plan }, ifMatch: etag ?? '', body: { scheme: body.scheme } };
    },
  },
  labelPlan: {
    ...secretariat,
    call: async ({ ST, plan }) => {
      const { etag } = await ST.clients.reader.getPlan({ params: { id: plan } });
      return { params: { id: plan }, ifMatch: etag ?? '', body: { tlp: 'GREEN', audience: 'network' } };
    },
  },
  getPlanOutline: { ...secretariat, call: ({ plan }) => ({ params: { id: plan } }) },
  listActivities: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  getActivity: { ...secretariat, call: ({ activity }) => ({ params: { id: activity } }) },
  listMandates: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  getMandate: { ...secretariat, call: async (stage) => ({ params: { id: (await mandate(stage)).id } }) },
  traceMandate: { ...secretariat, call: async (stage) => ({ params: { id: (await mandate(stage)).id } }) },
  linkMandate: {
    ...secretariat,
    call: async (stage) => {
      const { id, etag } = await mandate(stage);
      return { params: { id }, ifMatch: etag ?? '', body: { meeting: null, point: null } };
    },
  },
  listOrphans: { ...secretariat, call: ({ id }) => ({ query: { network: id } }) },
  parseCitations: { ...secretariat, call: ({ id }) => ({ body: { text: '(Ref.: p. 8, Decisiones, CRM, mayo 2004)', network: id } }) },
};

async function mandate({ ST, plan }: Stage) {
  for await (const { id } of ST.clients.reader.listMandates({ query: { plan } })) {
    return { id, etag: (await ST.clients.reader.getMandate({ params: { id } })).etag };
  }
  throw new Error('No mandate');
}

async function planDraft({ id, ST }: Stage): Promise<string> {
  const query = { network: id, language: 'es' } as const;
  return (await ST.clients.officer.createPlanImport({ query, body: planDocument, mediaType: 'text/csv' })).body.id;
}
