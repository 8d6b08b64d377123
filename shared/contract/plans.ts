import { activities } from './plans/activities.ts';
import { agreements } from './plans/agreements.ts';
import { documents } from './plans/documents.ts';
import { annualReports } from './plans/annual-report.ts';
import { drafts } from './plans/drafts.ts';
import { evidence } from './plans/evidence.ts';
import { exemptions } from './plans/exemptions.ts';
import { hygiene } from './plans/hygiene.ts';
import { imports } from './plans/imports.ts';
import { ledger } from './plans/ledger.ts';
import { mandates } from './plans/mandates.ts';
import { meetings } from './plans/meetings.ts';
import { packs } from './plans/pack.ts';
import { participations } from './plans/participations.ts';
import { plansRoutes } from './plans/plans.ts';
import { reports } from './plans/reports.ts';
import { points } from './plans/points.ts';
import { proposals } from './plans/proposals.ts';
import { traces } from './plans/trace.ts';
import { versions } from './plans/versions.ts';

/** Everything the plans worker answers. */
export const plans = {
  ...imports,
  ...plansRoutes,
  ...versions,
  ...documents,
  ...hygiene,
  ...traces,
  ...packs,
  ...annualReports,
  ...drafts,
  ...activities,
  ...ledger,
  ...participations,
  ...exemptions,
  ...mandates,
  ...meetings,
  ...points,
  ...proposals,
  ...agreements,
  ...reports,
  ...evidence,
};
