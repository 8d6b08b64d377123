import { and, asc, eq, lt, lte, or, sql } from 'drizzle-orm';
import { daysAfter, monthsAfter } from '../../../shared/contract/dates.ts';
import { ask } from '../../../shared/database/ask.ts';
import { type Event, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { listings } from '../../../shared/database/listings.ts';
import type { Freshness } from '../../../shared/database/public-directory.ts';
import { freshen } from '../projection/steps.ts';

type Lapse = Exclude<Freshness, 'fresh'>;
/** One thing that time does to a service that nobody verifies: a reminder so many days before, or the lapse itself at 0. */
type Stage = { months: number; days: number; becomes: Lapse };

const marks = [
  { months: 12, becomes: 'stale' },
  { months: 18, becomes: 'expired' },
] as const;
const stages: Stage[] = marks.flatMap((mark) => [60, 30, 7, 0].map((days) => ({ ...mark, days })));

const most = 200;

/** The day on which a stage comes for a service that was verified on a day. */
const dayOf = (verifiedOn: string, { months, days }: Stage) => daysAfter(monthsAfter(verifiedOn, months), -days);

/** How many stages have come for a service that was last verified on a day: what it was reminded of counts in the same way. */
export const stagesPast = (verifiedOn: string, today: string): number => stages.filter((stage) => dayOf(verifiedOn, stage) <= today).length;

type Row = { id: string; network: string; organisation: string; verifiedOn: string | null; reminded: number };

/**
 * Reminds of every service that must be verified, 60, 30 and 7 days before it is said to be unverified (12 months) and before it leaves the
 * lists (18 months), and does both when the day has come. Each stage once; of those missed only the last. Gives how many it dealt with.
 */
export async function lapseAll(context: Context): Promise<number> {
  let dealt = 0;
  for (;;) {
    const rows = await dueRows(context);
    if (rows.length === 0) return dealt;
    await lapse(context, rows);
    dealt += rows.length;
  }
}

/** The services of which a stage has come that was not dealt with. */
async function dueRows({ db, now }: Context): Promise<Row[]> {
  const today = now.toISOString().slice(0, 10);
  const came = stages.map((stage, index) => and(lte(listings.verifiedOn, latestOf(stage, today)), lt(listings.reminded, index + 1)));
  const { id, network, organisation, verifiedOn, reminded } = listings;
  const [rows] = await ask(db, [
    db.orm
      .select({ id, network, organisation, verifiedOn, reminded })
      .from(listings)
      .where(and(sql`kind = 'service' and state = 'published'`, or(...came)))
      .orderBy(asc(verifiedOn), asc(id))
      .limit(most),
  ]);
  return rows;
}

/** The latest day of verification for which a stage has come today. Months have not all the same length, so it is looked for from above. */
function latestOf(stage: Stage, today: string): string {
  let day = daysAfter(monthsAfter(daysAfter(today, stage.days), -stage.months), 3);
  while (dayOf(day, stage) > today) day = daysAfter(day, -1);
  return day;
}

async function lapse(context: Context, rows: Row[]): Promise<void> {
  const today = context.now.toISOString().slice(0, 10);
  const dealt = rows.map((row) => ({ ...row, past: stagesPast(row.verifiedOn ?? '', today) }));
  await commit(context, {
    steps: dealt.flatMap((row) => stepsOf(context, row)),
    events: dealt.map((row) => eventOf(row, today)),
    audit: { action: 'listing:lapse', subject: today, network: null },
  });
}

type Dealt = Row & { past: number };

const stageOf = ({ past }: Dealt): Stage => stages[past - 1] as Stage;

function stepsOf(context: Context, row: Dealt): Step[] {
  const lapsed = stages.slice(row.reminded, row.past).findLast(({ days }) => days === 0);
  const reminded = context.db.orm.update(listings).set({ reminded: row.past }).where(eq(listings.id, row.id));
  return [{ query: reminded }, ...(lapsed ? freshen(context, row.id, lapsed.becomes) : [])];
}

function eventOf(row: Dealt, today: string): Event {
  const { days, months, becomes } = stageOf(row);
  const { id: service, network, organisation } = row;
  const by = monthsAfter(row.verifiedOn ?? today, months);
  const about = { subject: service, network, organisation };
  return days === 0
    ? { type: 'directory.service.lapsed', ...about, tlp: 'CLEAR', audience: 'public', data: { service, now: becomes } }
    : {
        type: 'directory.service.due',
        ...about,
        tlp: 'GREEN',
        audience: 'organisation',
        data: { service, by, days: daysLeft(today, by), otherwise: becomes },
      };
}

const daysLeft = (today: string, by: string) => Math.max(0, Math.round((Date.parse(by) - Date.parse(today)) / 86_400_000));
