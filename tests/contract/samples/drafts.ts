import type { drafts } from '../../../shared/contract/plans/drafts.ts';
import type { hygiene } from '../../../shared/contract/plans/hygiene.ts';
import type { versions } from '../../../shared/contract/plans/versions.ts';
import { type Stage, planDocument } from '../stage.ts';
import { type Samples, secretariat } from './sample.ts';

export const draftSamples: Samples<keyof (typeof drafts & typeof versions & typeof hygiene)> = {
  openPlanDraft: { ...secretariat, call: ({ plan }) => ({ params: { id: plan } }) },
  listPlanDrafts: {
    ...secretariat,
    call: async (stage) => {
      await draft(stage);
      return { query: { network: stage.id } };
    },
  },
  getPlanDraft: { ...secretariat, call: async (stage) => ({ params: { id: await draft(stage) } }) },
  updatePlanDraft: {
    ...secretariat,
    call: async (stage) => ({ params: { id: await draft(stage) }, ifMatch: '"1"', body: { effectiveOn: '2026-01-15' } }),
  },
  editPlanDraft: {
    ...secretariat,
    call: async (stage) => {
      const edit = { kind: 'changeActivity', item: stage.activity, text: { es: '=SUM(A1:A9) de campañas nuevas' } } as const;
      return { params: { id: await draft(stage) }, body: { edits: [edit] } };
    },
  },
  publishPlanDraft: { ...secretariat, call: async (stage) => ({ params: { id: await draft(stage) } }) },
  discardPlanDraft: { ...secretariat, call: async (stage) => ({ params: { id: await draft(stage) }, ifMatch: '"1"' }) },

  listPlanVersions: {
    ...secretariat,
    call: async (stage) => {
      await secondVersion(stage);
      return { params: { id: stage.plan } };
    },
  },
  findPlanItems: { ...secretariat, call: ({ plan }) => ({ params: { id: plan }, query: { number: '1.1', version: 1 } }) },
  comparePlanVersions: {
    ...secretariat,
    call: async (stage) => {
      await secondVersion(stage);
      return { params: { id: stage.plan }, query: { from: 1 } };
    },
  },
  getPlanHygiene: { ...secretariat, call: ({ plan }) => ({ params: { id: plan } }) },
};

/** A draft of the current version. Somebody else may be making another version at the same moment. */
const draft = (stage: Stage): Promise<string> =>
  stage.ST.clients.officer.openPlanDraft({ params: { id: stage.plan } }).then(
    ({ body }) => body.id,
    () => draft(stage),
  );

/** That the plan has more than one version. Somebody else may be making one at the same moment. */
async function secondVersion(stage: Stage): Promise<void> {
  const { ST, id: network, plan } = stage;
  const { body } = await ST.clients.reader.getPlan({ params: { id: plan } });
  if (body.version.number > 1) return;
  const query = { network, language: 'es' } as const;
  const { body: read } = await ST.clients.officer.createPlanImport({ query, body: planDocument, mediaType: 'text/csv' });
  await ST.clients.officer.acceptPlanImport({ params: { id: read.id } }).catch(() => secondVersion(stage));
}
