import { plans } from '../../shared/contract/plans.ts';
import { fileVaultOf } from '../../shared/files/store.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { computed, created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { acceptPlanImport } from './acceptance.ts';
import { getPlanDraft, listPlanDrafts } from './drafts/drafts.ts';
import { discardPlanDraft, editPlanDraft, updatePlanDraft } from './drafts/editing.ts';
import { openPlanDraft } from './drafts/opening.ts';
import { publishPlanDraft } from './drafts/publication.ts';
import { remindAll } from './ledger/reminders.ts';
import { createExemption, deleteExemption, listExemptions } from './ledger/exemptions.ts';
import { getLedger } from './ledger/ledger.ts';
import { createParticipation, deleteParticipation, listParticipations } from './ledger/participations.ts';
import { getActivity, listActivities, listOrphans } from './activities.ts';
import { getAnnualReport } from './annual-report-file.ts';
import { exportPlan } from './export.ts';
import { getPlanHygiene } from './hygiene.ts';
import { createPlanImport, discardPlanImport, getPlanImport, listPlanImports } from './imports.ts';
import { getMandate, linkMandate, listMandates, parseCitations } from './mandates.ts';
import { createAgreement, getAgreement, listAgreements, updateAgreement } from './meetings/agreements.ts';
import { decideProposal } from './meetings/decisions.ts';
import { createMeeting, getMeeting, listMeetings, updateMeeting } from './meetings/meetings.ts';
import { getMeetingPack } from './meetings/pack-file.ts';
import { addPoint, listPoints, removePoint, updatePoint } from './meetings/points.ts';
import { createProposal, getProposal, listProposals } from './meetings/proposals.ts';
import { getPlanOutline } from './outline.ts';
import { getPlan, labelPlan, listPlans, updatePlan } from './plans.ts';
import { createReport } from './reports/creation.ts';
import { attachEvidence, linkEvidence, removeEvidence } from './reports/evidence.ts';
import { getReport, listReports } from './reports/reports.ts';
import { reviseReport } from './reports/revisions.ts';
import { downloadFile, issueEvidenceTicket } from './reports/tickets.ts';
import { publishReport, returnReport, submitReport, validateReport } from './reports/transitions.ts';
import { discardReport, updateReport } from './reports/writing.ts';
import { traceMandate } from './trace.ts';
import { comparePlanVersions, findPlanItems, listPlanVersions } from './versions.ts';

export default serve(
  plans,
  {
    createPlanImport: async ({ query, body }, context) => created(await createPlanImport(context, { ...query, ...body })),
    listPlanImports: async ({ query, after }, context) => ok(await listPlanImports(context, query, after)),
    getPlanImport: async ({ params }, context) => versioned(await getPlanImport(context, params.id)),
    acceptPlanImport: async ({ params, query }, context) => created(await acceptPlanImport(context, params.id, query)),
    discardPlanImport: async ({ params, version }, context) => done(await discardPlanImport(context, params.id, version)),

    listPlans: async ({ query, after }, context) => ok(await listPlans(context, query, after)),
    getPlan: async ({ params }, context) => versioned(await getPlan(context, params.id)),
    updatePlan: async ({ params, version, body }, context) => versioned(await updatePlan(context, params.id, version, body)),
    labelPlan: async ({ params, version, body }, context) => versioned(await labelPlan(context, params.id, version, body)),
    getPlanOutline: async ({ params, query }, context) => versioned(await getPlanOutline(context, params.id, query)),
    listPlanVersions: async ({ params, query, after }, context) => ok(await listPlanVersions(context, params.id, query, after)),
    findPlanItems: async ({ params, query }, context) => ok(await findPlanItems(context, params.id, query)),
    comparePlanVersions: async ({ params, query }, context) => ok(await comparePlanVersions(context, params.id, query)),

    exportPlan: async ({ params, query }, context, env) => versioned(await exportPlan(context, () => documentsOf(env), params.id, query)),
    getMeetingPack: async ({ params, query }, context, env) =>
      versioned(await getMeetingPack(context, () => documentsOf(env), params.id, query)),
    getAnnualReport: async ({ params, query }, context, env) =>
      versioned(await getAnnualReport(context, () => documentsOf(env), params.id, query)),
    getPlanHygiene: async ({ params }, context) => ok(await getPlanHygiene(context, params.id)),

    openPlanDraft: async ({ params }, context) => created(await openPlanDraft(context, params.id)),
    listPlanDrafts: async ({ query, after }, context) => ok(await listPlanDrafts(context, query, after)),
    getPlanDraft: async ({ params }, context) => versioned(await getPlanDraft(context, params.id)),
    updatePlanDraft: async ({ params, version, body }, context) => versioned(await updatePlanDraft(context, params.id, version, body)),
    editPlanDraft: async ({ params, body }, context) => created(await editPlanDraft(context, params.id, body.edits)),
    publishPlanDraft: async ({ params }, context) => created(await publishPlanDraft(context, params.id)),
    discardPlanDraft: async ({ params, version }, context) => done(await discardPlanDraft(context, params.id, version)),

    getLedger: async ({ params, query }, context) => ok(await getLedger(context, params.id, query)),
    listParticipations: async ({ query, after }, context) => ok(await listParticipations(context, query, after)),
    createParticipation: async ({ body }, context) => created(await createParticipation(context, body)),
    deleteParticipation: async ({ params, version }, context) => done(await deleteParticipation(context, params.id, version)),
    listExemptions: async ({ query, after }, context) => ok(await listExemptions(context, query, after)),
    createExemption: async ({ body }, context) => created(await createExemption(context, body)),
    deleteExemption: async ({ params, version }, context) => done(await deleteExemption(context, params.id, version)),

    listActivities: async ({ query, after }, context) => ok(await listActivities(context, query, after)),
    getActivity: async ({ params }, context) => versioned(await getActivity(context, params.id)),

    listMandates: async ({ query, after }, context) => ok(await listMandates(context, query, after)),
    getMandate: async ({ params }, context) => computed(await getMandate(context, params.id)),
    linkMandate: async ({ params, version, body }, context) => versioned(await linkMandate(context, params.id, version, body)),
    traceMandate: async ({ params, query }, context) => ok(await traceMandate(context, params.id, query)),
    listOrphans: async ({ query, after }, context) => ok(await listOrphans(context, query, after)),
    parseCitations: async ({ body }, context) => ok(await parseCitations(context, body)),

    listMeetings: async ({ query, after }, context) => ok(await listMeetings(context, query, after)),
    createMeeting: async ({ body }, context) => created(await createMeeting(context, body)),
    getMeeting: async ({ params }, context) => versioned(await getMeeting(context, params.id)),
    updateMeeting: async ({ params, version, body }, context) => versioned(await updateMeeting(context, params.id, version, body)),
    listPoints: async ({ params, query, after }, context) => ok(await listPoints(context, params.id, query, after)),
    addPoint: async ({ params, body }, context) => created(await addPoint(context, params.id, body)),
    updatePoint: async ({ params: { id, pointId }, version, body }, context) =>
      versioned(await updatePoint(context, id, pointId, version, body)),
    removePoint: async ({ params: { id, pointId }, version }, context) => done(await removePoint(context, id, pointId, version)),

    listProposals: async ({ query, after }, context) => ok(await listProposals(context, query, after)),
    createProposal: async ({ body }, context) => created(await createProposal(context, body)),
    getProposal: async ({ params }, context) => versioned(await getProposal(context, params.id)),
    decideProposal: async ({ params, body }, context) => created(await decideProposal(context, params.id, body)),
    listAgreements: async ({ query, after }, context) => ok(await listAgreements(context, query, after)),
    createAgreement: async ({ body }, context) => created(await createAgreement(context, body)),
    getAgreement: async ({ params }, context) => computed(await getAgreement(context, params.id)),
    updateAgreement: async ({ params, version, body }, context) => versioned(await updateAgreement(context, params.id, version, body)),

    listReports: async ({ query, after }, context) => ok(await listReports(context, query, after)),
    createReport: async ({ body }, context) => created(await createReport(context, body)),
    getReport: async ({ params }, context) => versioned(await getReport(context, params.id)),
    updateReport: async ({ params, version, body }, context) => versioned(await updateReport(context, params.id, version, body)),
    discardReport: async ({ params, version }, context) => done(await discardReport(context, params.id, version)),
    submitReport: async ({ params, version }, context) => versioned(await submitReport(context, params.id, version)),
    validateReport: async ({ params, version }, context) => versioned(await validateReport(context, params.id, version)),
    returnReport: async ({ params, version, body }, context) => versioned(await returnReport(context, params.id, version, body.reason)),
    publishReport: async ({ params, version, body }, context) => versioned(await publishReport(context, params.id, version, body)),
    reviseReport: async ({ params }, context) => created(await reviseReport(context, params.id)),

    attachEvidence: async ({ params, query, body }, context, env) =>
      created(await attachEvidence(context, await fileVaultOf(env), params.id, { ...query, ...body })),
    linkEvidence: async ({ params, body }, context) => created(await linkEvidence(context, params.id, body)),
    removeEvidence: async ({ params, version }, context) => done(await removeEvidence(context, params.id, params.evidenceId, version)),
    issueTicket: async ({ params }, context) => ok(await issueEvidenceTicket(context, params.id)),
    downloadFile: async ({ params }, context, env) => ok(await downloadFile(context, await fileVaultOf(env), params.id)),
  },
  { name: 'plans', scheduled: async (_env, db) => void (await remindAll(platformContext(db))) },
);

const documentsOf = (env: object) => (env as { DOCUMENTS: Fetcher }).DOCUMENTS;
