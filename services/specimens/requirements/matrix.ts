import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { RequirementContent, RequirementMatrix } from '../../../shared/contract/specimens/entry-requirements.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries } from '../../../shared/database/exchange.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { opening } from '../entries/entries.ts';
import { governmentNetwork } from '../entries/government-networks.ts';
import { visibleEntry } from '../entries/places.ts';

type Asked = { network: string; on?: string | undefined; nationality?: string | undefined; country?: string | undefined };
type Known = { id: string; network: string; country: string; content: RequirementContent };
type Cell = RequirementMatrix['cells'][number];

/** As many requirements as one matrix is made of. */
const most = 10_000;

/**
 * Which nationality needs what to enter which member country on a day, today unless said: of what is published for the caller the newest that
 * holds, and the day from which another one is known. Throws not-found for a network that the caller does not see (register IX-02).
 */
export async function getRequirementMatrix(
  context: Context,
  { network, on = today(context), nationality, country }: Asked,
): Promise<RequirementMatrix> {
  const wanted = and(
    eq(entries.kind, 'requirement'),
    visibleEntry(context),
    networkIs(entries.network, network),
    isNotNull(entries.published),
    isNull(entries.withdrawn),
    nationality === undefined ? undefined : eq(entries.nationality, nationality),
    country === undefined ? undefined : eq(entries.country, country),
  );
  const { orm } = context.db;
  const rows = orm
    .select({ id: entries.id, network: entries.network, country: entries.country, content: entries.published })
    .from(entries)
    .where(wanted)
    .orderBy(entries.id)
    .limit(most);
  const [[found], list] = await read(context, [governmentNetwork(context, network), rows], opening(context, wanted, most));
  if (!found) throw new Problem('not-found');
  const cells = cellsOf(list as Known[], on);
  return { network: found.id, on, countries: codesOf(cells, 'country'), nationalities: codesOf(cells, 'nationality'), cells };
}

const today = ({ now }: Context) => now.toISOString().slice(0, 10);

const codesOf = (cells: Cell[], name: 'country' | 'nationality') => [...new Set(cells.map((cell) => cell[name]))].toSorted();

/** One cell for each country and nationality: the requirement that began last of those that hold on the day. */
function cellsOf(known: Known[], on: string): Cell[] {
  const pairs = Map.groupBy(known, ({ country, content }) => `${country} ${content.nationality}`);
  const cells = [...pairs.values()].flatMap((list) => {
    const inOrder = list.toSorted((a, b) => (a.content.from < b.content.from ? -1 : 1));
    const holding = inOrder.findLast(({ content }) => content.from <= on && (content.to === undefined || content.to > on));
    if (!holding) return [];
    const next = inOrder.find(({ content }) => content.from > on);
    const { nationality, authorisation, from, to } = holding.content;
    const changes = [next?.content.from, to].filter((day) => day !== undefined).toSorted()[0] ?? null;
    return [{ country: holding.country, nationality, authorisation, requirement: holding.id, from, changes }];
  });
  return cells.toSorted((a, b) => (`${a.country} ${a.nationality}` < `${b.country} ${b.nationality}` ? -1 : 1));
}
