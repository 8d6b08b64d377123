import { training } from '../../shared/contract/training.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { fileVaultOf } from '../../shared/files/store.ts';
import { sinceOf } from '../../shared/worker/etag.ts';
import { plansOver } from '../../shared/worker/plans-api.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { keyRingOfWorker } from '../../shared/keys/key-ring-of-worker.ts';
import { localeOf } from '../../shared/worker/locale.ts';
import { serve } from '../../shared/worker/serve.ts';
import { answerAsked, askOrganisation } from './asked/asked.ts';
import { readCalendarLink } from './calendar-links/calendar.ts';
import { createCalendarLink, listCalendarLinks, revokeCalendarLink } from './calendar-links/links.ts';
import { createTrainingTerm, deleteTrainingTerm, updateTrainingTerm } from './catalogue/keeping.ts';
import { getTrainingTerm, listTrainingTerms } from './catalogue/terms.ts';
import { getBadgeKeys, getCertificateBadge, getCertificateStatus } from './certificates/badges.ts';
import { getCertificate, listCertificates } from './certificates/certificates.ts';
import { getCertificateFile } from './certificates/file.ts';
import { issueCertificate } from './certificates/issuing.ts';
import { reissueCertificate, revokeCertificate, showCertificateName } from './certificates/keeping.ts';
import { verifyCertificate } from './certificates/verification.ts';
import { getTrainingClashes } from './clashes/clashes.ts';
import { getTrainingDocument, listTrainingDocuments } from './documents/documents.ts';
import { attachTrainingDocument, linkTrainingDocument, removeTrainingDocument } from './documents/keeping.ts';
import { downloadTrainingFile, issueTrainingTicket, readPublicDocument } from './documents/opening.ts';
import { recordAttendance } from './enrolments/attendance.ts';
import { correctEnrolment, eraseEnrolment } from './enrolments/correcting.ts';
import { decideEnrolment, withdrawEnrolment } from './enrolments/deciding.ts';
import { getEnrolment, listEnrolments } from './enrolments/enrolments.ts';
import { evaluateEnrolment } from './enrolments/evaluation.ts';
import { nominate } from './enrolments/nominating.ts';
import { reofferSeats } from './enrolments/reoffer.ts';
import { getFeed, getFeedJson } from './feeds/forms.ts';
import { getTrainingFigures } from './figures/figures.ts';
import { getReplicaBoard } from './replicas/board.ts';
import { getCourseTree } from './replicas/tree.ts';
import { readDueSubscriptions } from './subscriptions/due.ts';
import { createSubscription, deleteSubscription, updateSubscription } from './subscriptions/keeping.ts';
import { refreshSubscription } from './subscriptions/refreshing.ts';
import { getSubscription, listSubscriptions } from './subscriptions/subscriptions.ts';
import { closeEdition } from './trainings/closing.ts';
import { createTraining, labelTraining, updateTraining } from './trainings/keeping.ts';
import { stepEdition } from './trainings/life.ts';
import { getTraining, listTrainings } from './trainings/trainings.ts';

export default serve(
  training,
  {
    listTrainingTerms: async ({ query, after }, context) => ok(await listTrainingTerms(context, query, after)),
    createTrainingTerm: async ({ body }, context) => created(await createTrainingTerm(context, body)),
    getTrainingTerm: async ({ params }, context) => versioned(await getTrainingTerm(context, params.id)),
    updateTrainingTerm: async ({ params, version, body }, context) =>
      versioned(await updateTrainingTerm(context, params.id, version, body)),
    deleteTrainingTerm: async ({ params, version }, context) => done(await deleteTrainingTerm(context, params.id, version)),

    listCourses: async ({ query, after }, context) => ok(await listTrainings(context, 'course', query, after)),
    createCourse: async ({ body }, context) => created(await createTraining(context, 'course', body)),
    getCourse: async ({ params }, context) => versioned(await getTraining(context, 'course', params.id)),
    updateCourse: async ({ params, version, body }, context) =>
      versioned(await updateTraining(context, 'course', params.id, version, body)),
    labelCourse: async ({ params, version, body }, context) => versioned(await labelTraining(context, 'course', params.id, version, body)),

    listEditions: async ({ query, after }, context) => ok(await listTrainings(context, 'edition', query, after)),
    createEdition: async ({ body }, context) => created(await createTraining(context, 'edition', body)),
    getEdition: async ({ params }, context) => versioned(await getTraining(context, 'edition', params.id)),
    updateEdition: async ({ params, version, body }, context) =>
      versioned(await updateTraining(context, 'edition', params.id, version, body)),
    labelEdition: async ({ params, version, body }, context) =>
      versioned(await labelTraining(context, 'edition', params.id, version, body)),
    stepEdition: async ({ params, version, body, headers }, context, env) =>
      versioned(
        body.state === 'closed'
          ? await closeEdition(context, params.id, version, plansOver(plansIn(env), headers, context.requestId))
          : await stepEdition(context, params.id, version, body),
      ),
    askCosponsor: async ({ params, version, body }, context) =>
      versioned(await askOrganisation(context, 'cosponsor', params.id, { version, ...body })),
    answerCosponsorship: async ({ params, version, body }, context) =>
      versioned(await answerAsked(context, 'cosponsor', params.id, { version, ...body })),
    inviteGuest: async ({ params, version, body }, context) =>
      versioned(await askOrganisation(context, 'guest', params.id, { version, ...body })),
    answerInvitation: async ({ params, version, body }, context) =>
      versioned(await answerAsked(context, 'guest', params.id, { version, ...body })),

    getCalendarFile: async ({ query, headers }, context, env) => versioned(await getFeed(context, 'ics', askedBy(headers, env), query)),
    getCalendarAtom: async ({ query, headers }, context, env) => versioned(await getFeed(context, 'atom', askedBy(headers, env), query)),
    getCalendarJson: async ({ query, headers }, context, env) => versioned(await getFeedJson(context, askedBy(headers, env), query)),
    getCalendarJsonLd: async ({ query, headers }, context, env) =>
      versioned(await getFeed(context, 'jsonld', askedBy(headers, env), query)),
    getTrainingClashes: async ({ query }, context) => ok(await getTrainingClashes(context, query)),
    getCourseTree: async ({ params }, context) => ok(await getCourseTree(context, params.id)),
    getTrainingFigures: async ({ query }, context) => ok(await getTrainingFigures(context, query)),
    getReplicaBoard: async ({ params }, context) => ok(await getReplicaBoard(context, params.id)),

    listCalendarLinks: async ({ query, after }, context) => ok(await listCalendarLinks(context, query, after)),
    createCalendarLink: async ({ body }, context, env) => created(await createCalendarLink(context, originOf(env), body)),
    revokeCalendarLink: async ({ params, version }, context) => versioned(await revokeCalendarLink(context, params.id, version)),
    readCalendarLink: async ({ params, headers }, context, env) =>
      versioned(await readCalendarLink(context, askedBy(headers, env), params.token)),

    listSubscriptions: async ({ query, after }, context) => ok(await listSubscriptions(context, query, after)),
    createSubscription: async ({ body }, context, env) => created(await createSubscription(context, outgoingOf(env), body)),
    getSubscription: async ({ params }, context) => versioned(await getSubscription(context, params.id)),
    updateSubscription: async ({ params, version, body }, context) =>
      versioned(await updateSubscription(context, params.id, version, body)),
    refreshSubscription: async ({ params, version }, context, env) =>
      versioned(await refreshSubscription(context, outgoingOf(env), params.id, version)),
    deleteSubscription: async ({ params, version }, context) => done(await deleteSubscription(context, params.id, version)),

    listTrainingDocuments: async ({ query, after }, context) => ok(await listTrainingDocuments(context, query, after)),
    attachTrainingDocument: async ({ query, body }, context, env) =>
      created(await attachTrainingDocument(context, await fileVaultOf(env), { ...query, ...body })),
    linkTrainingDocument: async ({ body }, context) => created(await linkTrainingDocument(context, body)),
    getTrainingDocument: async ({ params }, context) => versioned(await getTrainingDocument(context, params.id)),
    removeTrainingDocument: async ({ params, version }, context) => done(await removeTrainingDocument(context, params.id, version)),
    issueTrainingTicket: async ({ params }, context) => ok(await issueTrainingTicket(context, params.id)),
    downloadTrainingFile: async ({ params }, context, env) => ok(await downloadTrainingFile(context, await fileVaultOf(env), params.id)),
    readPublicDocument: async ({ params }, context, env) => versioned(await readPublicDocument(context, await fileVaultOf(env), params.id)),

    listCertificates: async ({ query, after }, context) => ok(await listCertificates(context, query, after)),
    issueCertificate: async ({ body }, context) => created(await issueCertificate(context, body)),
    getCertificate: async ({ params }, context) => versioned(await getCertificate(context, params.id)),
    revokeCertificate: async ({ params, version, body }, context) =>
      versioned(await revokeCertificate(context, params.id, version, body.reason)),
    reissueCertificate: async ({ params }, context) => created(await reissueCertificate(context, params.id)),
    showCertificateName: async ({ params, version, body }, context) =>
      versioned(await showCertificateName(context, params.id, version, body.nameShown)),
    getCertificateFile: async ({ params, query }, context, env) =>
      versioned(await getCertificateFile(context, { documents: documentsIn(env), origin: originOf(env) }, params.id, query.language)),
    verifyCertificate: async ({ params }, context) => ok(await verifyCertificate(context, params.code)),
    getCertificateBadge: async ({ params, headers }, context, env) =>
      versioned(await getCertificateBadge(context, await badgeIssuer(env), params.code, localeOf(headers))),
    getCertificateStatus: async ({ params }, context, env) => ok(await getCertificateStatus(context, originOf(env), params.code)),
    getBadgeKeys: async (_, context, env) => ok(await getBadgeKeys(context, originOf(env))),

    listEnrolments: async ({ query, after }, context) => ok(await listEnrolments(context, query, after)),
    nominate: async ({ body }, context) => created(await nominate(context, body)),
    getEnrolment: async ({ params }, context) => versioned(await getEnrolment(context, params.id)),
    decideEnrolment: async ({ params, version, body }, context) => versioned(await decideEnrolment(context, params.id, version, body)),
    withdrawEnrolment: async ({ params, version }, context) => versioned(await withdrawEnrolment(context, params.id, version)),
    recordAttendance: async ({ params, version, body }, context) => versioned(await recordAttendance(context, params.id, version, body)),
    correctEnrolment: async ({ params, version, body }, context) => versioned(await correctEnrolment(context, params.id, version, body)),
    evaluateEnrolment: async ({ params, version, body }, context) => versioned(await evaluateEnrolment(context, params.id, version, body)),
    eraseEnrolment: async ({ params, version }, context) => versioned(await eraseEnrolment(context, params.id, version)),
  },
  {
    name: 'training',
    scheduled: async (env, db) => {
      await reofferSeats(platformContext(db));
      await readDueSubscriptions(platformContext(db), outgoingOf(env));
    },
  },
);

const originOf = (env: object) => (env as { ORIGIN: string }).ORIGIN;
const badgeIssuer = async (env: object) => ({ origin: originOf(env), ring: await keyRingOfWorker(env, 'badge') });
const documentsIn = (env: object) => (env as { DOCUMENTS: Fetcher }).DOCUMENTS;
const outgoingOf = (env: object) => (env as { OUTGOING: Fetcher }).OUTGOING;
const plansIn = (env: object) => (env as { PLANS: Fetcher }).PLANS;

/** Where the platform is, and what of a feed the caller has already (RFC 9110, 13.2.2). */
const askedBy = (headers: Headers, env: object) => ({
  origin: originOf(env),
  known: [...(headers.get('if-none-match') ?? '').matchAll(/"([^"]+)"/g)].map(([, tag = '']) => tag),
  since: headers.has('if-none-match') ? null : sinceOf(headers),
});
