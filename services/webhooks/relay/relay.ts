import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { ask } from '../../../shared/database/ask.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Database } from '../../../shared/database/open.ts';
import { platformContext } from '../../../shared/database/platform-context.ts';
import type { Query } from '../../../shared/database/send.ts';
import { keysThatSign, liveKeyRows } from '../../../shared/keys/platform-keys.ts';
import type { Vault } from '../vault.ts';
import { type Claimed, claim, claimed, isReady, nextDue } from './claim.ts';
import { complete } from './completion.ts';
import { fanOut, isWaiting } from './fan-out.ts';
import { post } from './post.ts';
import type { Result } from './result.ts';

/** So many calls at once in one run. */
const mostUnderWay = 12;
/** A run makes no more turns than this, so that it ends before a platform ends it; then it asks for the next. */
const mostTurns = 60;
/** Between turns the database belongs to the readers, and calls have time to end together. */
const breath = 20;

type Look = { ready: number; moment: string | null; now: string };

/**
 * Makes deliveries of the events that wait, and sends what is due, until nothing is. Each turn writes once: what became of the calls that
 * have ended, and the claim of the next ones, each with its attempt. Several runs at once do one another no harm, and one that is killed
 * at any point is taken up by the next after its lease. Gives in how many seconds there will be something to do again, null when
 * nothing is foreseen. Throws when the database stays silent: what was under way is then sent again.
 */
export async function relay(db: Database, vault: Vault): Promise<number | null> {
  const keys = await keysThatSign(db, await liveKeys(db), vault.keys);
  const underWay = new Set<Promise<unknown>>();
  const ended: Result[] = [];
  const start = (delivery: Claimed) => {
    const call = post(delivery, vault, keys).then((result) => ended.push(result)).finally(() => underWay.delete(call)); // prettier-ignore
    underWay.add(call);
  };
  for (let turns = 0; ; turns += 1) {
    const resting = ended.length === 0 && underWay.size === 0;
    const look = resting ? await lookAround(db) : null;
    if (look && (!look.ready || turns >= mostTurns)) return look.ready ? 0 : secondsUntil(look);
    const room = turns < mostTurns ? mostUnderWay - underWay.size : 0;
    for (const delivery of await takeTurn(db, ended.splice(0), room)) start(delivery);
    if (underWay.size > 0) await Promise.race(underWay);
    if (underWay.size > 0) await new Promise((resolve) => setTimeout(resolve, breath));
  }
}

async function liveKeys(db: Database) {
  const [rows] = await ask(db, [liveKeyRows({ db })]);
  return rows;
}

async function lookAround(db: Database): Promise<Look> {
  const query = db.orm.all<Look>(
    sql`select ${isWaiting} or ${isReady} as ready, ${nextDue} as moment, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') as now`,
  );
  const [[look]] = await ask(db, [query as unknown as Query & { _: { result: Look[] } }]);
  if (!look) throw new Error('The database said nothing');
  return look;
}

/** One write: completes, makes deliveries of events, claims. */
async function takeTurn(db: Database, ended: Result[], room: number): Promise<Claimed[]> {
  const context = platformContext(db);
  const run = uuid();
  return commit(context, {
    steps: [...complete(context, ended), ...fanOut(context), ...claim(context, run, room)],
    audit: { action: 'event:relay', subject: run, network: null },
    result: claimed(context, run),
  });
}

const secondsUntil = ({ moment, now }: Look) => (moment === null ? null : Math.max(0, (Date.parse(moment) - Date.parse(now)) / 1_000));
