import { inject } from 'vitest';
import { waitFor } from '../../scripts/platform/wait.ts';
import { type Database, openDatabase } from '../../shared/database/open.ts';
import type { Stage } from './stage.ts';

let connection: Database | undefined;

/** Each way in which a call may leave something behind, counted for the clients and networks of one stage alone. */
const counts: Record<string, string> = {
  // What the platform itself does meanwhile, such as sending an event, is no trace of a call.
  audit: `select count(*) from audit where (network_id in (select id from networks_of) and client_id is not null)
    or (organisation_id in (select organisation_id from clients where id in (select id from mine)) and client_id in (select id from mine))`,
  answers: "select count(*) from mine join idempotency on key > mine.id and key < mine.id || '~'",
  events: 'select count(*) from outbox where network_id in (select id from networks_of)',
  networks: 'select coalesce(sum(version), 0) from networks where id in (select id from networks_of)',
  memberships: 'select count(*) + coalesce(sum(version), 0) from memberships where network_id in (select id from networks_of)',
  presidencies: 'select count(*) + coalesce(sum(version), 0) from presidencies where network_id in (select id from networks_of)',
  clients: 'select count(*) + coalesce(sum(version), 0) from clients where id in (select id from mine)',
  secrets: 'select count(*) from client_secrets where client_id in (select id from mine)',
  imports: 'select count(*) + coalesce(sum(version), 0) from plan_imports where network_id in (select id from networks_of)',
  groups: 'select count(*) + coalesce(sum(version), 0) from groups where network_id in (select id from networks_of)',
  members: 'select count(*) from group_members where group_id in (select id from groups where network_id in (select id from networks_of))',
  consents: 'select count(*) + coalesce(sum(version), 0) from consents where network_id in (select id from networks_of)',
  keys: 'select count(*) from client_keys where client_id in (select id from mine)',
  labels: 'select coalesce(sum(version), 0) from plans where network_id in (select id from networks_of)',
  drafts: 'select count(*) + coalesce(sum(version), 0) from plan_drafts where network_id in (select id from networks_of)',
  participations: 'select count(*) from participations where network_id in (select id from networks_of)',
  exemptions: 'select count(*) from exemptions where network_id in (select id from networks_of)',
  meetings: 'select count(*) + coalesce(sum(version), 0) from meetings where network_id in (select id from networks_of)',
  points: `select count(*) + coalesce(sum(version), 0) from meeting_points
    where meeting_id in (select id from meetings where network_id in (select id from networks_of))`,
  proposals: 'select count(*) + coalesce(sum(version), 0) from proposals where network_id in (select id from networks_of)',
  agreements: 'select count(*) + coalesce(sum(version), 0) from agreements where network_id in (select id from networks_of)',
  mandates: 'select count(*) + coalesce(sum(version), 0) from mandates where network_id in (select id from networks_of)',
  reports: 'select count(*) + coalesce(sum(version), 0) from reports where network_id in (select id from networks_of)',
  evidence: 'select count(*) from evidence where report_id in (select id from reports where network_id in (select id from networks_of))',
  files: 'select count(*) + count(wrapped_key) from files where network_id in (select id from networks_of)',
  acknowledgements: `select count(*) from event_acknowledgements
    where position in (select position from outbox where network_id in (select id from networks_of))`,
  tickets: 'select count(*) + count(used_at) from tickets where client_id in (select id from mine)',
  endpoints: `select count(*) + coalesce(sum(version), 0) from webhook_endpoints
    where organisation_id in (select organisation_id from clients where id in (select id from mine))`,
  endpointSecrets: `select count(*) from webhook_secrets where endpoint_id in (select id from webhook_endpoints
    where organisation_id in (select organisation_id from clients where id in (select id from mine)))`,
  tests: `select count(*) from outbox join webhook_endpoints on webhook_endpoints.id = outbox.subject
    where webhook_endpoints.organisation_id in (select organisation_id from clients where id in (select id from mine))`,
  listings: 'select count(*) + coalesce(sum(version), 0) from listings where network_id in (select id from networks_of)',
  directoryImports: `select count(*) + coalesce(sum(version), 0) + (select count(*) from directory_import_rows join directory_imports i on i.id = import_id
    where i.network_id in (select id from networks_of)) from directory_imports where network_id in (select id from networks_of)`,
  focalPoints: 'select count(*) + coalesce(sum(version), 0) from focal_points where network_id in (select id from networks_of)',
  focalPurposes: 'select count(*) from focal_purposes where network_id in (select id from networks_of)',
  entries: 'select count(*) + coalesce(sum(version), 0) from exchange_entries where network_id in (select id from networks_of)',
  images: `select count(*) + count(confirmed_by) from document_images
    where entry_id in (select id from exchange_entries where network_id in (select id from networks_of))`,
  originalRequests: 'select count(*) + coalesce(sum(version), 0) from original_requests where network_id in (select id from networks_of)',
  corrections: 'select count(*) + coalesce(sum(version), 0) from specimen_corrections where network_id in (select id from networks_of)',
  sightings: `select count(*) from alert_sightings
    where entry_id in (select id from exchange_entries where network_id in (select id from networks_of))`,
  alertAcknowledgements: `select count(*) from alert_acknowledgements
    where entry_id in (select id from exchange_entries where network_id in (select id from networks_of))`,
  figures: 'select count(*) + coalesce(sum(version), 0) from false_passport_figures where network_id in (select id from networks_of)',
  trainings: 'select count(*) + coalesce(sum(version), 0) from trainings where network_id in (select id from networks_of)',
  cosponsors: `select count(*) + sum(state <> 'asked') from training_cosponsors
    where training_id in (select id from trainings where network_id in (select id from networks_of))`,
  enrolments: `select count(*) + coalesce(sum(version), 0) from training_enrolments
    where training_id in (select id from trainings where network_id in (select id from networks_of))`,
  guests: `select count(*) + sum(state <> 'asked') from training_guests
    where training_id in (select id from trainings where network_id in (select id from networks_of))`,
  certificates: `select count(*) + coalesce(sum(version), 0) from training_certificates
    where training_id in (select id from trainings where network_id in (select id from networks_of))`,
  trainingDocuments: `select count(*) + coalesce(sum(version), 0) from training_documents
    where training_id in (select id from trainings where network_id in (select id from networks_of))`,
  calendarLinks: `select count(*) + coalesce(sum(version), 0) from training_calendar_links
    where organisation_id in (select organisation_id from clients where id in (select id from mine))`,
  subscriptions: 'select count(*) + coalesce(sum(version), 0) from training_subscriptions where network_id in (select id from networks_of)',
  trainingTerms: 'select count(*) from training_terms where network_id in (select id from networks_of)',
  plans: 'select count(*) from plan_versions where plan_id in (select id from plans where network_id in (select id from networks_of))',
};

/** Imports of the directory that the platform has not gone through yet: what it does then is no trace of a call. */
const underWay = "select count(*) from directory_imports where state = 'accepted' and network_id in (select id from networks_of)";

const scope = `with networks_of as (select value id from json_each(?)),
  mine as (select id from clients where id in (select value from json_each(?))
    or organisation_id in (select organisation_id from memberships where network_id in (select id from networks_of)))`;

const all = `${scope} select ${Object.entries({ ...counts, underWay })
  .map(([name, count]) => `(${count}) as "${name}"`)
  .join(', ')}`;

/** What the database holds of a stage when nothing is under way in it, as figures, read over a connection of its own. */
export async function tracesOf(stage: Stage): Promise<Record<string, number>> {
  const found = await waitFor(() => quietTraces(stage), { within: 30_000 });
  if (!found) throw new Error('An import does not end');
  return found;
}

async function quietTraces({ id, second, operators }: Stage): Promise<Record<string, number> | undefined> {
  connection ??= openDatabase({ url: inject('platform').databaseUrl });
  const [found] = await connection.client.batch([{ sql: all, args: [JSON.stringify([id, second]), JSON.stringify(operators)] }], 'read');
  const traces = { ...found?.rows[0] } as Record<string, number>;
  return traces['underWay'] === 0 ? traces : undefined;
}
