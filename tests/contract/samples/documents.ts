import type { annualReports } from '../../../shared/contract/plans/annual-report.ts';
import type { documents } from '../../../shared/contract/plans/documents.ts';
import type { packs } from '../../../shared/contract/plans/pack.ts';
import { keptMeeting } from './meetings.ts';
import { type Samples, secretariat } from './sample.ts';

export const documentSamples: Samples<keyof (typeof documents & typeof packs & typeof annualReports)> = {
  exportPlan: { ...secretariat, call: ({ plan }) => ({ params: { id: plan }, query: { format: 'docx', language: 'es' } }) },
  getMeetingPack: {
    ...secretariat,
    call: async (stage) => ({ params: { id: await keptMeeting(stage) }, query: { format: 'docx', language: 'es' } }),
  },
  getAnnualReport: {
    ...secretariat,
    call: ({ plan }) => ({ params: { id: plan }, query: { year: 2009, format: 'docx', language: 'en' } }),
  },
};
