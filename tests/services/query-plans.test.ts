import { beforeAll, expect, test } from 'vitest';
import { listClients } from '../../services/identity/clients.ts';
import { listMemberships } from '../../services/identity/memberships.ts';
import { listNetworks } from '../../services/identity/networks.ts';
import { listOrganisations } from '../../services/identity/organisations.ts';
import { listPresidencies } from '../../services/identity/presidencies.ts';
import { listActivities, listOrphans } from '../../services/plans/activities.ts';
import { listPlanImports } from '../../services/plans/imports.ts';
import { listMandates } from '../../services/plans/mandates.ts';
import { getPlanOutline } from '../../services/plans/outline.ts';
import { listPlans } from '../../services/plans/plans.ts';
import type { Context } from '../../shared/database/context.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../support/planned-network.ts';

type Batch = Parameters<Context['db']['client']['batch']>[0];

let planned: PlannedNetwork;
beforeAll(async () => {
  planned = await ownNetwork();
  await publishText(planned, planText('es'));
});

const id = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
const activities = (filter: object) => (context: Context) => listActivities(context, { limit: 50, ...filter }, [id, 3]);

const lists: [string, (context: Context) => Promise<unknown>][] = [
  ['networks', (context) => listNetworks(context, { limit: 50 }, ['a'])],
  ['organisations', (context) => listOrganisations(context, { limit: 50 }, [id])],
  ['organisations of a network', (context) => listOrganisations(context, { limit: 50, network: 'crm' }, [id])],
  ['memberships', (context) => listMemberships(context, { limit: 50 }, [id])],
  ['memberships of a network', (context) => listMemberships(context, { limit: 50, network: 'crm' }, [id])],
  ['presidencies', (context) => listPresidencies(context, { limit: 50 }, [id])],
  ['clients', (context) => listClients(context, { limit: 50 }, [id])],
  ['plan imports', (context) => listPlanImports(context, { limit: 50 }, [id])],
  ['plans', (context) => listPlans(context, { limit: 50 }, [id])],
  ['outline', (context) => getPlanOutline(context, id).catch(() => undefined)],
  ['activities', activities({})],
  ['activities of a plan', activities({ plan: id })],
  ['activities of a party', activities({ party: 'IOM' })],
  ['activities of a mandate', activities({ mandateBody: 'CRM' })],
  ['activities by words', activities({ q: 'trata' })],
  ['orphans', (context) => listOrphans(context, { limit: 50 }, [id, 3])],
  ['mandates', (context) => listMandates(context, { limit: 50 }, [id])],
];

test.each(lists)('the list of %s reads no table from end to end', async (_, list) => {
  const context = planned.by('MEX');
  const sent = await statementsOf(context, list);
  const plans = await Promise.all(sent.map((statement) => planOf(context, statement)));
  expect(plans.flat().filter((step) => /^SCAN (?!(\d+ )?CONSTANT|\(subquery|activity_search|[ah]$)/.test(step))).toEqual([]);
});

async function statementsOf(context: Context, list: (context: Context) => Promise<unknown>): Promise<Batch> {
  const { client } = context.db;
  const batch = client.batch.bind(client);
  let sent: Batch = [];
  const recording = Object.assign(Object.create(client) as typeof client, {
    batch: (statements: Batch, mode?: 'read') => {
      sent = statements;
      return batch(statements, mode);
    },
  });
  await list({ ...context, db: { ...context.db, client: recording } });
  return sent;
}

async function planOf({ db }: Context, statement: Batch[number]): Promise<string[]> {
  const { sql, args } = statement as { sql: string; args: string[] };
  const { rows } = await db.client.execute({ sql: `explain query plan ${sql}`, args });
  return rows.map(({ detail }) => String(detail));
}
