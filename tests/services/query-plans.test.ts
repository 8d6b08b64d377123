import { beforeAll, expect, test } from 'vitest';
import { pagesOf, someOf } from '../../services/directory/exchange/export/pages.ts';
import {
  listDirectoryImportFindings,
  listDirectoryImports,
  type Row as DirectoryImportRow,
} from '../../services/directory/exchange/imports/imports.ts';
import { currentOf, knownAmong, placesTaken } from '../../services/directory/exchange/reading/current.ts';
import { nextChunk } from '../../services/directory/exchange/work/chunk.ts';
import { getCorridor } from '../../services/directory/focal-points/corridor.ts';
import { getFocalPoint, listFocalPoints } from '../../services/directory/focal-points/focal-points.ts';
import { listFocalPurposes } from '../../services/directory/focal-points/purpose-list.ts';
import { getFocalVacancies } from '../../services/directory/focal-points/vacancies.ts';
import { getFocalPointCard } from '../../services/directory/focal-points/vcard.ts';
import { listClients } from '../../services/identity/clients.ts';
import { listMemberships } from '../../services/identity/memberships.ts';
import { listNetworks } from '../../services/identity/networks.ts';
import { listOrganisations } from '../../services/identity/organisations.ts';
import { listPresidencies } from '../../services/identity/presidencies.ts';
import { listActivities, listOrphans } from '../../services/plans/activities.ts';
import { annualReportOf } from '../../services/plans/annual-report.ts';
import { exportPlan } from '../../services/plans/export.ts';
import { getPlanHygiene } from '../../services/plans/hygiene.ts';
import { listPlanDrafts } from '../../services/plans/drafts/drafts.ts';
import { listExemptions } from '../../services/plans/ledger/exemptions.ts';
import { getLedger } from '../../services/plans/ledger/ledger.ts';
import { listParticipations } from '../../services/plans/ledger/participations.ts';
import { traceMandate } from '../../services/plans/trace.ts';
import { comparePlanVersions, findPlanItems, listPlanVersions } from '../../services/plans/versions.ts';
import { listPlanImports } from '../../services/plans/imports.ts';
import { listMandates } from '../../services/plans/mandates.ts';
import { listAgreements } from '../../services/plans/meetings/agreements.ts';
import { listMeetings } from '../../services/plans/meetings/meetings.ts';
import { listPoints } from '../../services/plans/meetings/points.ts';
import { listProposals } from '../../services/plans/meetings/proposals.ts';
import { getReport, listReports } from '../../services/plans/reports/reports.ts';
import { packOf } from '../../services/plans/meetings/pack.ts';
import { getPlanOutline } from '../../services/plans/outline.ts';
import { listPlans } from '../../services/plans/plans.ts';
import { listAttempts } from '../../services/webhooks/deliveries/attempts.ts';
import { listDeliveries } from '../../services/webhooks/deliveries/deliveries.ts';
import { listListings } from '../../services/directory/listings/listings.ts';
import { listEndpoints } from '../../services/webhooks/endpoints/endpoints.ts';
import { listAcknowledgements } from '../../services/webhooks/feed/acknowledgements.ts';
import { listEvents } from '../../services/webhooks/feed/events.ts';
import { getFigureBoard } from '../../services/specimens/figures/board.ts';
import { getFigure, listFigures } from '../../services/specimens/figures/figures.ts';
import { listAlertAcknowledgements } from '../../services/specimens/alerts/acknowledgements.ts';
import { listCorrelations } from '../../services/specimens/alerts/correlations.ts';
import { listSightings } from '../../services/specimens/alerts/sightings.ts';
import { getBorderCard } from '../../services/specimens/card/border-card.ts';
import { getEntry, listEntries } from '../../services/specimens/entries/entries.ts';
import { listOriginalRequests } from '../../services/specimens/images/originals.ts';
import { listSimilarImages } from '../../services/specimens/images/similar.ts';
import { getRequirementMatrix } from '../../services/specimens/requirements/matrix.ts';
import { listCorrections } from '../../services/specimens/specimens/corrections.ts';
import { readCalendarLink } from '../../services/training/calendar-links/calendar.ts';
import { listCalendarLinks } from '../../services/training/calendar-links/links.ts';
import { getCertificate, listCertificates } from '../../services/training/certificates/certificates.ts';
import { issueCertificate } from '../../services/training/certificates/issuing.ts';
import { verifyCertificate } from '../../services/training/certificates/verification.ts';
import { getTrainingDocument, listTrainingDocuments } from '../../services/training/documents/documents.ts';
import { readPublicDocument } from '../../services/training/documents/opening.ts';
import { getTrainingFigures } from '../../services/training/figures/figures.ts';
import { getCourseTree } from '../../services/training/replicas/tree.ts';
import { readDueSubscriptions } from '../../services/training/subscriptions/due.ts';
import { getSubscription, listSubscriptions } from '../../services/training/subscriptions/subscriptions.ts';
import { closeEdition } from '../../services/training/trainings/closing.ts';
import { listTrainingTerms } from '../../services/training/catalogue/terms.ts';
import { getEnrolment, listEnrolments } from '../../services/training/enrolments/enrolments.ts';
import { getTrainingClashes } from '../../services/training/clashes/clashes.ts';
import { publicCalendar } from '../../services/training/feeds/feeds.ts';
import { getReplicaBoard } from '../../services/training/replicas/board.ts';
import { getTraining, listTrainings } from '../../services/training/trainings/trainings.ts';
import { listOpenings } from '../../services/specimens/specimens/openings.ts';
import { exportAlerts, getAlertBundle } from '../../services/specimens/stix/alert-bundles.ts';
import type { Context } from '../../shared/database/context.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../support/planned-network.ts';

type Batch = Parameters<Context['db']['client']['batch']>[0];

let planned: PlannedNetwork;
let planId: string;
beforeAll(async () => {
  planned = await ownNetwork();
  planId = (await publishText(planned, planText('es'))).plan;
});

const id = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11';
const day = '2026-03-01T00:00:00.000Z';
const origin = 'https://enlace.example.org';
const anImport = { id, network: id, country: 'GTM', aim: 'publication' } as DirectoryImportRow;
const activities = (filter: object) => (context: Context) => listActivities(context, { limit: 50, ...filter }, [id, 3]);

/** As JSON a plan needs no other worker. */
const noWorker = () => expect.unreachable();

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
  ['outline of a version', (context) => getPlanOutline(context, id, { version: 1 }).catch(() => undefined)],
  ['export', (context) => exportPlan(context, noWorker, planId, { format: 'json', language: 'es' })],
  ['versions', (context) => listPlanVersions(context, planId, { limit: 50 }, [1])],
  ['numbers', (context) => findPlanItems(context, planId, { number: '6.3', version: 1 })],
  ['changes', (context) => comparePlanVersions(context, planId, {}).catch(() => undefined)],
  ['the pack of a meeting', (context) => packOf(context, id).catch(() => undefined)],
  ['the annual report', (context) => annualReportOf(context, planId, { year: 2009 })],
  ['a mandate followed', (context) => traceMandate(context, id, {}).catch(() => undefined)],
  ['hygiene', (context) => getPlanHygiene(context, planId)],
  ['drafts', (context) => listPlanDrafts(context, { limit: 50, network: 'crm' }, [id])],
  ['ledger', (context) => getLedger(context, planId, {})],
  ['participations', (context) => listParticipations(context, { limit: 50 }, [id])],
  ['participations of an activity', (context) => listParticipations(context, { limit: 50, activity: id }, [id])],
  ['exemptions', (context) => listExemptions(context, { limit: 50 }, [id])],
  ['mandates that are resolved', (context) => listMandates(context, { limit: 50, resolved: true }, [id])],
  ['meetings', (context) => listMeetings(context, { limit: 50 }, ['~', id])],
  ['meetings of a body', (context) => listMeetings(context, { limit: 50, network: 'crm', body: 'RED', from: '2009-01-01' }, null)],
  ['points', (context) => listPoints(context, id, { limit: 50 }, [3])],
  ['proposals', (context) => listProposals(context, { limit: 50 }, [id])],
  ['proposals of a meeting', (context) => listProposals(context, { limit: 50, network: 'crm', meeting: id }, [id])],
  ['agreements', (context) => listAgreements(context, { limit: 50 }, [id])],
  ['agreements that are late', (context) => listAgreements(context, { limit: 50, network: 'crm', owner: id, overdue: true }, [id])],
  ['reports', (context) => listReports(context, { limit: 50 }, [id])],
  ['reports of a network', (context) => listReports(context, { limit: 50, network: 'crm' }, [id])],
  ['reports of a plan and period', (context) => listReports(context, { limit: 50, plan: planId, period: '2009-S2' }, null)],
  ['reports of an activity', (context) => listReports(context, { limit: 50, activity: id, state: 'published' }, null)],
  ['evidence of a report', (context) => getReport(context, id).catch(() => undefined)],
  ['mandates', (context) => listMandates(context, { limit: 50 }, [id])],
  ['events', (context) => listEvents(context, origin, { limit: 50, type: 'plans.*' }, [3])],
  ['events after one', (context) => listEvents(context, origin, { limit: 50, after: id }, null).catch(() => undefined)],
  ['events of a network', (context) => listEvents(context, origin, { limit: 50, network: 'crm' }, null)],
  ['acknowledgements', (context) => listAcknowledgements(context, id, { limit: 50 }, [id])],
  ['services', (context) => listListings(context, 'service', { limit: 50 }, [id])],
  ['services of a provider', (context) => listListings(context, 'service', { limit: 50, provider: id }, null)],
  ['places of a network and country', (context) => listListings(context, 'location', { limit: 50, network: 'crm', country: 'GTM' }, null)],
  [
    'listings of an organisation',
    (context) => listListings(context, 'organisation', { limit: 50, organisation: id, state: 'proposed' }, [id]),
  ],
  ['focal points', (context) => listFocalPoints(context, { limit: 50 }, [id])],
  [
    'focal points of a country and purpose',
    (context) => listFocalPoints(context, { limit: 50, network: 'crm', country: 'GTM', purpose: 'tutor', state: 'overdue' }, null),
  ],
  ['a focal point', (context) => getFocalPoint(context, id).catch(() => undefined)],
  ['a card', (context) => getFocalPointCard(context, id, 'es').catch(() => undefined)],
  ['the vacancies of a network', (context) => getFocalVacancies(context, 'crm').catch(() => undefined)],
  ['a corridor', (context) => getCorridor(context, { from: 'GTM', to: 'MEX', network: 'crm', profile: 'women' }).catch(() => undefined)],
  ['purposes', (context) => listFocalPurposes(context, { limit: 50, network: 'crm' }, ['a', ''])],
  ['directory imports', (context) => listDirectoryImports(context, { limit: 50, network: 'crm', state: 'checked' }, [id])],
  ['directory imports of an organisation', (context) => listDirectoryImports(context, { limit: 50, organisation: id }, [id])],
  ['findings', (context) => listDirectoryImportFindings(context, id, { limit: 50, severity: 'error' }, [3]).catch(() => undefined)],
  ['what there is under the ids of a package', (context) => currentOf(context, [id])],
  ['what a package names', (context) => knownAmong(context, id, 'location', [id])],
  ['services at places that are taken', (context) => placesTaken(context, [id])],
  ['what an import works off', (context) => nextChunk(context, anImport)],
  ['an exported page', (context) => pagesOf(context, 'service', id, 'GTM').next()],
  ['exported ones', (context) => someOf(context, id, [id])],
  ['specimens', (context) => listEntries(context, 'specimen', { limit: 50 }, [id])],
  ['specimens of a kind', (context) => listEntries(context, 'specimen', { limit: 50, network: 'crm', category: 'passport' }, null)],
  ['a specimen', (context) => getEntry(context, 'specimen', id).catch(() => undefined)],
  ['alerts of a specimen', (context) => listEntries(context, 'alert', { limit: 50, specimen: id, class: 'false-document' }, [id])],
  ['alerts of an organisation', (context) => listEntries(context, 'alert', { limit: 50, organisation: id, state: 'published' }, null)],
  ['sightings', (context) => listSightings(context, id, { limit: 50 }, [id]).catch(() => undefined)],
  ['acknowledgements of an alert', (context) => listAlertAcknowledgements(context, id, { limit: 50 }, [id]).catch(() => undefined)],
  ['correlations', (context) => listCorrelations(context, id, { limit: 50 }, [id]).catch(() => undefined)],
  ['a border card', (context) => getBorderCard(context, {} as never, id, 'es').catch(() => undefined)],
  ['an alert as a bundle', (context) => getAlertBundle(context, origin, id).catch(() => undefined)],
  ['alerts as a bundle', (context) => exportAlerts(context, origin, { network: 'crm', changedAfter: day })],
  ['corrections', (context) => listCorrections(context, { limit: 50, specimen: id }, [id])],
  ['corrections of a network', (context) => listCorrections(context, { limit: 50, network: 'crm', state: 'proposed' }, null)],
  ['openings', (context) => listOpenings(context, id, { limit: 50 }, [3]).catch(() => undefined)],
  ['similar pictures', (context) => listSimilarImages(context, id).catch(() => undefined)],
  ['requests for originals', (context) => listOriginalRequests(context, { limit: 50 }, [id])],
  ['requests for an original', (context) => listOriginalRequests(context, { limit: 50, network: 'crm', image: id }, null)],
  ['the matrix of requirements', (context) => getRequirementMatrix(context, { network: 'crm', nationality: 'SLV' }).catch(() => undefined)],
  ['courses', (context) => listTrainings(context, 'course', { limit: 50, kind: 'course' }, ['2010-01-01', id])],
  ['trainings', (context) => listTrainings(context, 'edition', { limit: 50 }, ['2010-01-01', id])],
  [
    'trainings of a network, theme and country',
    (context) =>
      listTrainings(
        context,
        'edition',
        { limit: 50, network: 'crm', theme: 'trafficking', country: 'GTM', course: id, from: '2010-01-01' },
        null,
      ),
  ],
  ['a training', (context) => getTraining(context, 'edition', id).catch(() => undefined)],
  ['the replicas of a training', (context) => getReplicaBoard(context, id).catch(() => undefined)],
  [
    'the public calendar',
    (context) =>
      publicCalendar(
        context,
        { origin: 'https://enlace.example', known: ['1.2.3'], since: null },
        { language: 'es', network: 'crm', theme: 'trafficking' },
      ),
  ],
  ['collisions', (context) => getTrainingClashes(context, { from: '2026-01-01', to: '2026-06-30', network: 'crm' })],
  ['enrolments', (context) => listEnrolments(context, { limit: 50 }, [id])],
  ['enrolments of a training', (context) => listEnrolments(context, { limit: 50, edition: id, organisation: id, state: 'waiting' }, null)],
  ['an enrolment', (context) => getEnrolment(context, id).catch(() => undefined)],
  ['certificates', (context) => listCertificates(context, { limit: 50 }, [id])],
  ['certificates of a training', (context) => listCertificates(context, { limit: 50, edition: id, kind: 'tutor' }, null)],
  ['a certificate', (context) => getCertificate(context, id).catch(() => undefined)],
  ['a certificate by its code', (context) => verifyCertificate(context, 'K7QD-2M9X-4RTW-8HJC').catch(() => undefined)],
  ['what is certified', (context) => issueCertificate(context, { enrolment: id, kind: 'tutor', nameShown: false }).catch(() => undefined)],
  [
    'documents of trainings',
    (context) => listTrainingDocuments(context, { limit: 50, network: 'crm', theme: 'trafficking' }, ['2010', id, id]),
  ],
  ['documents of a training', (context) => listTrainingDocuments(context, { limit: 50, training: id }, null)],
  ['a document of a training', (context) => getTrainingDocument(context, id).catch(() => undefined)],
  ['a public document', (context) => readPublicDocument(context, {} as never, id).catch(() => undefined)],
  ['calendar addresses', (context) => listCalendarLinks(context, { limit: 50 }, [id])],
  [
    'the calendar of an address',
    (context) =>
      readCalendarLink(context, { origin: 'https://enlace.example', known: ['1.2.3'], since: null }, `${'A'.repeat(43)}.ics`).catch(
        () => undefined,
      ),
  ],
  ['the tree of a course', (context) => getCourseTree(context, id).catch(() => undefined)],
  ['figures of trainings', (context) => getTrainingFigures(context, { network: 'crm', year: '2026' })],
  ['a training to close', (context) => closeEdition(context, id, 1, {} as never).catch(() => undefined)],
  ['followed calendars', (context) => listSubscriptions(context, { limit: 50, network: 'crm' }, [id])],
  ['a followed calendar', (context) => getSubscription(context, id).catch(() => undefined)],
  ['followed calendars that are due', (context) => readDueSubscriptions(context, {} as never)],
  ['training terms', (context) => listTrainingTerms(context, { limit: 50, network: 'crm' }, null)],
  ['figures', (context) => listFigures(context, { limit: 50 }, [id])],
  ['figures of a half year', (context) => listFigures(context, { limit: 50, network: 'crm', organisation: id, period: '2009-S2' }, null)],
  ['a figure', (context) => getFigure(context, id).catch(() => undefined)],
  ['the board of figures', (context) => getFigureBoard(context, { network: 'crm', from: '2009-S1', to: '2010-S2' }).catch(() => undefined)],
  ['endpoints', (context) => listEndpoints(context, { limit: 50 }, [id])],
  ['endpoints in a state', (context) => listEndpoints(context, { limit: 50, state: 'active' }, null)],
  ['deliveries', (context) => listDeliveries(context, id, { limit: 50 }, [3])],
  [
    'deliveries of a type and time',
    (context) => listDeliveries(context, id, { limit: 50, state: 'dead', type: 'plans.*', from: day }, null),
  ],
  ['attempts', (context) => listAttempts(context, id, { limit: 50 }, [3, 1])],
  ['attempts of an event', (context) => listAttempts(context, id, { limit: 50, event: id, outcome: 'failed' }, null)],
];

/** What each list sends, before anything is explained: a reading that leaves traces finds the file busy afterwards. */
const sentBy = new Map<string, Batch>();
beforeAll(async () => {
  for (const [name, list] of lists) sentBy.set(name, await statementsOf(planned.by('MEX'), list));
});

test.each(lists)('the list of %s reads no table from end to end', async (name) => {
  const context = planned.by('MEX');
  const sent = sentBy.get(name) ?? [];
  expect(sent).not.toEqual([]);
  const plans = await Promise.all(sent.map((statement) => planOf(context, statement)));
  expect(
    plans
      .flat()
      .filter((step) => /^SCAN (?!(\d+ )?CONSTANT|\(subquery|activity_search|json_each|pattern|[ah]$|[cj] VIRTUAL TABLE)/.test(step)),
  ).toEqual([]);
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
