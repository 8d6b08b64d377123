import { getActivity } from '../../../../services/plans/activities.ts';
import { getLedger } from '../../../../services/plans/ledger/ledger.ts';
import { createReport } from '../../../../services/plans/reports/creation.ts';
import { getReport, listReports } from '../../../../services/plans/reports/reports.ts';
import { submitReport } from '../../../../services/plans/reports/transitions.ts';
import { draftFigure } from '../../../../services/specimens/figures/drafting.ts';
import { confirmFigure, correctFigure } from '../../../../services/specimens/figures/keeping.ts';
import type { PlansApi } from '../../../../shared/worker/plans-api.ts';
import { NewReport, type Report } from '../../../../shared/contract/plans/reports.ts';
import { type Context, Replay } from '../../../../shared/database/context.ts';
import { type Reporting, reporting } from '../../plans/reports-world.ts';

export const period = '2009-S2';
const later = new Date('2010-01-10T12:00:00Z');

/** The ledger as a caller meets it: the verbs of the plans worker, with no network between. */
export const ledgerFor = (context: Context): PlansApi => ({
  getActivity: async (id) => (await getActivity(context, id)).body,
  listCells: async (plan, asked) => (await getLedger(context, plan, asked)).activities.flatMap(({ cells }) => cells),
  createReport: async (report, key) => {
    const keyed = { ...context, idempotencyKey: `${context.principal?.client} createReport ${key}`, contentHash: JSON.stringify(report) };
    return createReport(keyed, NewReport.parse(report)).then(
      ({ body }) => body.id,
      (error: unknown) => {
        if (error instanceof Replay) return (error.answer.body as Report).id;
        throw error;
      },
    );
  },
  listReports: async (cell) => (await listReports(context, { limit: 50, ...cell }, null)).items,
  getReport: async (id) => {
    const { body, version } = await getReport(context, id);
    return { state: body.state, etag: String(version) };
  },
  submitReport: async (id, etag) => void (await submitReport(context, id, Number(etag))),
});

/** The model network in January 2010, with Mexico's figure for the half year before; an officer and a validator of Mexico's. */
export type FigureLedger = Reporting & { officer: Context; validator: Context; draft: string };

export async function figureLedger(): Promise<FigureLedger> {
  const network = await reporting();
  const by = (code: string) => ({ ...network.by(code), now: later });
  const officer = by('MEX');
  const validator = { ...(await network.another('MEX', 'validator')), now: later };
  const { body } = await draftFigure(officer, { network: network.id, period });
  const counts = [
    { nationality: 'HND', persons: 2 },
    { nationality: 'GTM', persons: 5 },
  ];
  await correctFigure(officer, body.id, 1, { counts });
  return { ...network, by, officer, validator, draft: body.id };
}

/** The same figure confirmed: it stands at version 3. */
export async function confirmedIn({ validator, draft }: FigureLedger): Promise<string> {
  await confirmFigure(validator, draft, 2);
  return draft;
}
