import { createClient } from '@libsql/client';
import { inject } from 'vitest';
import type { Stage } from './stage.ts';

let connection: ReturnType<typeof createClient> | undefined;

/** Each way in which a call may leave something behind, counted for the clients and networks of one stage alone. */
const counts: Record<string, string> = {
  audit: `select count(*) n from audit where network_id in (select id from networks_of)
    or (organisation_id in (select organisation_id from clients where id in (select id from mine)) and client_id in (select id from mine))`,
  answers: "select count(*) n from mine join idempotency on key > mine.id and key < mine.id || '~'",
  events: 'select count(*) n from outbox where network_id in (select id from networks_of)',
  networks: 'select coalesce(sum(version), 0) n from networks where id in (select id from networks_of)',
  memberships: 'select count(*) + coalesce(sum(version), 0) n from memberships where network_id in (select id from networks_of)',
  presidencies: 'select count(*) + coalesce(sum(version), 0) n from presidencies where network_id in (select id from networks_of)',
  clients: 'select count(*) + coalesce(sum(version), 0) n from clients where id in (select id from mine)',
  secrets: 'select count(*) n from client_secrets where client_id in (select id from mine)',
  imports: 'select count(*) + coalesce(sum(version), 0) n from plan_imports where network_id in (select id from networks_of)',
  groups: 'select count(*) + coalesce(sum(version), 0) n from groups where network_id in (select id from networks_of)',
  members:
    'select count(*) n from group_members where group_id in (select id from groups where network_id in (select id from networks_of))',
  consents: 'select count(*) + coalesce(sum(version), 0) n from consents where network_id in (select id from networks_of)',
  keys: 'select count(*) n from client_keys where client_id in (select id from mine)',
  labels: 'select coalesce(sum(version), 0) n from plans where network_id in (select id from networks_of)',
  drafts: 'select count(*) + coalesce(sum(version), 0) n from plan_drafts where network_id in (select id from networks_of)',
  participations: 'select count(*) n from participations where network_id in (select id from networks_of)',
  exemptions: 'select count(*) n from exemptions where network_id in (select id from networks_of)',
  meetings: 'select count(*) + coalesce(sum(version), 0) n from meetings where network_id in (select id from networks_of)',
  points: `select count(*) + coalesce(sum(version), 0) n from meeting_points
    where meeting_id in (select id from meetings where network_id in (select id from networks_of))`,
  proposals: 'select count(*) + coalesce(sum(version), 0) n from proposals where network_id in (select id from networks_of)',
  agreements: 'select count(*) + coalesce(sum(version), 0) n from agreements where network_id in (select id from networks_of)',
  mandates: 'select count(*) + coalesce(sum(version), 0) n from mandates where network_id in (select id from networks_of)',
  reports: 'select count(*) + coalesce(sum(version), 0) n from reports where network_id in (select id from networks_of)',
  evidence: 'select count(*) n from evidence where report_id in (select id from reports where network_id in (select id from networks_of))',
  files: 'select count(*) + count(wrapped_key) n from files where network_id in (select id from networks_of)',
  acknowledgements: `select count(*) n from event_acknowledgements
    where position in (select position from outbox where network_id in (select id from networks_of))`,
  tickets: 'select count(*) + count(used_at) n from tickets where client_id in (select id from mine)',
  endpoints: `select count(*) + coalesce(sum(version), 0) n from webhook_endpoints
    where organisation_id in (select organisation_id from clients where id in (select id from mine))`,
  endpointSecrets: `select count(*) n from webhook_secrets where endpoint_id in (select id from webhook_endpoints
    where organisation_id in (select organisation_id from clients where id in (select id from mine)))`,
  tests: `select count(*) n from outbox join webhook_endpoints on webhook_endpoints.id = outbox.subject
    where webhook_endpoints.organisation_id in (select organisation_id from clients where id in (select id from mine))`,
  listings: 'select count(*) + coalesce(sum(version), 0) n from listings where network_id in (select id from networks_of)',
  directoryImports: `select count(*) + coalesce(sum(version), 0) + (select count(*) from directory_import_rows join directory_imports i on i.id = import_id
    where i.network_id in (select id from networks_of)) n from directory_imports where network_id in (select id from networks_of)`,
  focalPoints: 'select count(*) + coalesce(sum(version), 0) n from focal_points where network_id in (select id from networks_of)',
  focalPurposes: 'select count(*) n from focal_purposes where network_id in (select id from networks_of)',
  plans: 'select count(*) n from plan_versions where plan_id in (select id from plans where network_id in (select id from networks_of))',
};

const scope = `with networks_of as (select value id from json_each(?)),
  mine as (select id from clients where id in (select value from json_each(?))
    or organisation_id in (select organisation_id from memberships where network_id in (select id from networks_of)))`;

/** What the database holds of a stage, as figures, read over a connection of its own. */
export async function tracesOf({ id, second, operators }: Stage): Promise<Record<string, number>> {
  connection ??= createClient({ url: inject('platform').databaseUrl });
  const args = [JSON.stringify([id, second]), JSON.stringify(operators)];
  const results = await connection.batch(
    Object.values(counts).map((sql) => ({ sql: `${scope} ${sql}`, args })),
    'read',
  );
  return Object.fromEntries(Object.keys(counts).map((name, at) => [name, Number(results[at]?.rows[0]?.['n'])]));
}
