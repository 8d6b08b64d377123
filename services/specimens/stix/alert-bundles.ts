import { and, eq, sql } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { FileBody } from '../../../shared/contract/route.ts';
import { stixType } from '../../../shared/contract/specimens/stix.ts';
import type { Context } from '../../../shared/database/context.ts';
import { entries } from '../../../shared/database/exchange.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { digestOf } from '../../../shared/files/sealing.ts';
import { governmentNetwork } from '../entries/government-networks.ts';
import { type Exported, bundleOf } from './bundle.ts';
import { exportedOf, gathering, publishedAlerts } from './gathering.ts';

type Answer = { body: FileBody & { mediaType: typeof stixType }; version: string };

/** How many alerts an export has at most. */
const most = 1000;

/**
 * A published alert as a bundle of STIX 2.1, with the digest of the bundle as its version; `origin` is where the extension's schema is
 * served. Opening it above GREEN is audited. Throws not-found, for one that was never published too (register OA-43).
 */
export async function getAlertBundle(context: Context, origin: string, id: string): Promise<Answer> {
  const { queries, openings } = gathering(context, and(publishedAlerts(context), eq(entries.id, id)), 1);
  const exported = exportedOf(context, await read(context, queries, ...openings));
  if (exported.alerts.length === 0) throw new Problem('not-found');
  return answerOf(origin, exported, `alert-${id}`);
}

type Asked = { network: string; changedAfter?: string | undefined };

/**
 * The published alerts of a network that the caller may see as one bundle of STIX 2.1: the last thousand that changed or of which something
 * was said, cancelled ones too, so that whoever took them before learns of it. Throws not-found where the caller neither reads what is for
 * governments nor sees one of them (register OA-43).
 */
export async function exportAlerts(context: Context, origin: string, { network, changedAfter }: Asked): Promise<Answer> {
  const after = changedAfter === undefined ? undefined : since(changedAfter);
  const { queries, openings } = gathering(context, and(publishedAlerts(context), networkIs(entries.network, network), after), most);
  const [[found], ...results] = await read(context, [governmentNetwork(context, network), ...queries], ...openings);
  const exported = exportedOf(context, results);
  if (!found && exported.alerts.length === 0) throw new Problem('not-found');
  return answerOf(origin, exported, `alerts-${found?.code.toLowerCase() ?? network}`);
}

/** That an alert changed after an instant, or something was said of it. */
function since(instant: string) {
  const at = new Date(instant).toISOString();
  return sql`(exchange_entries.changed_at > ${at}
    or exists (select 1 from alert_sightings g where g.entry_id = exchange_entries.id and g.created_at > ${at}))`;
}

async function answerOf(origin: string, exported: Exported, name: string): Promise<Answer> {
  const file = new TextEncoder().encode(`${JSON.stringify(bundleOf(origin, exported))}\n`);
  return { body: { file, mediaType: stixType, name: `${name}.json` }, version: await digestOf(file) };
}
