import { and, eq } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import type { Cell, Ledger, LedgerFilter } from '../../../shared/contract/plans/ledger.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { meetings } from '../../../shared/database/meetings.ts';
import { plans } from '../../../shared/database/plans.ts';
import { reports } from '../../../shared/database/work.ts';
import { visiblePlan } from '../plans.ts';
import { type OpenCell, openCells, stateOf } from './cells.ts';
import { cameQueries, factQueries, factsOf } from './facts.ts';
import { daysOf, halfOf } from './periods.ts';

/**
 * The board of a plan in its current version: what each organisation owes for each activity and period of a window, and how it stands
 * today. Meetings that the caller may not see set no cells. Throws not-found (register PL-05, PL-15; domain, plans).
 */
export async function getLedger(context: Context, id: string, { period, organisation, activity, state }: LedgerFilter): Promise<Ledger> {
  const today = context.now.toISOString().slice(0, 10);
  const window = daysOf(period ?? halfOf(today));
  const sources = { plan: and(eq(plans.id, id), visiblePlan(context)), meetings: predicate(context, 'meeting:read', labelled(meetings)) };
  const seen = predicate(context, 'report:read', labelled(reports));
  const queries = [...factQueries(context, sources, window), ...cameQueries(context, sources, window, seen)] as const;
  const [plan, owed, seats, met, joined, exempt, came] = await read(context, queries);
  const [head] = plan;
  if (!head) throw new Problem('not-found');
  const facts = factsOf([plan, owed, seats, met, joined]);
  const shown = toCells(openCells(facts, window), { exempt, came }, today);
  const kept = shown.filter(({ of, cell }) => fits(of, cell, { organisation, activity, state }));
  const byActivity = Map.groupBy(kept, ({ of }) => of.activity);
  return {
    plan: head.id,
    version: head.version,
    ...window,
    activities: facts.activities
      .filter((one) => activity === undefined || one.id === activity)
      .map(({ id: key, number, text }) => ({ id: key, number, text, cells: (byActivity.get(key) ?? []).map(({ cell }) => cell) })),
  };
}

type Exempt = Pick<OpenCell, 'activity' | 'organisation' | 'period'> & {
  kind: 'declined' | 'notApplicable';
  reason: NonNullable<Cell['reason']>;
};
type Came = Pick<OpenCell, 'activity' | 'organisation' | 'period'> & { id: string; state: string; seen: number };
type What = { exempt: readonly Exempt[]; came: readonly Came[] };

const keyOf = ({ activity, organisation, period }: Pick<OpenCell, 'activity' | 'organisation' | 'period'>) =>
  `${activity} ${organisation} ${period}`;

/** The cells with their states. Of several revisions the one that went furthest says how the cell stands, and the newest seen is named. */
export function toCells(open: readonly OpenCell[], { exempt, came }: What, today: string): { of: OpenCell; cell: Cell }[] {
  const exemptions = new Map(exempt.map((one) => [keyOf(one), one]));
  const arrived = Map.groupBy(came, keyOf);
  return open.map((one) => {
    const exemption = exemptions.get(keyOf(one));
    const revisions = arrived.get(keyOf(one)) ?? [];
    const report = revisions.toSorted((a, b) => rank(b.state) - rank(a.state))[0]?.state;
    const state = stateOf(one.due, today, { report, exemption: exemption?.kind });
    const newest = revisions.findLast(({ seen }) => seen)?.id;
    const because = exemption && state === exemption.kind ? { reason: exemption.reason } : {};
    const { code, role, period, due } = one;
    return { of: one, cell: { organisation: code, role, period, due, state, ...because, ...(newest ? { report: newest } : {}) } };
  });
}

const rank = (state: string) => ['draft', 'returned', 'submitted', 'validated', 'published'].indexOf(state);

function fits(of: OpenCell, cell: Cell, { organisation, activity, state }: Omit<LedgerFilter, 'period'>): boolean {
  return (
    (organisation === undefined || of.code === organisation) &&
    (activity === undefined || of.activity === activity) &&
    (state === undefined || cell.state === state)
  );
}
